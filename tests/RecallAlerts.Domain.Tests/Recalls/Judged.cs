using System.Text.Json.Nodes;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>A labelled narrative and what the classifier says of it.</summary>
internal sealed record Judged(string Id, RecallReason Right, RecallReason Answer, double Confidence)
{
    private const int Bins = 10;

    public bool IsRight => Right == Answer;

    public static Judged[] Of(string set, string files) => [.. Narratives(set, files).Select(n => Of(n.Id, n.Text, n.Primary))];

    public static IEnumerable<(string Id, string Text, RecallReason Primary)> Narratives(string set, string files) =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "narratives", set), files).Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!).Select(n => ((string)n["id"]!, (string)n["text"]!, Reason((string)n["primary"]!)));

    public static double Accuracy(IReadOnlyCollection<Judged> answers) => answers.Count(a => a.IsRight) / (double)answers.Count;

    public static double MacroF1(IReadOnlyCollection<Judged> answers) => RecallReasons.All.Average(r =>
        2.0 * answers.Count(a => a.IsRight && a.Right == r) / Math.Max(1, answers.Count(a => a.Right == r) + answers.Count(a => a.Answer == r)));

    /// <summary>The expected calibration error over ten bins of equal count.</summary>
    public static double CalibrationError(IReadOnlyCollection<Judged> answers)
    {
        var ordered = answers.OrderBy(a => a.Confidence).ThenBy(a => a.Id, StringComparer.Ordinal).ToArray();
        var bins = Enumerable.Range(0, Bins).Select(b => ordered[(b * ordered.Length / Bins)..((b + 1) * ordered.Length / Bins)]);
        return bins.Sum(b => Math.Abs(b.Average(a => a.Confidence) - Accuracy(b)) * b.Length) / ordered.Length;
    }

    private static Judged Of(string id, string text, RecallReason right)
    {
        var answer = RecallClassifier.Classify(new RecallInput(text, [], []), 0);
        return new Judged(id, right, answer.Primary, answer.Confidence);
    }

    private static RecallReason Reason(string name) => RecallReasons.TryParse(name, out var reason) ? reason : throw new FormatException(name);
}
