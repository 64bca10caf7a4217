namespace RecallAlerts.Domain.Audit;

/// <summary>Numbers that were seen, kept as runs of such as follow one another: of a chain that is whole there is one.</summary>
internal sealed class NumberRuns
{
    private readonly List<(long From, long To)> _runs = [];

    /// <summary>The highest; null when none was seen.</summary>
    public long? Last => _runs.Count == 0 ? null : _runs[^1].To;

    /// <summary>Adds a number; false when it was seen.</summary>
    public bool Add(long number)
    {
        var at = _runs.FindLastIndex(run => run.From <= number);
        if (at >= 0 && number <= _runs[at].To) return false;
        var (from, to) = (number, number);
        if (at + 1 < _runs.Count && _runs[at + 1].From == number + 1)
        {
            to = _runs[at + 1].To;
            _runs.RemoveAt(at + 1);
        }

        if (at >= 0 && _runs[at].To == number - 1) _runs[at] = (_runs[at].From, to);
        else _runs.Insert(at + 1, (from, to));
        return true;
    }

    /// <summary>The first number of each gap, from 1.</summary>
    public IEnumerable<long> Gaps()
    {
        var expected = 1L;
        foreach (var (from, to) in _runs)
        {
            if (from > expected) yield return expected;
            expected = to + 1;
        }
    }
}
