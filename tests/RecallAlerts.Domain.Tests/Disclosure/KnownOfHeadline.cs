using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;
using static RecallAlerts.Domain.Reports.HeadlineCell;

namespace RecallAlerts.Domain.Tests.Disclosure;

/// <summary>Something that everybody knows of counts: a whole is the sum of its parts, or at least that.</summary>
/// <param name="Whole">The cell of the whole.</param>
/// <param name="Parts">The cells of its parts, which do not overlap.</param>
/// <param name="IsSum">Whether the parts make up the whole; otherwise there may be more in it.</param>
internal sealed record Relation(int Whole, IReadOnlyList<int> Parts, bool IsSum);

/// <summary>What an outsider knows of the headline figures without seeing any: sums and nested counts. Kept apart from the code that suppresses.</summary>
internal static class KnownOfHeadline
{
    private static readonly (HeadlineCell Whole, HeadlineCell[] Parts)[] Sums =
    [
        (AllReleases, [SettledKnown, SettledUnknown]), (SettledKnown, [Settled, NotSettled]), (NotSettled, [ImprovedKnown, ImprovedUnknown]),
        (AllReleases, [Followed28, Lost28]), (Followed28, [Recalled28, NotRecalled28]), (AllReleases, [Followed84, Lost84]), (Followed84, [Recalled84, NotRecalled84]),
        (AllReleases, [Followed274, Lost274]), (Followed274, [Recalled274, NotRecalled274]), (NotRecalled274, [Compared, NotCompared]),
        (Recalled274, [Classified, Unclassified]), (Classified, [WithReason, PrimaryInsufficient]),
        (WithReason, [PrimaryHomelessness, PrimarySubstanceMisuse, PrimaryContinuityFailure, PrimaryFurtherOffence, PrimaryNonCompliance]),
    ];

    private static readonly (HeadlineCell Whole, HeadlineCell[] Parts)[] Nested =
    [
        (ImprovedKnown, [Improved]), (Followed28, [Followed84]), (Followed84, [Followed274]), (NotRecalled28, [NotRecalled84]), (NotRecalled84, [NotRecalled274]),
        (Recalled84, [Recalled28]), (Recalled274, [Recalled84]), (Classified, [Warned]), (Compared, [ComparedWarned]),
        (AllReleases, [DomesticAbuseKnown, DomesticAbuseUnknown]), (DomesticAbuseKnown, [DomesticAbuseDone, DomesticAbuseUnanswered]),
        (AllReleases, [ChildSafeguardingKnown, ChildSafeguardingUnknown]), (ChildSafeguardingKnown, [ChildSafeguardingDone, ChildSafeguardingUnanswered]),
        (AllReleases, [TreatmentKnown, TreatmentUnknown]), (TreatmentKnown, [TreatedInTime]),
        .. Enumerable.Range(0, (int)RecallReason.InsufficientInformation).SelectMany(i => new (HeadlineCell, HeadlineCell[])[]
        {
            (WithReason, [AnyHomelessness + i]), (AnyHomelessness + i, [PrimaryHomelessness + i]),
        }),
    ];

    /// <summary>
    /// What is known of cells that stand one area after the other, the whole first: sums and nested counts in each area whose cells are all there,
    /// and that the whole is the sum of the areas.
    /// </summary>
    /// <param name="areas">How many areas there are, the whole included.</param>
    /// <param name="has">Whether a cell is there.</param>
    public static IEnumerable<Relation> Relations(int areas, Func<HeadlineCell, bool> has)
    {
        for (var area = 0; area < areas; area++)
        {
            var first = area * HeadlineCells.Count;
            foreach (var (known, isSum) in new[] { (Sums, true), (Nested, false) })
            {
                foreach (var (whole, parts) in known.Where(k => has(k.Whole) && k.Parts.All(has)))
                    yield return new Relation(first + (int)whole, [.. parts.Select(p => first + (int)p)], isSum);
            }
        }

        foreach (var cell in Enum.GetValues<HeadlineCell>().Where(has))
            yield return new Relation((int)cell, [.. Enumerable.Range(1, areas - 1).Select(area => (area * HeadlineCells.Count) + (int)cell)], IsSum: true);
    }
}
