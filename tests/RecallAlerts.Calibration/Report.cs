using System.Globalization;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>Tables of docs/recall-reasons.md.</summary>
internal static class Report
{
    private const int Resamples = 2_000;
    private const int Seed = 1;

    public static void Say(Judged[] judged)
    {
        Console.WriteLine($"{judged.Length} narratives: accuracy {Quality.Accuracy(judged):0.000}, macro-F1 {Quality.MacroF1(judged):0.000}");
        Console.WriteLine("| reason | due | given | F1 |");
        foreach (var r in RecallReasons.All) Console.WriteLine($"| `{RecallReasons.Text(r)}` | {judged.Count(j => j.Right == r)} | {judged.Count(j => j.Answer == r)} | {Quality.F1(judged, r):0.00} |");
        var (low, high) = Quality.Bootstrap(judged, Resamples, Seed);
        Console.WriteLine($"expected calibration error {Quality.CalibrationError(judged):0.000}, 95 % interval {low:0.000} to {high:0.000}");
        Console.WriteLine("| confidence | answers | mean confidence | right |");
        foreach (var b in Quality.BinsOf(judged)) Console.WriteLine($"| {b[0].Confidence:0.00} to {b[^1].Confidence:0.00} | {b.Length} | {b.Average(j => j.Confidence):0.00} | {Quality.Accuracy(b):0.00} |");
        Console.WriteLine("| review under | reviewed | right among the rest | wrong answers among the reviewed |");
        foreach (var threshold in (double[])[0.5, 0.6, 0.7, 0.8, 0.9]) SayReview(judged, threshold);
    }

    private static void SayReview(Judged[] judged, double threshold)
    {
        var kept = judged.Where(j => j.Confidence >= threshold).ToArray();
        var share = string.Create(CultureInfo.InvariantCulture, $"{(judged.Length - kept.Length) * 100.0 / judged.Length:0} %");
        var caught = judged.Count(j => !j.IsRight && j.Confidence < threshold);
        Console.WriteLine($"| {threshold:0.0} | {share} | {Quality.Accuracy(kept):0.00} | {caught} of {judged.Count(j => !j.IsRight)} |");
    }
}
