using Azure.Data.Tables;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>Lists of messages, and what waits of them.</summary>
/// <param name="tables">The tables.</param>
internal sealed class MessageLists(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;

    /// <summary>All messages by (at, kind, role, id).</summary>
    public async Task<IReadOnlyList<ListedMessage>> AllAsync(CancellationToken cancellation)
    {
        var messages = (await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.Messages), cancellation)).Select(row => row.ReadJson<StoredMessage>());
        return [.. messages.Select(m => new ListedMessage(m.Outbox, m.SentAt, m.Channel, m.Reason))
            .OrderBy(m => m.Outbox.Message.At).ThenBy(m => m.Outbox.Message.Kind).ThenBy(m => m.Outbox.Message.Audience)];
    }

    /// <summary>How many messages of a kind each person got, by person.</summary>
    public async Task<IReadOnlyList<(Person To, long Count)>> CountAsync(MessageKind kind, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<Person, long>();
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(Requests.Under(P, RowKeys.Messages), cancellationToken: cancellation))
        {
            if (row.ReadJson<StoredMessage>().Outbox.Message is var m && m.Kind == kind) counts[m.Audience] = counts.GetValueOrDefault(m.Audience) + 1;
        }

        return [.. counts.Select(c => (c.Key, c.Value))];
    }

    /// <summary>How many messages wait to leave, and of these how many were tried in vain.</summary>
    public async Task<(long Unsent, long Failing, Instant? Oldest)> CountUnsentAsync(CancellationToken cancellation)
    {
        (long Unsent, long Failing, Instant? Oldest) counts = default;
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(Requests.Under(P, RowKeys.AllUnsent), cancellationToken: cancellation))
        {
            var messages = WeekendMessages.IsList(row) ? row.ReadJson<List<Message>>().ConvertAll(m => new OutboxMessage("", m, 0)) : [row.ReadJson<StoredMessage>().Outbox];
            foreach (var m in messages) counts = (counts.Unsent + 1, counts.Failing + (m.Tries > 0 ? 1 : 0), Instant.Earliest(counts.Oldest, m.Message.At));
        }

        return counts;
    }
}
