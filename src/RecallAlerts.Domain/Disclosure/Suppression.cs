namespace RecallAlerts.Domain.Disclosure;

/// <summary>
/// Decides which cells of a table are suppressed: counts of 1 to 4, and as many others as it takes until no suppressed count can be worked out - from
/// sums, from what is nested, from areas against the whole, or from what was published before. An area so small that this cannot be had cell by
/// cell is withheld: then all of its cells are suppressed, 0 as well.
/// </summary>
/// <param name="table">The table: states change from free to suppressed or withheld.</param>
/// <param name="people">The people of each area of the table.</param>
/// <param name="alternatives">How an aspect of somebody could be counted otherwise.</param>
public sealed class Suppression(PublishedTable table, IReadOnlyList<People> people, Func<int, ulong, IEnumerable<ulong>> alternatives)
{
    private readonly OtherPeople _others = new(table, people, alternatives);
    private readonly HashSet<int> _free = [.. table.In(CellState.Free).Select(c => (c.Area * table.Cells) + c.Cell)];

    /// <summary>Suppresses; answers the cells that are not known to be protected though nothing that was free is shown: then nothing is published that was not before.</summary>
    public IReadOnlyList<(int Area, int Cell)> Apply()
    {
        SuppressSmall(table);
        var exposed = Protect(table.In(CellState.Suppressed).Concat(table.In(CellState.Withheld)));
        while (exposed.Count > 0 && Withhold([.. exposed.Select(e => e.Area)]))
            exposed = Protect(exposed.Concat(table.In(CellState.Withheld)).Distinct().Where(c => table.IsHidden(c.Area, c.Cell)));
        return exposed;
    }

    /// <summary>Suppresses counts of 1 to 4 and nothing more: not enough for a publication.</summary>
    public static void SuppressSmall(PublishedTable table)
    {
        foreach (var (area, cell) in table.In(CellState.Free).ToArray())
        {
            if (Rounding.IsSmall(table.Count(area, cell))) table.Put(area, cell, CellState.Suppressed);
        }
    }

    private List<(int Area, int Cell)> Protect(IEnumerable<(int Area, int Cell)> cells)
    {
        var (exposed, waiting) = (new List<(int Area, int Cell)>(), new Queue<(int Area, int Cell)>(cells));
        while (waiting.TryDequeue(out var next))
        {
            if (_others.BlockersOf(next.Area, next.Cell) is not { } blockers)
            {
                exposed.Add(next);
                continue;
            }

            foreach (var (area, cell) in blockers)
            {
                table.Put(area, cell, CellState.Suppressed);
                waiting.Enqueue((area, cell));
            }
        }

        return exposed;
    }

    // The areas that are exposed; when they are withheld already, the whole; then all. False when nothing more can be withheld.
    private bool Withhold(HashSet<int> areas) => WithholdAll(areas.Contains) || WithholdAll(area => area == 0) || WithholdAll(_ => true);

    private bool WithholdAll(Func<int, bool> areas)
    {
        var any = false;
        foreach (var i in _free)
        {
            var (area, cell) = (i / table.Cells, i % table.Cells);
            if (!areas(area) || table.State(area, cell) == CellState.Withheld) continue;
            table.Put(area, cell, CellState.Withheld);
            any = true;
        }

        return any;
    }
}
