using System.Globalization;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>held-out: the shipped classifier on narratives that nothing was fitted on.</summary>
internal static class HeldOutCommand
{
    private const int Resamples = 2_000;
    private const int Seed = 1;

    public static int Run(Root root, string? file)
    {
        var narratives = file is null ? root.Narratives("held-out") : Narrative.Read([file]);
        var answers = narratives.Select(n => (N: n, C: RecallClassifier.Classify(new RecallInput(n.Text, [], []), 0))).ToArray();
        var judged = answers.Select(a => new Judged(a.N.Id, a.N.Primary, a.C.Primary, a.C.Confidence)).ToArray();
        Console.WriteLine($"{judged.Length} narratives: accuracy {Quality.Accuracy(judged):0.000}, macro-F1 {Quality.MacroF1(judged):0.000}");
        foreach (var reason in RecallReasons.All) Console.WriteLine($"| `{RecallReasons.Text(reason)}` | {judged.Count(j => j.Right == reason)} | {judged.Count(j => j.Answer == reason)} | {Quality.F1(judged, reason):0.00} |");
        var (low, high) = Quality.Bootstrap(judged, Resamples, Seed);
        Console.WriteLine($"expected calibration error {Quality.CalibrationError(judged):0.000}, 95 % interval {low:0.000} to {high:0.000}");
        foreach (var bin in Quality.BinsOf(judged)) Console.WriteLine($"| {bin[0].Confidence:0.00} to {bin[^1].Confidence:0.00} | {bin.Length} | {bin.Average(b => b.Confidence):0.00} | {Quality.Accuracy(bin):0.00} |");
        foreach (var threshold in (double[])[0.5, 0.6, 0.7, 0.8, 0.9]) SayReview(judged, threshold);
        SaySecondary(answers);
        return 0;
    }

    private static void SayReview(Judged[] judged, double threshold)
    {
        var (kept, reviewed) = (judged.Where(j => j.Confidence >= threshold).ToArray(), judged.Count(j => j.Confidence < threshold));
        var caught = judged.Count(j => !j.IsRight && j.Confidence < threshold);
        var share = string.Create(CultureInfo.InvariantCulture, $"{reviewed / (double)judged.Length:P0}");
        Console.WriteLine($"| {threshold:0.0} | {share} | {Quality.Accuracy(kept):0.00} | {caught} of {judged.Count(j => !j.IsRight)} |");
    }

    private static void SaySecondary((Narrative N, RecallClassification C)[] answers)
    {
        var given = answers.Sum(a => a.C.Secondary.Count);
        var right = answers.Sum(a => a.C.Secondary.Count(a.N.Secondary.Contains));
        Console.WriteLine($"secondary: {given} named, {right} of them right, of {answers.Sum(a => a.N.Secondary.Count)} that are due");
    }
}
