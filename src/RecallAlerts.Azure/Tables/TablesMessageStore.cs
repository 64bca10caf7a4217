using System.Collections.Concurrent;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>Tellings, messages and the notification log in Table storage.</summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the ids of messages.</param>
public sealed class TablesMessageStore(StoreTables tables, ServiceKey key) : IMessageStore
{
    private const string P = StoreTables.PeoplePartition;
    private const int MostFound = 1_000;
    private readonly WeekendMessages _weekend = new(tables, key);

    // A message that was found to be sent, until its outcome is recorded: it need not be read again, and is only replaced as it was read.
    private readonly ConcurrentDictionary<string, TableEntity> _found = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<Instant?> NextDueAsync(CancellationToken cancellation)
    {
        var due = await tables.Index.ReadAsync(DueFilter(long.MaxValue), cancellation, [IndexRows.TellAt]);
        return due.Select(r => r.GetInt64(IndexRows.TellAt)).Min() is { } at ? new Instant(at) : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation)
    {
        var due = await tables.Index.ReadAsync(DueFilter(now.Seconds), cancellation, [IndexRows.ForPerson]);
        return [.. due.Select(r => StoredJson.Read<Person>(r.GetString(IndexRows.ForPerson))).Distinct()];
    }

    /// <inheritdoc />
    public async Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation)
    {
        DeliverToGroup[] deliveries = [.. groups.Select(group => new DeliverToGroup(tables, key, group, instants, decide))];
        foreach (var delivery in deliveries) await delivery.DecideAsync(cancellation);
        foreach (var delivery in deliveries) await delivery.CommitAsync(cancellation);
    }

    /// <inheritdoc />
    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => _weekend.ThroughAsync(cancellation);

    /// <inheritdoc />
    public Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation) => _weekend.AddAsync(messages, through, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        var (first, end) = ("u|", RowKeys.After($"u|{RowKeys.Time(now)}|"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {first} and RowKey lt {end}");
        var unsent = new List<OutboxMessage>();
        await foreach (var row in tables.People.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            // A list that was begun comes first: its messages are put out, and read then.
            if (WeekendMessages.IsList(row)) await _weekend.PutOutAsync(row, cancellation);
            if (WeekendMessages.IsList(row)) return await UnsentAsync(now, atMost, cancellation);
            unsent.Add(row.ReadJson<OutboxMessage>());
            if (unsent.Count >= atMost) break;
        }

        return unsent;
    }

    /// <inheritdoc />
    public async Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation)
    {
        var row = await tables.People.FindAsync(P, RowKeys.Message(audience, messageId), cancellation);
        if (row?.ReadJson<StoredMessage>() is not { SentAt: null } m) return null;
        if (_found.Count >= MostFound) _found.Clear();
        _found[row.RowKey] = row;
        return m.Outbox;
    }

    /// <inheritdoc />
    public async Task RecordAsync(Person audience, string messageId, SendOutcome outcome, Instant now, CancellationToken cancellation)
    {
        var commitId = RowKeys.NewCommitId();
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var rowKey = RowKeys.Message(audience, messageId);
            if (!_found.TryRemove(rowKey, out var row)) row = await tables.People.FindAsync(P, rowKey, cancellation);
            if (row is null) return;
            var before = row.ReadJson<StoredMessage>();
            if (before.SentAt is not null || before.Commit == commitId) return;
            if (await tables.People.TrySubmitAsync(OutboxRows.Recorded(row, before, before.With(outcome, now, commitId)), cancellation)) return;
        }

        throw Requests.Contended();
    }

    private static string DueFilter(long by) => TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.IndexPartition} and RowKey ge {"o|"} and RowKey lt {"o}"} and tellAt le {by}");
}
