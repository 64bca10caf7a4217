namespace RecallAlerts.Domain.Disclosure;

/// <summary>What becomes of a cell.</summary>
public enum CellState
{
    /// <summary>It is in no report so far.</summary>
    Unpublished,

    /// <summary>It is to be published, unless it is suppressed.</summary>
    Free,

    /// <summary>It was published before: that cannot be taken back.</summary>
    Shown,

    /// <summary>It is suppressed, or was when it was published before.</summary>
    Suppressed,

    /// <summary>It is suppressed with all of its area, whatever it counts.</summary>
    Withheld,
}

/// <summary>Counts of people in areas that are published together. Area 0 is the whole, the others make it up.</summary>
/// <param name="areas">How many areas there are, the whole included.</param>
/// <param name="cells">How many cells each has.</param>
public sealed class PublishedTable(int areas, int cells)
{
    private readonly int[] _counts = new int[areas * cells];
    private readonly CellState[] _states = new CellState[areas * cells];

    /// <summary>How many areas there are, the whole included.</summary>
    public int Areas => areas;

    /// <summary>How many cells each area has.</summary>
    public int Cells => cells;

    /// <summary>The true count of a cell.</summary>
    public int Count(int area, int cell) => _counts[(area * cells) + cell];

    /// <summary>What becomes of a cell.</summary>
    public CellState State(int area, int cell) => _states[(area * cells) + cell];

    /// <summary>Puts a cell.</summary>
    public void Put(int area, int cell, int count, CellState state) => (_counts[(area * cells) + cell], _states[(area * cells) + cell]) = (count, state);

    /// <summary>Whether a cell is not shown.</summary>
    public bool IsHidden(int area, int cell) => State(area, cell) is CellState.Suppressed or CellState.Withheld;

    /// <summary>Changes what becomes of a cell.</summary>
    public void Put(int area, int cell, CellState state) => _states[(area * cells) + cell] = state;

    /// <summary>All cells in a state.</summary>
    public IEnumerable<(int Area, int Cell)> In(CellState state) =>
        Enumerable.Range(0, _states.Length).Where(i => _states[i] == state).Select(i => (i / cells, i % cells));
}
