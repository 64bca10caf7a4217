using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Recalls;

/// <summary>What the points say.</summary>
/// <param name="Primary">The main reason.</param>
/// <param name="Secondary">Other reasons that are there.</param>
/// <param name="Confidence">The share of the main reason.</param>
internal sealed record Verdict(RecallReason Primary, IReadOnlyList<RecallReason> Secondary, double Confidence)
{
    /// <summary>The share from which another reason is there: at 0.5 about three in four of those that are named are right (docs/recall-reasons.md).</summary>
    private const double IsThere = 0.5;

    /// <summary>The points of a reason that cannot be.</summary>
    private const double Never = -100;

    /// <summary>No answer from words alone is certain.</summary>
    private const double MostConfident = 0.99;

    private static readonly int Reasons = RecallReasons.All.Count;

    /// <summary>Weighs a narrative together with recorded reasons and signs.</summary>
    public static Verdict Of(Tally tally, RecallInput input)
    {
        Span<double> scores = stackalloc double[Scorecard.Columns];
        tally.Score(scores);
        var main = scores[..Reasons];
        if (input.ChargeDropped) scores[(int)RecallReason.FurtherOffence] = scores[Reasons + (int)RecallReason.FurtherOffence] = Never;
        var isSilent = tally.Counted.Count == 0;
        if (isSilent) SayNothing(main);
        Symptoms.Add(main, input, isSilent);
        Share(main);
        var primary = Highest(main);
        return new Verdict((RecallReason)primary, SecondaryOf(primary, scores[Reasons..], input.Signs), Math.Min(MostConfident, main[primary]));
    }

    /// <summary>Whether the timeline has hard facts for causes and the answer names none of them. A charge that stands comes first whatever else there is.</summary>
    public static bool Disagrees(Verdict verdict, IReadOnlyList<TimelineEvidence> signs)
    {
        if (verdict.Primary == RecallReason.FurtherOffence) return false;
        var facts = signs.Where(s => s.EventId is not null && s.Discounted is null).ToArray();
        return facts.Length > 0 && !facts.Any(s => s.Label == verdict.Primary || verdict.Secondary.Contains(s.Label));
    }

    private static void SayNothing(Span<double> main)
    {
        main.Clear();
        main[(int)RecallReason.InsufficientInformation] = Symptoms.NothingSaid;
    }

    private static void Share(Span<double> scores)
    {
        var (top, sum) = (scores[Highest(scores)], 0.0);
        foreach (ref var score in scores) sum += score = Math.Exp(score - top);
        foreach (ref var score in scores) score /= sum;
    }

    private static int Highest(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var r = 1; r < scores.Length; r++)
        {
            if (scores[r] > scores[best]) best = r;
        }

        return best;
    }

    private static List<RecallReason> SecondaryOf(int primary, ReadOnlySpan<double> there, IReadOnlyList<TimelineEvidence> signs)
    {
        var secondary = new List<RecallReason>(2);
        if (primary == (int)RecallReason.InsufficientInformation) return secondary;
        for (var r = 0; r < there.Length; r++)
        {
            if (r != primary && (1 / (1 + Math.Exp(-there[r])) >= IsThere || HasTwoFacts(signs, (RecallReason)r))) secondary.Add((RecallReason)r);
        }

        return secondary;
    }

    private static bool HasTwoFacts(IReadOnlyList<TimelineEvidence> signs, RecallReason reason)
    {
        var facts = 0;
        foreach (var sign in signs)
        {
            if (sign.Label == reason && sign.EventId is not null && sign.Discounted is null) facts++;
        }

        return facts >= 2;
    }
}
