using System.Text.Json;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>A labelled narrative; all are fictional.</summary>
internal sealed record Narrative(string Id, string Text, RecallReason Primary, IReadOnlySet<RecallReason> Secondary)
{
    /// <summary>Short cases that say the rules of recall-reasons.md, by no writer: symptoms alone, what does not count, causes in both orders.</summary>
    public const string OfTheRules = "S";

    /// <summary>Who wrote it: the letter of its id, and for the larger sets the first digit.</summary>
    public string Writer => Id[0] is 'T' or 'V' ? Id[..2] : Id[..1];

    public static List<Narrative> Read(IEnumerable<string> files) =>
        [.. files.Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 0).Select(Parse).OrderBy(n => n.Id, StringComparer.Ordinal)];

    private static Narrative Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var secondary = root.GetProperty("secondary").EnumerateArray().Select(s => ReasonOf(s.GetString()));
        return new Narrative(root.GetProperty("id").GetString()!, root.GetProperty("text").GetString()!, ReasonOf(root.GetProperty("primary").GetString()), secondary.ToHashSet());
    }

    private static RecallReason ReasonOf(string? name) =>
        RecallReasons.TryParse(name, out var reason) ? reason : throw new FormatException($"'{name}' is no reason.");
}
