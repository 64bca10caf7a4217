using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Telemetry;

/// <summary>Queries that count what was refused, and publish each proof of watch.</summary>
/// <param name="queries">The queries.</param>
/// <param name="instruments">Where it is counted.</param>
public sealed class MeasuredQueries(ICaseQueries queries, Instruments instruments) : ICaseQueries
{
    /// <inheritdoc />
    public async Task<WatchProof> ProveWatchAsync(Instant now, CancellationToken cancellation)
    {
        var proof = await queries.ProveWatchAsync(now, cancellation);
        instruments.Watch.Proved(proof, now);
        return proof;
    }

    /// <inheritdoc />
    public async Task NoteRefusedAsync(IReadOnlyList<(string Type, string Problem)> refused, Instant now, CancellationToken cancellation)
    {
        await queries.NoteRefusedAsync(refused, now, cancellation);
        foreach (var (_, problem) in refused) instruments.Events.Refused(problem);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedAlert>> InboxAsync(InboxFilter filter, CancellationToken cancellation) => queries.InboxAsync(filter, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldCase>> CasesOfAsync(IReadOnlyList<string> practitioners, string? pdu, Viewer viewer, CancellationToken cancellation) =>
        queries.CasesOfAsync(practitioners, pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<TriageCandidate>> TriageAsync(string pdu, Viewer viewer, CancellationToken cancellation) => queries.TriageAsync(pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<TriageCase>> TriageAsync(IReadOnlyList<ReleaseId> releases, Viewer viewer, CancellationToken cancellation) =>
        queries.TriageAsync(releases, viewer, cancellation);

    /// <inheritdoc />
    public Task<int> CountLimitedAsync(string pdu, Viewer viewer, CancellationToken cancellation) => queries.CountLimitedAsync(pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<CarriedLoad>> LoadAsync(string pdu, Viewer viewer, CancellationToken cancellation) => queries.LoadAsync(pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedFact>> TimelineAsync(ReleaseId id, CancellationToken cancellation) => queries.TimelineAsync(id, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedChange>> ChangesAsync(ReleaseId id, CancellationToken cancellation) => queries.ChangesAsync(id, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<AlertHistory> AllAlertsAsync(CancellationToken cancellation) => queries.AllAlertsAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedMessage>> AllMessagesAsync(CancellationToken cancellation) => queries.AllMessagesAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<(Person To, long Count)>> CountMessagesAsync(MessageKind kind, CancellationToken cancellation) =>
        queries.CountMessagesAsync(kind, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Counted>> CountStatesAsync(CancellationToken cancellation) => queries.CountStatesAsync(cancellation);
}
