using Azure.Data.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>Takes a release out of messages, sent or not, and out of what was decided of its tellings. What a message tells of others stays for them.</summary>
/// <param name="tables">The tables.</param>
internal sealed class EraseMessages(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;

    public async Task<int> RunAsync(ReleaseId id, string watchId, IReadOnlySet<AlertId> alerts, CancellationToken cancellation)
    {
        var rows = 0;
        foreach (var row in (await tables.Overall.ReadAsync(Requests.Under(P, "o|"), cancellation)).Where(r => RowKeys.IsLeft(r.RowKey))) rows += await ForgetLeftAsync(row, watchId, cancellation);
        foreach (var row in await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.Decided(watchId)), cancellation))
        {
            await tables.Overall.DeleteEntityAsync(P, row.RowKey, cancellationToken: cancellation);
            rows++;
        }

        foreach (var row in (await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.AllUnsent), cancellation)).Where(WeekendMessages.IsList)) rows += await RewriteListAsync(row, id, alerts, cancellation);
        foreach (var row in await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.Messages), cancellation)) rows += await RewriteAsync(row, id, alerts, cancellation);
        return rows;
    }

    private static bool Names(Message m, ReleaseId id, IReadOnlySet<AlertId> alerts) => m.Releases.Contains(id) || m.Alerts.Any(alerts.Contains);

    private static Message Without(Message m, ReleaseId id, IReadOnlySet<AlertId> alerts) =>
        m with { Alerts = [.. m.Alerts.Where(a => !alerts.Contains(a))], Releases = [.. m.Releases.Where(r => r != id)] };

    private static bool IsEmpty(Message m) => m.Alerts.Count + m.Releases.Count == 0;

    // Somebody may record an outcome meanwhile: it is read again then.
    private async Task<int> RewriteAsync(TableEntity? row, ReleaseId id, IReadOnlySet<AlertId> alerts, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (row?.ReadJson<StoredMessage>() is not { } m || !Names(m.Outbox.Message, id, alerts)) return 0;
            if (await tables.Overall.TrySubmitAsync(Rewritten(row, m, Without(m.Outbox.Message, id, alerts)), cancellation)) return 1;
            row = await tables.Overall.FindAsync(P, row.RowKey, cancellation);
        }

        throw Requests.Contended();
    }

    private static IReadOnlyList<TableTransactionAction> Rewritten(TableEntity row, StoredMessage m, Message left)
    {
        var after = m with { Outbox = m.Outbox with { Message = left } };
        var unsent = m.SentAt is null ? OutboxRows.UnsentKey(m) : null;
        var actions = new List<TableTransactionAction> { IsEmpty(left) ? Requests.Delete(P, row.RowKey, row.ETag) : Requests.Replace(OutboxRows.Message(after), row.ETag) };
        if (unsent is not null) actions.Add(IsEmpty(left) ? Requests.Delete(P, unsent) : Requests.Put(OutboxRows.Unsent(after)));
        return actions;
    }

    private async Task<int> RewriteListAsync(TableEntity row, ReleaseId id, IReadOnlySet<AlertId> alerts, CancellationToken cancellation)
    {
        var messages = row.ReadJson<List<Message>>();
        if (!messages.Exists(m => Names(m, id, alerts))) return 0;
        var list = new TableEntity(P, row.RowKey);
        list.PutJson(messages.Select(m => Without(m, id, alerts)).Where(m => !IsEmpty(m)).ToArray());
        await tables.Overall.TrySubmitAsync([Requests.Replace(list, row.ETag)], cancellation);
        return 1;
    }

    // What is left to write of a large delivery.
    private async Task<int> ForgetLeftAsync(TableEntity row, string watchId, CancellationToken cancellation)
    {
        if (row.ReadJson<List<LeftTelling>>() is not { } left || !left.Exists(l => l.WatchId == watchId)) return 0;
        var rest = new TableEntity(P, row.RowKey);
        rest.PutJson(left.Where(l => l.WatchId != watchId).ToArray());
        await tables.Overall.TrySubmitAsync([Requests.Replace(rest, row.ETag)], cancellation);
        return 1;
    }
}
