using RecallAlerts.Domain.Disclosure;

namespace RecallAlerts.Domain.Reports;

/// <summary>A count of an area as it was published.</summary>
/// <param name="Region">Slug of the region; empty for all.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Count">The true count. Never shown.</param>
/// <param name="State">Shown, or suppressed or withheld: then it is shown as [c].</param>
public sealed record PublishedCell(string Region, HeadlineCell Cell, int Count, CellState State)
{
    /// <summary>Whether it is shown as [c].</summary>
    public bool IsSuppressed => State != CellState.Shown;
}

/// <summary>Decides what is published of a quarter: all regions and the whole together, on what was published of it before.</summary>
public static class PublishedCells
{
    /// <summary>An area with fewer releases in a quarter is withheld as a whole: its percentages would not be given anyway.</summary>
    public const int SmallestArea = 30;

    /// <summary>The name of the whole.</summary>
    public const string AllRegions = "";

    /// <summary>Decides for stages that are complete and not yet published.</summary>
    /// <param name="releases">The releases of the quarter.</param>
    /// <param name="before">What was published before, of earlier stages.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="suppress">How counts are suppressed; tests leave parts out.</param>
    public static IReadOnlyList<PublishedCell> Decide(
        IReadOnlyCollection<CohortRelease> releases, IReadOnlyCollection<PublishedCell> before, IReadOnlySet<Stage> stages,
        Action<PublishedTable, IReadOnlyList<People>>? suppress = null)
    {
        var regions = releases.Select(r => r.Region).Concat(before.Select(c => c.Region)).Where(r => r != AllRegions).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Prepend(AllRegions).ToArray();
        var people = Array.ConvertAll(regions, region => new People(HeadlineStates.Aspects, releases.Where(r => region == AllRegions || r.Region == region).Select(HeadlineStates.Of)));
        var table = Table(people, before, stages, regions);
        if (suppress is null) new Suppression(table, people, HeadlineStates.Alternatives).Apply();
        else suppress(table, people);
        return [.. Cells(table, regions, stages)];
    }

    private static IEnumerable<PublishedCell> Cells(PublishedTable table, string[] regions, IReadOnlySet<Stage> stages)
    {
        for (var area = 0; area < table.Areas; area++)
        {
            foreach (var cell in Enum.GetValues<HeadlineCell>().Where(c => HeadlineCells.IsReported(c) && stages.Contains(HeadlineCells.StageOf(c))))
            {
                var state = table.State(area, (int)cell);
                yield return new PublishedCell(regions[area], cell, table.Count(area, (int)cell), state == CellState.Free ? CellState.Shown : state);
            }
        }
    }

    private static PublishedTable Table(People[] people, IReadOnlyCollection<PublishedCell> before, IReadOnlySet<Stage> stages, string[] regions)
    {
        var (table, known) = (new PublishedTable(regions.Length, HeadlineCells.Count), before.ToDictionary(c => (c.Region, c.Cell)));
        for (var area = 0; area < regions.Length; area++)
        {
            var isSmall = people[area].Count((int)HeadlineCell.AllReleases) is > 0 and < SmallestArea ||
                          known.GetValueOrDefault((regions[area], HeadlineCell.AllReleases))?.State == CellState.Withheld;
            foreach (var cell in Enum.GetValues<HeadlineCell>())
            {
                var published = known.GetValueOrDefault((regions[area], cell));
                table.Put(area, (int)cell, published?.Count ?? people[area].Count((int)cell), StateOf(cell, published, stages, isSmall));
            }
        }

        return table;
    }

    private static CellState StateOf(HeadlineCell cell, PublishedCell? published, IReadOnlySet<Stage> stages, bool isSmall) =>
        !HeadlineCells.IsReported(cell) ? CellState.Unpublished :
        published is not null ? published.State :
        !stages.Contains(HeadlineCells.StageOf(cell)) ? CellState.Unpublished :
        isSmall ? CellState.Withheld : CellState.Free;
}
