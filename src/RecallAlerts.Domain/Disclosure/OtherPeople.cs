using System.Numerics;

namespace RecallAlerts.Domain.Disclosure;

/// <summary>
/// Looks for other people who would be published as the very same: a few persons counted otherwise in one aspect each, or more or fewer of them.
/// Whoever reads the publication cannot tell which people are the true ones, whatever they calculate, so no count in which the two differ can be
/// worked out. Not finding any proves nothing: then more is suppressed.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="people">The people of each area; those of the whole are not looked at.</param>
/// <param name="alternatives">How an aspect of somebody could be counted otherwise.</param>
internal sealed class OtherPeople(PublishedTable table, IReadOnlyList<People> people, Func<int, ulong, IEnumerable<ulong>> alternatives)
{
    private const int MostChanges = 3;
    private const int MostTries = 20_000;
    private const int Whole = -1;
    private readonly Difference _difference = new(table);
    private readonly Stack<(int Area, int Aspect)> _changes = new();
    private (int Area, int Cell) _asked;
    private long _least;
    private int _tries;
    private List<(int Area, int Cell)>? _best;

    /// <summary>The cells that must be suppressed so that nobody can work out a count: none when nobody can now; null when none were found.</summary>
    public IReadOnlyList<(int Area, int Cell)>? BlockersOf(int area, int cell)
    {
        (_asked, _least, _best) = ((area, cell), long.MaxValue, null);
        for (var changes = 1; changes <= MostChanges && _least > 0 && (changes < MostChanges || _best is null); changes++)
        {
            _tries = MostTries;
            Try(area, cell, up: true, changes - 1);
            Try(area, cell, up: false, changes - 1);
        }

        return _best;
    }

    // Changes a person so that a cell counts one more or fewer, and then others for what must not change with it.
    private void Try(int area, int cell, bool up, int more)
    {
        var (first, last) = area == 0 ? (1, table.Areas - 1) : (area, area);
        for (var of = first; of <= last; of++)
        {
            foreach (var (aspect, from, to) in Changes(of, cell, up))
            {
                if (_least == 0 || --_tries < 0) return;
                _difference.Apply(of, from, to);
                _changes.Push((of, aspect));
                Weigh(more);
                _changes.Pop();
                _difference.Apply(of, to, from);
            }
        }
    }

    private void Weigh(int more)
    {
        var (cost, worst) = _difference.Weigh();
        if (cost < _least && _difference.Of(_asked.Area, _asked.Cell) != 0) (_least, _best) = (cost, _difference.Blockers());
        if (more > 0 && worst is var (area, cell, by)) Try(area, cell, up: by < 0, more - 1);
    }

    private IEnumerable<(int Aspect, ulong From, ulong To)> Changes(int area, int cell, bool up)
    {
        var (bit, of) = (1UL << cell, people[area]);
        for (var aspect = 0; aspect < of.Aspects; aspect++)
        {
            foreach (var (from, count) in of.Of(aspect))
            {
                if ((from & bit) != 0 == up || count <= Taken(area, aspect)) continue;
                foreach (var to in alternatives(aspect, from))
                {
                    if (((to & bit) != 0) == up) yield return (aspect, from, to);
                }
            }
        }

        // Anybody who is anywhere may be one more; only who is there may be one fewer.
        foreach (var (person, count) in up ? people[0].Persons : of.Persons)
        {
            if ((person & bit) != 0 && (up || count > Taken(area, Whole))) yield return up ? (Whole, 0, person) : (Whole, person, 0);
        }
    }

    // How many of an area may be others already: somebody who was changed cannot be changed from what they were again.
    private int Taken(int area, int aspect)
    {
        var taken = 0;
        foreach (var (of, what) in _changes)
        {
            if (of == area && (what == aspect || what == Whole || aspect == Whole)) taken++;
        }

        return taken;
    }
}

/// <summary>By how much other people differ from the true ones in each cell, and what stands against it.</summary>
internal sealed class Difference(PublishedTable table)
{
    // A cost that nothing can pay; the whole is asked for most, and a hidden 0 says least.
    private const long Impossible = 1L << 40;
    private const int CostOfWhole = 10_000;
    private const int CostOfArea = 1_000;
    private const int CostOfZero = 500;
    private const int DearestCount = 400;

    private readonly int[] _by = new int[table.Areas * table.Cells];
    private readonly List<int> _touched = [];

    /// <summary>The difference in a cell.</summary>
    public int Of(int area, int cell) => _by[(area * table.Cells) + cell];

    /// <summary>Takes one person from some cells of an area to others.</summary>
    public void Apply(int area, ulong from, ulong to)
    {
        for (var left = from ^ to; left != 0; left &= left - 1)
        {
            var cell = BitOperations.TrailingZeroCount(left);
            var by = (to & (1UL << cell)) != 0 ? 1 : -1;
            Add((area * table.Cells) + cell, by);
            Add(cell, by);
        }
    }

    /// <summary>What it costs to suppress all that would show the difference, more than can be paid when that cannot be; and the worst cell, to be put right.</summary>
    public (long Cost, (int Area, int Cell, int By)? Worst) Weigh()
    {
        var (cost, dearest, worst) = (0L, 0L, -1);
        foreach (var i in _touched)
        {
            var own = CostOf(i);
            cost += own;
            if (own > dearest) (dearest, worst) = (own, i);
        }

        return (cost < Impossible ? cost : long.MaxValue, worst < 0 ? null : (worst / table.Cells, worst % table.Cells, _by[worst]));
    }

    /// <summary>The cells that would show the difference.</summary>
    public List<(int Area, int Cell)> Blockers() => [.. _touched.Where(i => CostOf(i) > 0).Select(i => (i / table.Cells, i % table.Cells))];

    private void Add(int i, int by)
    {
        if (_by[i] == 0) _touched.Add(i);
        _by[i] += by;
        if (_by[i] == 0) _touched.Remove(i);
    }

    private long CostOf(int i)
    {
        var (area, cell) = (i / table.Cells, i % table.Cells);
        var (count, other, state) = (table.Count(area, cell), table.Count(area, cell) + _by[i], table.State(area, cell));
        if (state is CellState.Unpublished or CellState.Withheld) return other >= 0 ? 0 : Impossible;
        if (state == CellState.Suppressed) return IsOfTheSameKind(count, other) ? 0 : Impossible;
        if (Rounding.LookAlike(count, other)) return 0;
        if (state == CellState.Shown || !IsOfTheSameKind(count, other)) return Impossible;
        return (area == 0 ? CostOfWhole : CostOfArea) + (count == 0 ? CostOfZero : Math.Min(count, DearestCount));
    }

    // A suppressed count stays as small or large as it is: a reader may guess which ones only protect others.
    private static bool IsOfTheSameKind(int count, int other) =>
        other >= 0 && count < Rounding.Smallest == other < Rounding.Smallest && (count == 0 || other > 0);
}
