using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Outcomes;

/// <summary>
/// Reads the outcomes of a release from its facts: pure, and the same in any order of arrival. A fact counts from when it happened; that it was
/// recorded late changes what was known in time, not what happened.
/// </summary>
public static class OutcomesOfCase
{
    /// <summary>The outcomes of a case, with the amendments and withdrawals in force applied.</summary>
    public static ReleaseOutcomes Outcomes(this Case c)
    {
        var (endsAt, end) = EndOf(c);
        return new ReleaseOutcomes
        {
            ReleasedOn = c.D,
            AtRelease = LivedAt(c, c.EndOfDay(0)),
            AtDay28 = FollowedAt(c, ReleaseOutcomes.EarlyDays, endsAt),
            AtDay84 = FollowedAt(c, 84, endsAt),
            AtSixMonths = FollowedAt(c, ReleaseOutcomes.SixMonths, endsAt),
            Needs = c.Release.Needs.Aggregate(0, static (bits, need) => bits | (1 << (int)need)),
            DomesticAbuse = OutcomeOf(c, Check.DomesticAbuse),
            ChildSafeguarding = OutcomeOf(c, Check.ChildSafeguarding),
            TreatmentDay = FirstTreatment(c),
            EndDay = DayOf(c, endsAt),
            End = end,
        };
    }

    private static int DayOf(Case c, Instant t) => LondonTime.Date(t).DayNumber - c.D.DayNumber;

    // A recall at the very moment of another end is a recall: somebody decided it. One from before the release belongs to an earlier release.
    private static (Instant At, FollowUpEnd End) EndOf(Case c)
    {
        if (c.Timeline.Ends.OfType<WatchEnded>().FirstOrDefault(e => e.Into is not null) is { } merged) return (merged.OccurredAt, FollowUpEnd.Merged);
        var first = (At: LondonTime.StartOf(c.Release.LicenceEndsOn.AddDays(1)), End: FollowUpEnd.LicenceEnded);
        foreach (var fact in c.Timeline.Ends)
        {
            if (fact is RecallRecorded recall && IsCorrected(c, recall)) continue;
            if (fact.OccurredAt < c.Release.ReleasedAt || fact.OccurredAt > first.At) continue;
            var end = fact is WatchEnded ended ? Named(ended.Reason) : FollowUpEnd.Recalled;
            if (fact.OccurredAt < first.At || end < first.End) first = (fact.OccurredAt, end);
        }

        return first;
    }

    // Of several facts of one recall the last in fact order is in force: a correction may move it.
    private static bool IsCorrected(Case c, RecallRecorded recall) => c.Timeline.Ends.OfType<RecallRecorded>().Last(r => r.RecallId == recall.RecallId) != recall;

    private static FollowUpEnd Named(string reason) =>
        NameOf<FollowUpEnd>.TryParse(reason, out var end) && end is not (FollowUpEnd.Recalled or FollowUpEnd.Merged) ? end : FollowUpEnd.Other;

    private static AccommodationCategory FollowedAt(Case c, int day, Instant endsAt) =>
        endsAt < c.EndOfDay(day) ? AccommodationCategory.None : LivedAt(c, c.EndOfDay(day));

    // "Left" and "arrived" at one moment is a move: the arrival counts.
    private static AccommodationCategory LivedAt(Case c, Instant before)
    {
        AccommodationFact? latest = null;
        foreach (var fact in c.Timeline.Accommodation)
        {
            if (fact.OccurredAt >= before) break;
            if (fact is AccommodationRecorded || latest?.OccurredAt != fact.OccurredAt || latest is AccommodationEnded) latest = fact;
        }

        return latest?.Category ?? AccommodationCategory.None;
    }

    private static CheckOutcome OutcomeOf(Case c, Check check)
    {
        if (!c.Release.ChecksRequired.Contains(check)) return CheckOutcome.NotRequired;
        var (outcome, until) = (CheckOutcome.NeverAsked, c.EndOfDay(ReleaseOutcomes.EarlyDays));
        foreach (var fact in c.Timeline.Facts)
        {
            if (fact.OccurredAt >= until) break;
            if (fact is CheckCompleted completed && completed.Check == check) return CheckOutcome.Completed;
            if (fact is CheckRequested requested && requested.Check == check) outcome = CheckOutcome.Unanswered;
        }

        return outcome;
    }

    private static int? FirstTreatment(Case c)
    {
        var from = c.StartOfDay(0);
        foreach (var fact in c.Timeline.Treatments)
        {
            if (fact.OccurredAt >= from) return DayOf(c, fact.OccurredAt);
        }

        return null;
    }
}
