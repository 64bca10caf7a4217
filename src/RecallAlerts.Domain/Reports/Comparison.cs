using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Reports;

/// <summary>A release that was not recalled and the moment at which it is looked at.</summary>
/// <param name="Release">The release.</param>
/// <param name="At">As long after its release as the recall came after its own, UTC.</param>
/// <param name="Reason">The primary reason of that recall: only alerts of its kind count.</param>
public sealed record ComparedRelease(CohortRelease Release, Instant At, RecallReason Reason);

/// <summary>
/// Compares releases that were not recalled with the recalls of their quarter: each is dealt one recall, in turn, in the order of watchId, which is an
/// HMAC and so as good as a shuffled pack. The share of warnings among them is what warnings would come to by chance.
/// </summary>
public static class Comparison
{
    /// <summary>Deals recalls. A release that was no longer watched at the moment is not compared.</summary>
    /// <param name="cohort">The releases of a quarter, by watchId.</param>
    public static IReadOnlyList<ComparedRelease> Deal(IReadOnlyList<CohortRelease> cohort)
    {
        var recalls = cohort.Where(r => r.Recall is not null && r.Outcomes.RecalledBy(ReleaseOutcomes.NineMonths) == true).ToArray();
        if (recalls.Length == 0) return [];
        var (dealt, next) = (new List<ComparedRelease>(), 0);
        foreach (var release in cohort.Where(r => r.Outcomes.RecalledBy(ReleaseOutcomes.NineMonths) == false))
        {
            var recalled = recalls[next++ % recalls.Length];
            if (release.Outcomes.EndDay <= recalled.Outcomes.EndDay) continue;
            var at = release.ReleasedAt.PlusSeconds(recalled.Recall!.RecalledAt.Seconds - recalled.ReleasedAt.Seconds);
            dealt.Add(new ComparedRelease(release, at, recalled.Recall.Primary));
        }

        return dealt;
    }
}
