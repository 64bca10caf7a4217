using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Application.Audit;

/// <summary>Counts what is read of chains, and collects what is wrong with them.</summary>
internal sealed class ReadChains
{
    private readonly List<AuditFinding> _findings = [];
    private string? _chain;
    private ChainCheck? _check;

    public long Entries { get; private set; }

    public long Chains { get; private set; }

    public long Found { get; private set; }

    public IReadOnlyList<AuditFinding> Findings => _findings;

    /// <summary>Where the chain ended that was read last; null before the first entry.</summary>
    public ChainHead? Last { get; private set; }

    /// <summary>Reads chains of which heads are known; a known one that is not among them is cut off as a whole.</summary>
    public async Task RunAsync(IAsyncEnumerable<StoredChain> parts, KnownHeads known, CancellationToken cancellation)
    {
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (part.Chain != _chain) Begin(part, known);
            foreach (var entry in part.Entries) _check!.Add(entry);
            Entries += part.Entries.Count;
            if (part.Entries.Count > 0) Last = part.Entries[^1].Head;
        }

        End();
        foreach (var (chain, heads) in known.Left) Note(AuditChain.Verify(chain, [], heads));
    }

    private void Begin(StoredChain part, KnownHeads known)
    {
        End();
        var heads = known.Take(part.Chain);
        (_chain, _check) = (part.Chain, new ChainCheck(part.Chain, part.Head is { } head ? [.. heads, head] : heads));
        Chains++;
    }

    private void End()
    {
        if (_check is not null) Note(_check.End());
        (_chain, _check) = (null, null);
    }

    private void Note(IReadOnlyList<AuditFinding> findings)
    {
        Found += findings.Count;
        _findings.AddRange(findings.Take(VerifyAudit.MostNamed - _findings.Count));
    }
}
