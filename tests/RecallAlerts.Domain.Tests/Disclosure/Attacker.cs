using RecallAlerts.Domain.Disclosure;

namespace RecallAlerts.Domain.Tests.Disclosure;

/// <summary>
/// Works out what can be worked out from a publication, as somebody outside would: from the rounded counts, from [c] being 1 to 4 or, where it
/// protects another, 0 to 4 or at least 5 - this attacker is even told which - and from all that is known of the counts. Bounds are narrowed until
/// nothing changes; then values are tried, so that a count that can have one value only is always found.
/// </summary>
internal sealed class Attacker
{
    private const int Most = 100_000;
    private const int MostTries = 400;
    private readonly PublishedTable _table;
    private readonly Relation[][] _relations;
    private readonly (int Low, int High)[] _start;
    private int _tries;

    public Attacker(PublishedTable table, IEnumerable<Relation> known)
    {
        _table = table;
        var (cells, relations) = (table.Areas * table.Cells, known.ToArray());
        _relations = [.. Enumerable.Range(0, cells).Select(c => relations.Where(r => r.Whole == c || r.Parts.Contains(c)).ToArray())];
        _start = [.. Enumerable.Range(0, cells).Select(RangeOf)];
        Narrow(_start, Enumerable.Range(0, _start.Length));
    }

    /// <summary>Searches that were given up: they recover nothing.</summary>
    public int GivenUp { get; private set; }

    /// <summary>The suppressed cells whose count can be no other than it is.</summary>
    public int[] Recovered() => [.. Enumerable.Range(0, _start.Length).Where(c => StateOf(c) is CellState.Suppressed or CellState.Withheld && !CanBeOther(c))];

    private bool CanBeOther(int cell)
    {
        var (low, high) = _start[cell];
        var truth = CountOf(cell);
        for (var away = 1; away <= Math.Min(high - low, 12); away++)
        {
            foreach (var value in new[] { truth - away, truth + away }.Where(v => v >= low && v <= high))
            {
                _tries = MostTries;
                var ranges = ((int, int)[])_start.Clone();
                ranges[cell] = (value, value);
                if (Narrow(ranges, [cell]) && CanBe(ranges)) return true;
            }
        }

        return false;
    }

    // Tries the cell with the fewest values left, the true one first.
    private bool CanBe((int Low, int High)[] ranges)
    {
        var open = -1;
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].High > ranges[i].Low && (open < 0 || ranges[i].High - ranges[i].Low < ranges[open].High - ranges[open].Low)) open = i;
        }

        if (open < 0) return true;
        var (low, high) = ranges[open];
        var truth = Math.Clamp(CountOf(open), low, high);
        foreach (var value in Enumerable.Range(low, high - low + 1).OrderBy(v => Math.Abs(v - truth)))
        {
            if (--_tries < 0)
            {
                GivenUp++;
                return true;
            }

            var next = ((int, int)[])ranges.Clone();
            next[open] = (value, value);
            if (Narrow(next, [open]) && CanBe(next)) return true;
        }

        return false;
    }

    private bool Narrow((int Low, int High)[] ranges, IEnumerable<int> changed)
    {
        var waiting = new Queue<int>(changed);
        while (waiting.TryDequeue(out var cell))
        {
            foreach (var relation in _relations[cell])
            {
                if (!Narrow(ranges, relation, waiting)) return false;
            }
        }

        return true;
    }

    private static bool Narrow((int Low, int High)[] ranges, Relation relation, Queue<int> waiting)
    {
        var (low, high) = Sum(ranges, relation);
        if (!Cut(ranges, relation.Whole, low, high, waiting)) return false;
        foreach (var part in relation.Parts)
        {
            var mayBe = ranges[relation.Whole].High - (low - ranges[part].Low);
            var mustBe = relation.IsSum ? ranges[relation.Whole].Low - (high - ranges[part].High) : 0;
            if (!Cut(ranges, part, mustBe, mayBe, waiting)) return false;
            (low, high) = Sum(ranges, relation);
        }

        return true;
    }

    private static (long Low, long High) Sum((int Low, int High)[] ranges, Relation relation)
    {
        var (low, high) = (0L, 0L);
        foreach (var part in relation.Parts) (low, high) = (low + ranges[part].Low, high + ranges[part].High);
        return (low, relation.IsSum ? high : Most);
    }

    private static bool Cut((int Low, int High)[] ranges, int cell, long low, long high, Queue<int> waiting)
    {
        var cut = (Low: (int)Math.Max(ranges[cell].Low, low), High: (int)Math.Min(ranges[cell].High, high));
        if (cut.Low > cut.High) return false;
        if (cut != ranges[cell]) waiting.Enqueue(cell);
        ranges[cell] = cut;
        return true;
    }

    private (int Low, int High) RangeOf(int cell) => (StateOf(cell), CountOf(cell)) switch
    {
        (CellState.Unpublished or CellState.Withheld, _) => (0, Most),
        (CellState.Suppressed, 0) => (0, 4),
        (CellState.Suppressed, < 5) => (1, 4),
        (CellState.Suppressed, _) => (5, Most),
        (_, 0) => (0, 0),
        (_, var n) => (Math.Max(5, (int)Math.Round(n / 5.0) * 5 - 2), (int)Math.Round(n / 5.0) * 5 + 2),
    };

    private int CountOf(int cell) => _table.Count(cell / _table.Cells, cell % _table.Cells);

    private CellState StateOf(int cell) => _table.State(cell / _table.Cells, cell % _table.Cells);
}
