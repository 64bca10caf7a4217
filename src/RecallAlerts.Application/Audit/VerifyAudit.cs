using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Chains">Chains read, that of the anchors included.</param>
/// <param name="Anchors">Heads that anchors know.</param>
/// <param name="Found">How much is wrong; 0 when all is whole.</param>
/// <param name="Findings">What is wrong, of very much the first.</param>
public sealed record AuditReport(long Entries, long Chains, long Anchors, long Found, IReadOnlyList<AuditFinding> Findings)
{
    private const int LongestName = 64;

    /// <summary>Where the chain of anchors has got to: kept elsewhere, it shows whether that chain itself was cut off or written anew. Null when it is empty.</summary>
    public ChainHead? Head { get; init; }

    /// <summary>
    /// The first findings in words for a log. Chains of releases are named by watchIds, which show nobody; a name that this program gives no chain may be anything, and is not told.
    /// </summary>
    public string NamesOf(int atMost) => string.Join(", ", Findings.Take(atMost).Select(f => $"{(IsOurs(f.Chain) ? f.Chain : "a chain of another name")} {f.Number} {NameOf<AuditProblem>.Text(f.Problem)}"));

    private static bool IsOurs(string chain) => chain.Length <= LongestName && chain.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

/// <summary>
/// Reads all chains and looks whether each is whole and holds what anchors know of it. What it holds in memory does not grow with the log: chains come in parts, and where anchors know
/// more heads than are held at once, the chains are read range by range, and the anchors again for each. It only reads: broken off, it is begun anew.
/// </summary>
/// <param name="log">The audit log.</param>
/// <param name="instruments">Where it is said what was found; null says nothing.</param>
public sealed class VerifyAudit(IAuditLog log, Instruments? instruments = null)
{
    /// <summary>The most findings that are named.</summary>
    public const int MostNamed = 10_000;

    /// <summary>The most anchored heads that are held at once; a head takes some 300 bytes.</summary>
    public int HeadsAtOnce { get; init; } = 250_000;

    /// <summary>Verifies.</summary>
    /// <param name="expected">A head of the chain of anchors that was kept elsewhere; null when none was.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<AuditReport> RunAsync(ChainHead? expected, CancellationToken cancellation)
    {
        var read = new ReadChains();
        var kept = new KnownHeads("", HeadsAtOnce);
        if (expected is not null) kept.Add(expected);
        await read.RunAsync(log.ReadAnchorsAsync(cancellation), kept, cancellation);
        var (head, anchors) = (read.Last, 0L);
        for (string? from = ""; from is not null;)
        {
            var known = await KnownFromAsync(from, cancellation);
            await read.RunAsync(log.ReadAsync(known.Range, cancellation), known, cancellation);
            (from, anchors) = (known.Range.Before, anchors + known.Count);
        }

        instruments?.Audit.Verified(read.Found);
        return new AuditReport(read.Entries, read.Chains, anchors, read.Found, read.Findings) { Head = head };
    }

    private async Task<KnownHeads> KnownFromAsync(string from, CancellationToken cancellation)
    {
        var known = new KnownHeads(from, HeadsAtOnce);
        await foreach (var part in log.ReadAnchorsAsync(cancellation))
        {
            foreach (var head in part.Entries.SelectMany(e => AnchorChains.HeadsOf(e.Note))) known.Add(head);
        }

        return known;
    }
}
