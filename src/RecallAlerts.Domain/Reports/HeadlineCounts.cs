using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Domain.Reports.HeadlineCell;

namespace RecallAlerts.Domain.Reports;

/// <summary>The classified recall of a release, as far as figures need it.</summary>
/// <param name="RecalledAt">When, UTC.</param>
/// <param name="Primary">The primary reason, a person's before the classifier's.</param>
/// <param name="Secondary">Further reasons.</param>
/// <param name="IsWarned">Whether a high or urgent alert of the right kind was open.</param>
public sealed record CohortRecall(Instant RecalledAt, RecallReason Primary, IReadOnlyList<RecallReason> Secondary, bool IsWarned);

/// <summary>A release of a quarter, as far as figures need it.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Region">Slug of the region in force.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Outcomes">What became of it.</param>
/// <param name="Recall">Its first recall that stands; null when there is none, or it is not classified.</param>
/// <param name="IsWarnedWhenCompared">Of a release that was not recalled: whether such an alert was open when compared; null when it is not compared.</param>
public sealed record CohortRelease(
    string WatchId, string Region, Instant ReleasedAt, ReleaseOutcomes Outcomes, CohortRecall? Recall = null, bool? IsWarnedWhenCompared = null);

/// <summary>Counts the releases of a quarter: pure.</summary>
public static class HeadlineCounts
{
    /// <summary>The counts of one area, by the number of the cell.</summary>
    public static int[] Of(IEnumerable<CohortRelease> releases)
    {
        var counts = new int[HeadlineCells.Count];
        foreach (var release in releases)
        {
            counts[(int)AllReleases]++;
            CountAccommodation(counts, release.Outcomes);
            CountRecalled(counts, release.Outcomes.RecalledBy(28), Recalled28, Followed28, Lost28, NotRecalled28);
            CountRecalled(counts, release.Outcomes.RecalledBy(84), Recalled84, Followed84, Lost84, NotRecalled84);
            CountRecalled(counts, release.Outcomes.RecalledBy(ReleaseOutcomes.NineMonths), Recalled274, Followed274, Lost274, NotRecalled274);
            CountCheck(counts, release.Outcomes, release.Outcomes.DomesticAbuse, DomesticAbuseDone);
            CountCheck(counts, release.Outcomes, release.Outcomes.ChildSafeguarding, ChildSafeguardingDone);
            CountTreatment(counts, release.Outcomes);
            CountReasons(counts, release);
        }

        return counts;
    }

    private static void CountAccommodation(int[] counts, ReleaseOutcomes o)
    {
        if (o.AtRelease == Facts.AccommodationCategory.None)
        {
            counts[(int)SettledUnknown]++;
            return;
        }

        counts[(int)SettledKnown]++;
        counts[(int)(o.Change == AccommodationChange.SettledAtRelease ? Settled : NotSettled)]++;
        if (o.Change == AccommodationChange.Unknown) counts[(int)ImprovedUnknown]++;
        if (o.Change is AccommodationChange.Improved or AccommodationChange.NotImproved) counts[(int)ImprovedKnown]++;
        if (o.Change == AccommodationChange.Improved) counts[(int)Improved]++;
    }

    private static void CountRecalled(int[] counts, bool? recalled, HeadlineCell yes, HeadlineCell followed, HeadlineCell lost, HeadlineCell no)
    {
        counts[(int)(recalled is null ? lost : followed)]++;
        if (recalled is { } known) counts[(int)(known ? yes : no)]++;
    }

    // Done, unanswered, known and unknown stand in this order.
    private static void CountCheck(int[] counts, ReleaseOutcomes o, CheckOutcome check, HeadlineCell done)
    {
        if (check == CheckOutcome.NotRequired) return;
        var isKnown = check == CheckOutcome.Completed || o.IsFollowedForChecks;
        counts[(int)done + (isKnown ? 2 : 3)]++;
        if (check == CheckOutcome.Completed) counts[(int)done]++;
        else if (isKnown && check == CheckOutcome.Unanswered) counts[(int)done + 1]++;
    }

    private static void CountTreatment(int[] counts, ReleaseOutcomes o)
    {
        if (!o.Has(Need.SubstanceMisuse)) return;
        counts[(int)(o.TreatedInTime is null ? TreatmentUnknown : TreatmentKnown)]++;
        if (o.TreatedInTime == true) counts[(int)TreatmentStarted]++;
    }

    private static void CountReasons(int[] counts, CohortRelease r)
    {
        var recalled = r.Outcomes.RecalledBy(ReleaseOutcomes.NineMonths);
        if (recalled == true && r.Recall is { } recall) CountReasons(counts, recall);
        else if (recalled == true) counts[(int)Unclassified]++;
        else if (recalled == false) counts[(int)(r.IsWarnedWhenCompared is null ? NotCompared : Compared)]++;
        if (recalled == false && r.IsWarnedWhenCompared == true) counts[(int)ComparedWarned]++;
    }

    private static void CountReasons(int[] counts, CohortRecall recall)
    {
        counts[(int)Classified]++;
        counts[(int)PrimaryHomelessness + (int)recall.Primary]++;
        if (recall.IsWarned) counts[(int)Warned]++;
        if (recall.Primary == RecallReason.InsufficientInformation) return;
        counts[(int)WithReason]++;
        foreach (var reason in RecallReasons.All)
        {
            if (reason != RecallReason.InsufficientInformation && (reason == recall.Primary || recall.Secondary.Contains(reason))) counts[(int)AnyHomelessness + (int)reason]++;
        }
    }
}
