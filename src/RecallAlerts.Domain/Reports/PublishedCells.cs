using RecallAlerts.Domain.Disclosure;

namespace RecallAlerts.Domain.Reports;

/// <summary>A count of an area as it was published.</summary>
/// <param name="Region">Slug of the region; empty for all.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Count">The true count. Never shown.</param>
/// <param name="IsSuppressed">Whether it is shown as [c].</param>
public sealed record PublishedCell(string Region, HeadlineCell Cell, int Count, bool IsSuppressed);

/// <summary>Decides what is published of a quarter: all regions and the whole together, on what was published of it before.</summary>
public static class PublishedCells
{
    /// <summary>The name of the whole.</summary>
    public const string AllRegions = "";

    /// <summary>Decides for stages that are complete and not yet published.</summary>
    /// <param name="releases">The releases of the quarter.</param>
    /// <param name="before">What was published before, of earlier stages.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="suppress">How counts are suppressed; tests leave parts out.</param>
    public static IReadOnlyList<PublishedCell> Decide(
        IReadOnlyCollection<CohortRelease> releases, IReadOnlyCollection<PublishedCell> before, IReadOnlySet<Stage> stages, Action<CellTable>? suppress = null)
    {
        var regions = releases.Select(r => r.Region).Concat(before.Select(c => c.Region)).Where(r => r != AllRegions).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Prepend(AllRegions).ToArray();
        var table = Table(releases, before, stages, regions);
        if (suppress is null) Suppression.Apply(table);
        else suppress(table);
        return [.. Enumerable.Range(0, table.Counts.Length).Where(i => stages.Contains(HeadlineCells.StageOf(CellOf(i))))
            .Select(i => new PublishedCell(regions[i / HeadlineCells.Count], CellOf(i), table.Counts[i], table.States[i] == CellState.Suppressed))];
    }

    private static HeadlineCell CellOf(int i) => (HeadlineCell)(i % HeadlineCells.Count);

    private static CellTable Table(
        IReadOnlyCollection<CohortRelease> releases, IReadOnlyCollection<PublishedCell> before, IReadOnlySet<Stage> stages, string[] regions)
    {
        var known = before.ToDictionary(c => (c.Region, c.Cell));
        var (counts, states) = (new int[regions.Length * HeadlineCells.Count], new CellState[regions.Length * HeadlineCells.Count]);
        for (var area = 0; area < regions.Length; area++)
        {
            var counted = HeadlineCounts.Of(area == 0 ? releases : releases.Where(r => r.Region == regions[area]));
            for (var cell = 0; cell < HeadlineCells.Count; cell++)
            {
                var (at, published) = ((area * HeadlineCells.Count) + cell, known.GetValueOrDefault((regions[area], (HeadlineCell)cell)));
                (counts[at], states[at]) = (published?.Count ?? counted[cell], StateOf((HeadlineCell)cell, published, stages));
            }
        }

        bool Has(HeadlineCell cell) => stages.Contains(HeadlineCells.StageOf(cell)) || before.Any(b => b.Cell == cell);
        return new CellTable(counts, states, HeadlineCells.Relations(regions.Length, Has));
    }

    private static CellState StateOf(HeadlineCell cell, PublishedCell? published, IReadOnlySet<Stage> stages) =>
        !HeadlineCells.IsReported(cell) ? CellState.Unpublished :
        published is not null ? published.IsSuppressed ? CellState.Suppressed : CellState.Shown :
        stages.Contains(HeadlineCells.StageOf(cell)) ? CellState.Free : CellState.Unpublished;
}
