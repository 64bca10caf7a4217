using Azure.Data.Tables;
using RecallAlerts.Application.Queries;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What the contracts of cases and messages look at.</summary>
internal sealed class QueriesOfTables(StoreTables tables) : ICaseQueries
{
    public async Task<IReadOnlyList<ListedFact>> TimelineAsync(ReleaseId id, CancellationToken cancellation)
    {
        var stored = await new CasePartition(tables).LoadAsync(Key.WatchIdOf(id), cancellation);
        return [.. stored!.Record.History.Recorded.Select(f => new ListedFact(f.EventId, "", f.OccurredAt, f.RecordedAt, null, ""))];
    }

    public async Task<IReadOnlyList<ListedChange>> ChangesAsync(ReleaseId id, CancellationToken cancellation) =>
        [.. (await tables.Cases.ReadAsync(Requests.Under(Key.WatchIdOf(id), "x|"), cancellation)).SelectMany(r => r.ReadJson<List<ListedChange>>())];

    public async Task<IReadOnlyList<ListedMessage>> AllMessagesAsync(CancellationToken cancellation) =>
    [
        .. (await MessagesAsync(cancellation)).Select(m => new ListedMessage(m.Outbox, m.SentAt, m.Channel, m.Reason))
            .OrderBy(m => m.Outbox.Message.At).ThenBy(m => m.Outbox.Message.Kind).ThenBy(m => m.Outbox.Message.Audience),
    ];

    public async Task<IReadOnlyList<(Person To, long Count)>> CountMessagesAsync(MessageKind kind, CancellationToken cancellation) =>
        [.. (await MessagesAsync(cancellation)).Where(m => m.Outbox.Message.Kind == kind).GroupBy(m => m.Outbox.Message.Audience).Select(g => (g.Key, g.LongCount())).OrderBy(c => c.Key)];

    public async Task<WatchProof> ProveWatchAsync(Instant now, CancellationToken cancellation)
    {
        var unsent = (await MessagesAsync(cancellation)).Where(m => m.SentAt is null).ToArray();
        var held = await tables.Held.ReadAsync("", cancellation);
        return new WatchProof(0, 0, 0, 0, unsent.Length, unsent.Count(m => m.Outbox.Tries > 0), held.Count);
    }

    public Task<IReadOnlyList<ListedAlert>> InboxAsync(InboxFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<TriageCandidate>> TriageAsync(string pdu, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<TriageCase>> TriageAsync(IReadOnlyList<ReleaseId> releases, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<AlertHistory> AllAlertsAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<Counted>> CountStatesAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task NoteRefusedAsync(IReadOnlyList<(string Type, string Problem)> refused, Instant now, CancellationToken cancellation) => throw new NotSupportedException();

    private async Task<List<StoredMessage>> MessagesAsync(CancellationToken cancellation) =>
        (await tables.People.ReadAsync(Requests.Under(StoreTables.PeoplePartition, "m|"), cancellation)).ConvertAll(r => r.ReadJson<StoredMessage>());
}
