using System.Collections.Concurrent;
using Azure.Data.Tables;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Records what became of tries to send. A message that was read is only replaced as it was read, without reading it again; those that were handed over together are
/// recorded together. What has changed since is read and recorded by itself.
/// </summary>
/// <param name="tables">The tables.</param>
internal sealed class RecordTries(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;
    private const int MostFound = 2_000;
    private readonly ConcurrentDictionary<string, FoundMessage> _found = new(StringComparer.Ordinal);

    /// <summary>A message that waits, by the row of its waiting.</summary>
    public OutboxMessage Unsent(TableEntity row) => Remember(new FoundMessage(row.ReadJson<StoredMessage>(), null, row.ETag));

    /// <summary>A message by its row; null when it left.</summary>
    public OutboxMessage? Found(TableEntity row) => row.ReadJson<StoredMessage>() is { SentAt: null } m ? Remember(new FoundMessage(m, row.ETag, null)) : null;

    /// <summary>Records.</summary>
    public async Task RunAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation)
    {
        var commitId = RowKeys.NewCommitId();
        var (writes, left) = (new List<Write>(), new List<Tried>());
        foreach (var tried in tries)
        {
            if (!_found.TryRemove(KeyOf(tried), out var found)) left.Add(tried);
            else if (found.Message.With(tried, now, commitId) is { } after) writes.Add(new Write(tried, OutboxRows.Recorded(found, after)));
        }

        foreach (var part in Requests.Packed(writes, w => w.Actions))
        {
            if (!await tables.Overall.TrySubmitAsync([.. part.SelectMany(w => w.Actions)], cancellation)) left.AddRange(part.Select(w => w.Tried));
        }

        foreach (var tried in left) await RunAsync(tried, now, commitId, cancellation);
    }

    private async Task RunAsync(Tried tried, Instant now, string commitId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await tables.Overall.FindAsync(P, KeyOf(tried), cancellation) is not { } row) return;
            var found = new FoundMessage(row.ReadJson<StoredMessage>(), row.ETag, null);
            if (found.Message.With(tried, now, commitId) is not { } after) return;
            if (await tables.Overall.TrySubmitAsync(OutboxRows.Recorded(found, after), cancellation)) return;
        }

        throw Requests.Contended();
    }

    private OutboxMessage Remember(FoundMessage found)
    {
        if (_found.Count >= MostFound) _found.Clear();
        _found[RowKeys.Message(found.Message.Outbox.Message.Audience, found.Message.Outbox.MessageId)] = found;
        return found.Message.Outbox;
    }

    private static string KeyOf(Tried tried) => RowKeys.Message(tried.Message.Message.Audience, tried.Message.MessageId);

    private sealed record Write(Tried Tried, IReadOnlyList<TableTransactionAction> Actions);
}
