using Azure.Data.Tables;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What a store holds, as text that can be compared.</summary>
internal static class StoredState
{
    private static CancellationToken None => CancellationToken.None;

    /// <summary>What a user of the ports sees of some releases and of all messages. Versions are left out: a try more raises them.</summary>
    public static async Task<string> SeenAsync(this TablesStores stores, params ReleaseId[] ids)
    {
        var lines = new List<string>();
        foreach (var id in ids)
        {
            if (await stores.Another.Cases.FindAsync(id, None) is not { } c) continue;
            lines.Add($"{id} pending {c.PendingSince} by {c.Recorders.Text} wake {c.NextWake}");
            lines.AddRange(c.History.Recorded.Select(f => $"fact {f.EventId} {f.OccurredAt}"));
            lines.AddRange(c.Alerts.OrderBy(a => a.Id).Select(TextOf));
            lines.AddRange((await stores.Another.Audit.OfReleaseAsync(c.WatchId, null, 1_000, None)).Select(e => $"entry {e.Number} {e.Note.Action} {e.Note.At}"));
            lines.AddRange((await stores.Another.Queries.ChangesAsync(id, None)).Select(ch => $"change {ch.AlertId} {ch.Change} {ch.At}"));
        }

        lines.AddRange((await stores.Another.Queries.AllMessagesAsync(None)).Select(m => $"message {m.Outbox.MessageId} tries {m.Outbox.Tries} sent {m.SentAt} {m.Reason}"));
        lines.AddRange((await stores.Another.Messages.UnsentAsync(T0.PlusHours(9_999), 100, None)).Select(m => $"unsent {m.MessageId} handed over {m.Handovers}"));
        lines.Add($"due {await stores.Another.Messages.NextDueAsync(None)} held {(await stores.Tables.Held.ReadAsync("", None)).Count}");
        return string.Join('\n', lines);
    }

    /// <summary>The index, row by row; what only orders repairs or guards a commit under way is left out. A wake that is too early is as good as the right one.</summary>
    public static async Task<SortedDictionary<string, string>> IndexAsync(this TablesStores stores)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await stores.Tables.Overall.ReadAsync("", None))
        {
            if (row.RowKey[0] is 'y' or 'p' || IsOfPeople(row)) continue;
            var wake = row.GetInt64(IndexRows.NextWake);
            var text = string.Join(' ', row.Where(p => p.Key is not ("odata.etag" or "Timestamp" or IndexRows.NextWake)).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
            rows.Add(row.RowKey, wake is null ? text : text.Replace($"\"nextWake\":{wake}", "\"nextWake\":0", StringComparison.Ordinal));
        }

        return rows;
    }

    /// <summary>Nothing waits or is due, without the index saying so.</summary>
    public static async Task AssertNothingIsHiddenAsync(this TablesStores stores, Instant now, params ReleaseId[] ids)
    {
        var due = await stores.Another.Cases.DueAsync(now, 100, None);
        foreach (var id in ids)
        {
            var c = await stores.Another.Cases.FindAsync(id, None);
            Assert.Equal(c is not null && (c.PendingSince is not null || c.NextWake <= now), due.Contains(id));
        }
    }

    /// <summary>The index is the one that is made of the cases. That somebody owned an alert once may stay in it.</summary>
    public static async Task AssertIndexIsOfCasesAsync(this TablesStores stores)
    {
        var followed = await stores.IndexAsync();
        await new RebuildIndex(stores.Tables, Key).RunAsync(None);
        AssertSame(await stores.IndexAsync(), followed);
        foreach (var part in (await stores.Tables.Overall.ReadAsync("", None)).Where(r => !IsOfPeople(r)).Chunk(Requests.MostRows))
            await stores.Tables.Overall.SubmitTransactionAsync(part.Select(r => Requests.Delete(r.PartitionKey, r.RowKey)));
        await new RebuildIndex(stores.Tables, Key).RunAsync(None);
        AssertSame(await stores.IndexAsync(), followed);
    }

    // What was told to whom is not made of the cases.
    private static bool IsOfPeople(TableEntity row) => row.RowKey[0] == 'z' || (row.RowKey[0] == 'o' && !IndexRows.IsOfRelease(row));

    private static void AssertSame(SortedDictionary<string, string> made, SortedDictionary<string, string> followed)
    {
        Assert.Equal("", string.Join('\n', made.Except(followed)));
        Assert.Equal("", string.Join('\n', followed.Except(made).Where(r => r.Key[0] != 'i')));
    }

    private static string TextOf(Alert a) =>
        $"alert {a.Id} {a.Status} {a.Severity} {a.Owner} {string.Join(',', a.Tellings.Select(t => $"{t.Role} {t.At} {t.Audience} {t.DueAt} {t.PutOff}"))}";
}
