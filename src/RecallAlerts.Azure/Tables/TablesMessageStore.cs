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
    private const string P = StoreTables.OverallPartition;
    private readonly WeekendMessages _weekend = new(tables, key);
    private readonly RecordTries _tries = new(tables);

    /// <inheritdoc />
    public async Task<Instant?> NextDueAsync(CancellationToken cancellation)
    {
        var due = await tables.Overall.ReadAsync(DueFilter(long.MaxValue), cancellation, [IndexRows.TellAt]);
        return due.Select(r => r.GetInt64(IndexRows.TellAt)).Min() is { } at ? new Instant(at) : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation)
    {
        var due = await tables.Overall.ReadAsync(DueFilter(now.Seconds), cancellation, [IndexRows.ForPerson]);
        return [.. due.Select(r => StoredJson.Read<Person>(r.GetString(IndexRows.ForPerson))).Distinct()];
    }

    /// <inheritdoc />
    public async Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation)
    {
        DeliverToGroup[] deliveries = [.. groups.Select(group => new DeliverToGroup(tables, key, group, instants, decide))];
        var known = await new AudiencePartition(tables).ReadAsync(groups, cancellation);
        foreach (var (delivery, audience) in deliveries.Zip(known)) delivery.Decide(audience);
        foreach (var part in Requests.Packed(deliveries, d => d.Actions)) await CommitAsync(part, cancellation);
    }

    /// <inheritdoc />
    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => _weekend.ThroughAsync(cancellation);

    /// <inheritdoc />
    public Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation) => _weekend.AddAsync(messages, through, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        var (first, end) = (RowKeys.AllUnsent, RowKeys.After($"{RowKeys.AllUnsent}{RowKeys.Time(now)}|"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {first} and RowKey lt {end}");
        var unsent = new List<OutboxMessage>();
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            // A list that was begun comes first: its messages are put out, and read then.
            if (WeekendMessages.IsList(row)) await _weekend.PutOutAsync(row, cancellation);
            if (WeekendMessages.IsList(row)) return await UnsentAsync(now, atMost, cancellation);
            unsent.Add(_tries.Unsent(row));
            if (unsent.Count >= atMost) break;
        }

        return unsent;
    }

    /// <inheritdoc />
    public async Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation)
    {
        var row = await tables.Overall.FindAsync(P, RowKeys.Message(audience, messageId), cancellation);
        return row is null ? null : _tries.Found(row);
    }

    /// <inheritdoc />
    public Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation) => _tries.RunAsync(tries, now, cancellation);

    /// <inheritdoc />
    public Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation) => new ForgetLeft(tables, key).RunAsync(before, atMost, cancellation);

    // Where others were first with one of them, each goes by itself.
    private async Task CommitAsync(IReadOnlyList<DeliverToGroup> deliveries, CancellationToken cancellation)
    {
        TableTransactionAction[] together = [.. deliveries.SelectMany(d => d.Actions)];
        var areCommitted = deliveries.Count > 1 && together.Length > 0 && await tables.Overall.TrySubmitAsync(together, cancellation);
        foreach (var delivery in deliveries) await (areCommitted && delivery.Actions.Count > 0 ? delivery.FinishAsync(cancellation) : delivery.CommitAsync(cancellation));
    }

    private static string DueFilter(long by) => TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {"o|"} and RowKey lt {"o}"} and tellAt le {by}");
}
