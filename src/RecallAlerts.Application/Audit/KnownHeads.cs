using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Application.Audit;

/// <summary>
/// Heads that anchors know of the chains from a name on, as many as may be held at once: where there are more, the range ends before the chains of which they are, and is to go on there.
/// </summary>
/// <param name="from">The first name.</param>
/// <param name="most">The most heads, but for those of one chain.</param>
internal sealed class KnownHeads(string from, int most)
{
    private readonly Dictionary<string, List<ChainHead>> _heads = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _chains = new(StringComparer.Ordinal);

    /// <summary>The chains of which all heads are held.</summary>
    public ChainRange Range { get; private set; } = new(from, null);

    /// <summary>How many heads there are.</summary>
    public int Count { get; private set; }

    /// <summary>The chains that nobody has asked for.</summary>
    public IEnumerable<(string Chain, IReadOnlyList<ChainHead> Heads)> Left => _chains.Select(chain => (chain, (IReadOnlyList<ChainHead>)_heads[chain]));

    /// <summary>Adds a head; one that is known is not counted again.</summary>
    public void Add(ChainHead head)
    {
        if (!Range.Holds(head.Chain)) return;
        if (_chains.Add(head.Chain)) _heads[head.Chain] = [];
        var known = _heads[head.Chain];
        if (known.Contains(head)) return;
        known.Add(head);
        Count++;
        while (Count > most && _chains.Count > 1) EndBeforeLast();
    }

    /// <summary>The heads of a chain, once.</summary>
    public IReadOnlyList<ChainHead> Take(string chain)
    {
        _chains.Remove(chain);
        return _heads.Remove(chain, out var heads) ? heads : [];
    }

    private void EndBeforeLast()
    {
        var last = _chains.Max!;
        Range = Range with { Before = last };
        Count -= Take(last).Count;
    }
}
