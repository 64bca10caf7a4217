using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>An answer beside the right one.</summary>
internal readonly record struct Judged(string Id, RecallReason Right, RecallReason Answer, double Confidence)
{
    public bool IsRight => Right == Answer;
}

/// <summary>How good answers are.</summary>
internal static class Quality
{
    private const int Bins = 10;

    public static double Accuracy(IReadOnlyCollection<Judged> answers) => answers.Count(a => a.IsRight) / (double)answers.Count;

    public static double MacroF1(IReadOnlyCollection<Judged> answers) => RecallReasons.All.Average(r => F1(answers, r));

    public static double F1(IReadOnlyCollection<Judged> answers, RecallReason reason)
    {
        double hits = answers.Count(a => a.IsRight && a.Right == reason), given = answers.Count(a => a.Answer == reason), due = answers.Count(a => a.Right == reason);
        return hits == 0 ? 0 : 2 * hits / (given + due);
    }

    /// <summary>Expected calibration error over ten bins of equal count.</summary>
    public static double CalibrationError(IReadOnlyCollection<Judged> answers) =>
        BinsOf(answers).Sum(b => Math.Abs(b.Average(a => a.Confidence) - Accuracy(b)) * b.Length) / answers.Count;

    /// <summary>The 95 % interval of the calibration error over resampled narratives.</summary>
    public static (double Low, double High) Bootstrap(Judged[] answers, int resamples, int seed)
    {
#pragma warning disable RS0030 // Seeded: the same interval each time.
        var random = new Random(seed);
#pragma warning restore RS0030
        var errors = Enumerable.Range(0, resamples).Select(_ => CalibrationError([.. answers.Select(_ => answers[random.Next(answers.Length)])])).Order().ToArray();
        return (errors[resamples / 40], errors[resamples - 1 - (resamples / 40)]);
    }

    public static IEnumerable<Judged[]> BinsOf(IReadOnlyCollection<Judged> answers)
    {
        var ordered = answers.OrderBy(a => a.Confidence).ThenBy(a => a.Id, StringComparer.Ordinal).ToArray();
        for (var b = 0; b < Bins; b++) yield return ordered[(b * ordered.Length / Bins)..((b + 1) * ordered.Length / Bins)];
    }
}
