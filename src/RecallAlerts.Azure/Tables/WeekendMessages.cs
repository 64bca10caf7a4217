using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Weekend lists: the messages and through when lists are done, by one transaction. It holds the messages as they are listed, whose rows are made from it,
/// now or by who reads what waits to leave.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the ids of messages.</param>
internal sealed class WeekendMessages(StoreTables tables, ServiceKey key)
{
    private const string P = StoreTables.OverallPartition;
    private const string Lists = $"{RowKeys.AllUnsent}000000000000|";
    private const int MessagesOfRow = 90;

    public static bool IsList(TableEntity row) => row.RowKey.StartsWith(Lists, StringComparison.Ordinal);

    public async Task<Instant?> ThroughAsync(CancellationToken cancellation) =>
        await tables.Overall.FindAsync(P, RowKeys.WeekendListsThrough, cancellation) is { } row ? row.ReadJson<Instant>() : null;

    public async Task AddAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation)
    {
        var setting = new TableEntity(P, RowKeys.WeekendListsThrough);
        setting.PutJson(through);
        var lists = messages.Chunk(MessagesOfRow).Select((part, n) => ListOf(part, through, n)).ToArray();
        await tables.Overall.SubmitTransactionAsync([Requests.Put(setting), .. lists.Select(Requests.Put)], cancellation);
        foreach (var list in lists) await PutOutAsync(list, cancellation);
    }

    /// <summary>Makes the rows of listed messages; those that are there stay as they are.</summary>
    public async Task PutOutAsync(TableEntity list, CancellationToken cancellation)
    {
        foreach (var message in list.ReadJson<List<Message>>()) await PutOutAsync(StoredMessage.New(key, message), cancellation);
        await tables.Overall.DeleteEntityAsync(P, list.RowKey, cancellationToken: cancellation);
    }

    private async Task PutOutAsync(StoredMessage m, CancellationToken cancellation)
    {
        var (audience, commitId) = (m.Outbox.Message.Audience, RowKeys.NewCommitId());
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await tables.Overall.FindAsync(P, RowKeys.Message(audience, m.Outbox.MessageId), cancellation) is not null) return;
            var (head, etag) = await new AudiencePartition(tables).ReadHeadAsync(audience, cancellation);
            var row = head.With([m.Outbox.Message], commitId).Write(audience);
            if (await tables.Overall.TrySubmitAsync(
                [Requests.Insert(OutboxRows.Message(m)), Requests.Put(OutboxRows.Unsent(m)), etag is { } read ? Requests.Replace(row, read) : Requests.Insert(row)], cancellation))
                return;
        }

        throw Requests.Contended();
    }

    private static TableEntity ListOf(Message[] messages, Instant through, int n)
    {
        var row = new TableEntity(P, $"{Lists}{RowKeys.Time(through)}|{n:D4}");
        row.PutJson(messages);
        return row;
    }
}
