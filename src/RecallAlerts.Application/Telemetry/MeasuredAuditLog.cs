using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Application.Telemetry;

/// <summary>An audit log whose entries are counted, and those that could not be written too.</summary>
/// <param name="log">The log.</param>
/// <param name="instruments">Where it is counted.</param>
public sealed class MeasuredAuditLog(IAuditLog log, Instruments instruments) : IAuditLog
{
    /// <inheritdoc />
    public async Task NoteAsync(AuditNote note, CancellationToken cancellation)
    {
        var isNoted = false;
        try
        {
            await log.NoteAsync(note, cancellation);
            isNoted = true;
        }
        finally
        {
            // Whoever has left was shown nothing, and that is no failure.
            if (isNoted) instruments.Audit.Noted(note.Action);
            else if (!cancellation.IsCancellationRequested) instruments.Audit.Failed();
        }
    }

    /// <inheritdoc />
    public async Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation)
    {
        var anchored = await log.AnchorAsync(scope, decide, cancellation);
        instruments.Audit.Anchored();
        return anchored;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) =>
        log.OfReleaseAsync(watchId, after, atMost, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => log.ReadAnchorsAsync(cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation) => log.ReadAsync(range, cancellation);
}
