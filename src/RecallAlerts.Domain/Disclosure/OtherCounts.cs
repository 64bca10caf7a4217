namespace RecallAlerts.Domain.Disclosure;

/// <summary>
/// Looks for other counts that would be published as the very same, with the same cells suppressed for the same reasons, and that differ in one
/// cell. Where they are found nobody can tell which are the true ones, whatever they calculate. Not finding them proves nothing: then more is
/// suppressed.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class OtherCounts(CellTable table)
{
    private const int MostSteps = 2_000;
    private static readonly int[] Differences = [1, -1, 2, -2, 3, -3];

    private readonly int[] _change = new int[table.Counts.Length];
    private readonly Stack<int> _changed = new();
    private int _steps;

    /// <summary>Whether there are such counts for a cell.</summary>
    public bool Exist(int cell)
    {
        foreach (var by in Differences)
        {
            _steps = MostSteps;
            var isFound = TryChange(cell, by);
            while (_changed.TryPop(out var changed)) _change[changed] = 0;
            if (isFound) return true;
        }

        return false;
    }

    // Changes a cell and then what its relations make necessary; undoes it all when that cannot be.
    private bool TryChange(int cell, int by)
    {
        if (_change[cell] != 0 || !Allows(cell, table.Counts[cell] + by) || --_steps < 0) return false;
        var before = _changed.Count;
        _change[cell] = by;
        _changed.Push(cell);
        if (Unbalanced() is not var (relation, missing) || TryBalance(relation, missing)) return true;
        while (_changed.Count > before) _change[_changed.Pop()] = 0;
        return false;
    }

    private bool TryBalance(Relation relation, int missing)
    {
        foreach (var part in relation.Parts)
        {
            if (TryChange(part, missing)) return true;
        }

        return TryChange(relation.Whole, -missing);
    }

    private (Relation Relation, int Missing)? Unbalanced()
    {
        foreach (var cell in _changed)
        {
            foreach (var relation in table.Of[cell])
            {
                if (MissingOf(relation) is not 0 and var missing) return (relation, missing);
            }
        }

        return null;
    }

    // By how much the parts must grow, or the whole shrink.
    private int MissingOf(Relation relation)
    {
        var missing = _change[relation.Whole];
        foreach (var part in relation.Parts) missing -= _change[part];
        if (relation.IsSum) return missing;
        return Math.Min(0, table.Rest(relation) + missing);
    }

    private bool Allows(int cell, int count) => count >= 0 && table.States[cell] switch
    {
        CellState.Unpublished => true,
        CellState.Suppressed => Rounding.IsSmall(table.Counts[cell]) == Rounding.IsSmall(count),
        _ => Rounding.LookAlike(table.Counts[cell], count),
    };
}
