namespace RecallAlerts.Domain.Audit;

/// <summary>
/// Looks whether a chain is whole, an entry at a time in the order in which they stand: what it remembers grows with what is wrong and with what is known of the chain, not with its
/// length.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="known">Heads that it had, by anchors or by who keeps it.</param>
public sealed class ChainCheck(string chain, IEnumerable<ChainHead> known)
{
    private readonly ChainHead[] _known = [.. known.Distinct()];
    private readonly HashSet<long> _knownNumbers = [.. known.Select(head => head.Number)];
    private readonly HashSet<ChainHead> _met = [];
    private readonly HashSet<long> _metNumbers = [];
    private readonly HashSet<long> _changed = [];
    private readonly NumberRuns _numbers = new();
    private readonly List<AuditFinding> _order = [];
    private readonly List<AuditFinding> _links = [];
    private (long Number, string Hash) _before = (0, "");

    /// <summary>The next entry as it is stored.</summary>
    public void Add(AuditEntry entry)
    {
        if (entry.Hash != CanonicalEntry.HashOf(chain, entry.Number, entry.Note, entry.Before)) _changed.Add(entry.Number);
        var last = _numbers.Last ?? long.MinValue;
        if (!_numbers.Add(entry.Number)) _order.Add(Found(entry.Number, AuditProblem.Inserted));
        else if (entry.Number < last) _order.Add(Found(entry.Number, AuditProblem.Reordered));
        if (entry.Number == _before.Number + 1 && entry.Before != _before.Hash) _links.Add(Found(entry.Number, AuditProblem.Unlinked));
        _before = (entry.Number, entry.Hash);
        if (!_knownNumbers.Contains(entry.Number)) return;
        _metNumbers.Add(entry.Number);
        _met.Add(new ChainHead(chain, entry.Number, entry.Hash));
    }

    /// <summary>What is wrong, when all entries were added; nothing when the chain is whole and holds every head that is known of it.</summary>
    public IReadOnlyList<AuditFinding> End() =>
    [
        .. _changed.Select(number => Found(number, AuditProblem.Changed)),
        .. _order,
        .. _numbers.Gaps().Select(number => Found(number, AuditProblem.Missing)),
        .. _links,
        .. Ends(),
    ];

    private IEnumerable<AuditFinding> Ends()
    {
        var last = _numbers.Last ?? 0;
        if (_known.Any(head => head.Number > last)) yield return Found(last + 1, AuditProblem.CutOff);
        foreach (var head in _known.Where(head => _metNumbers.Contains(head.Number) && !_changed.Contains(head.Number) && !_met.Contains(head with { Chain = chain })))
            yield return Found(head.Number, AuditProblem.Rewritten);
    }

    private AuditFinding Found(long number, AuditProblem problem) => new(chain, number, problem);
}
