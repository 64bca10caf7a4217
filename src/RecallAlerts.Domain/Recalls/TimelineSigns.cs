using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Recalls;

/// <summary>What the timeline of a release says of why the person was recalled, as far as it was known at the recall.</summary>
public static class TimelineSigns
{
    private const int DaysOfTests = 28;
    private const int ManyPractitioners = 3;

    /// <summary>The signs, by label and cue.</summary>
    /// <param name="c">The case, with amendments and withdrawals applied.</param>
    /// <param name="recalledAt">The recall, UTC: only facts effective then are read.</param>
    public static IReadOnlyList<TimelineEvidence> Of(Case c, Instant recalledAt)
    {
        var signs = new List<TimelineEvidence>();
        AddAccommodation(signs, c, recalledAt);
        AddSubstances(signs, c, recalledAt);
        AddContinuity(signs, c, recalledAt);
        return [.. signs.OrderBy(s => s.Label).ThenBy(s => s.Cue, StringComparer.Ordinal)];
    }

    private static void AddAccommodation(List<TimelineEvidence> signs, Case c, Instant at)
    {
        var facts = c.Timeline.Accommodation.Where(f => f.EffectiveAt <= at).ToArray();
        if (c.LatestAccommodation(at) is not { } last) return;
        if (last.Category == AccommodationCategory.Homeless) signs.Add(Sign(RecallReason.Homelessness, "homeless-at-recall", last));
        if (last is AccommodationEnded) signs.Add(Sign(RecallReason.Homelessness, "placement-ended", last));
        // A place that is recorded again is the same spell; another transient place is another.
        var spells = facts.Where((f, i) => f is AccommodationRecorded { Category: AccommodationCategory.Transient } here && f.OccurredAt >= c.Release.ReleasedAt &&
            !(i > 0 && facts[i - 1] is AccommodationRecorded before && before.Code == here.Code)).ToArray();
        if (spells.Length >= 2) signs.Add(Sign(RecallReason.Homelessness, "two-transient-spells", spells[^1]));
    }

    private static void AddSubstances(List<TimelineEvidence> signs, Case c, Instant at)
    {
        var from = at.PlusSeconds(-DaysOfTests * Instant.Day);
        var tests = c.Timeline.Tests.Where(f => f.EffectiveAt <= at && f.OccurredAt >= c.Release.ReleasedAt && f.OccurredAt > from).ToArray();
        if (tests.LastOrDefault(t => t.Result == TestResult.Positive) is { } positive) signs.Add(Sign(RecallReason.SubstanceMisuse, "positive-test", positive));
        if (tests.LastOrDefault(t => t.Result == TestResult.Refused) is { } refused) signs.Add(Sign(RecallReason.SubstanceMisuse, "refused-test", refused));
        if (c.Release.Needs.Contains(Releases.Need.SubstanceMisuse) && at >= c.StartOfDay(c.Rules.TreatmentNotStarted.Days) &&
            !c.Timeline.Treatments.Any(t => t.EffectiveAt <= at && t.OccurredAt >= c.StartOfDay(0)))
            signs.Add(new TimelineEvidence(RecallReason.SubstanceMisuse, "no-treatment-started", null, null));
    }

    private static void AddContinuity(List<TimelineEvidence> signs, Case c, Instant at)
    {
        void Absent(string cue) => signs.Add(new TimelineEvidence(RecallReason.ContinuityFailure, cue, null, null));
        if (!c.Release.HandoverCompleted && !c.Timeline.Handovers.Any(h => h.EffectiveAt <= at)) Absent("no-handover");
        if (c.PractitionerInForce(at) is null) Absent("no-practitioner");
        if (c.AppointmentsAt(at).Count == 0) Absent("no-appointment-booked");
        var since = c.Timeline.Practitioners.Where(p => p.EffectiveAt <= at && p.OccurredAt >= c.Release.ReleasedAt).OfType<PractitionerAllocated>().ToArray();
        var people = since.Select(p => p.PractitionerId).Append(c.Release.PractitionerId).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        if (people >= ManyPractitioners) signs.Add(Sign(RecallReason.ContinuityFailure, "three-practitioners", since[^1]));
    }

    private static TimelineEvidence Sign(RecallReason label, string cue, Fact fact) => new(label, cue, null, fact.EventId);
}
