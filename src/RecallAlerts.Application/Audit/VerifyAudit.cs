using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Application.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Chains">Chains read, that of the anchors included.</param>
/// <param name="Anchors">Heads that anchors know.</param>
/// <param name="Findings">What is wrong; empty when all is whole.</param>
public sealed record AuditReport(long Entries, long Chains, long Anchors, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Where the chain of anchors has got to: kept elsewhere, it shows whether that chain itself was cut off or written anew. Null when it is empty.</summary>
    public ChainHead? Head { get; init; }
}

/// <summary>Reads all chains and looks whether each is whole and holds what anchors know of it.</summary>
/// <param name="log">The audit log.</param>
/// <param name="instruments">Where it is said what was found; null says nothing.</param>
public sealed class VerifyAudit(IAuditLog log, Instruments? instruments = null)
{
    /// <summary>Verifies.</summary>
    /// <param name="expected">A head of the chain of anchors that was kept elsewhere; null when none was.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<AuditReport> RunAsync(ChainHead? expected, CancellationToken cancellation)
    {
        var report = new AuditReport(0, 0, 0, []);
        var known = new Dictionary<string, List<ChainHead>>(StringComparer.Ordinal);
        if (expected is not null) known[AuditChain.Anchors] = [expected];
        await foreach (var chain in log.ReadAsync(cancellation))
        {
            if (chain.Chain == AuditChain.Anchors) report = WithAnchors(report, chain, known);
            report = With(report, chain, known);
        }

        // Chains of which nothing is left.
        var gone = known.SelectMany(k => AuditChain.Verify(k.Key, [], k.Value));
        report = report with { Findings = [.. report.Findings, .. gone] };
        instruments?.Audit.Verified(report.Findings.Count);
        return report;
    }

    private static AuditReport WithAnchors(AuditReport report, StoredChain anchors, Dictionary<string, List<ChainHead>> known)
    {
        var heads = anchors.Entries.SelectMany(e => AnchorChains.HeadsOf(e.Note)).Distinct().ToArray();
        foreach (var head in heads)
        {
            if (!known.TryGetValue(head.Chain, out var of)) known[head.Chain] = of = [];
            of.Add(head);
        }

        return report with { Anchors = heads.Length, Head = anchors.Entries.Count == 0 ? null : anchors.Entries[^1].Head };
    }

    private static AuditReport With(AuditReport report, StoredChain chain, Dictionary<string, List<ChainHead>> known)
    {
        known.Remove(chain.Chain, out var anchored);
        var findings = AuditChain.Verify(chain.Chain, chain.Entries, [.. anchored ?? [], .. chain.Head is { } head ? new[] { head } : []]);
        return report with { Entries = report.Entries + chain.Entries.Count, Chains = report.Chains + 1, Findings = [.. report.Findings, .. findings] };
    }
}
