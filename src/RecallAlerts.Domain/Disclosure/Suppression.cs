namespace RecallAlerts.Domain.Disclosure;

/// <summary>
/// Decides which cells of a table are suppressed: counts of 1 to 4, and as many others, nearest and smallest first, as it takes until no suppressed
/// count can be worked out - from sums, from what is nested, from regions, or from what was published before.
/// </summary>
public static class Suppression
{
    /// <summary>Suppresses cells of a table that are free; answers those that could not be protected, which is for a caller to withhold.</summary>
    /// <param name="table">The table: states change from free to suppressed.</param>
    public static IReadOnlyList<int> Apply(CellTable table)
    {
        SuppressSmall(table);
        var (others, waiting) = (new OtherCounts(table), new Queue<int>());
        for (var cell = 0; cell < table.States.Length; cell++)
        {
            if (table.States[cell] == CellState.Suppressed) waiting.Enqueue(cell);
        }

        var exposed = new List<int>();
        while (waiting.TryDequeue(out var cell))
        {
            if (!Protect(table, others, cell, waiting)) exposed.Add(cell);
        }

        return exposed;
    }

    /// <summary>Suppresses counts of 1 to 4 and nothing more: not enough for a publication.</summary>
    /// <param name="table">The table: states change from free to suppressed.</param>
    public static void SuppressSmall(CellTable table)
    {
        for (var cell = 0; cell < table.States.Length; cell++)
        {
            if (table.States[cell] == CellState.Free && Rounding.IsSmall(table.Counts[cell])) table.States[cell] = CellState.Suppressed;
        }
    }

    private static bool Protect(CellTable table, OtherCounts others, int cell, Queue<int> waiting)
    {
        while (!others.Exist(cell))
        {
            var near = Near(table, cell);
            if (near.Count == 0) return false;
            var chosen = near.FirstOrDefault(n => IsEnough(table, others, cell, n), near[0]);
            table.States[chosen] = CellState.Suppressed;
            waiting.Enqueue(chosen);
        }

        return true;
    }

    private static bool IsEnough(CellTable table, OtherCounts others, int cell, int candidate)
    {
        table.States[candidate] = CellState.Suppressed;
        var isEnough = others.Exist(cell);
        table.States[candidate] = CellState.Free;
        return isEnough;
    }

    // Free cells by how many relations away they are, then by count.
    private static List<int> Near(CellTable table, int cell)
    {
        var (seen, ring, near) = (new HashSet<int> { cell }, new List<int> { cell }, new List<int>());
        while (ring.Count > 0)
        {
            var next = new List<int>();
            foreach (var relation in ring.SelectMany(c => table.Of[c]))
            {
                foreach (var other in relation.Parts.Prepend(relation.Whole))
                {
                    if (seen.Add(other)) next.Add(other);
                }
            }

            near.AddRange(next.Where(c => table.States[c] == CellState.Free).OrderBy(c => table.Counts[c]).ThenBy(c => c));
            ring = next;
        }

        return near;
    }
}
