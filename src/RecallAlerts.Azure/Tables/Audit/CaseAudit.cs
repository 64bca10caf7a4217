using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>The end of a chain, on the row that guards its commits.</summary>
internal sealed record StoredChainEnd(long Number, string Hash, Instant At);

/// <summary>
/// The chain of a release, in its partition: entries are inserted by the transaction of what they tell of, and the release row holds their end, so that its ETag guards
/// the chain too. An entry that cannot be inserted undoes the act.
/// </summary>
internal static class CaseAudit
{
    /// <summary>The partition that says which chains of releases are to be anchored.</summary>
    public const string Changed = "changed";

    public const string At = "at";

    // On the release row beside what it says: anchors read them without it.
    public const string Audited = "audited";
    public const string Number = "auditNo";
    public const string Hash = "auditHash";

    // Behind all that a review reads.
    private const string Entries = "z|";

    /// <summary>Chains notes behind what a release row says; answers the row after it and the rows to insert.</summary>
    public static (CaseHead Head, IReadOnlyList<TableEntity> Rows) Chain(CaseHead head, IReadOnlyList<AuditNote> notes)
    {
        if (notes.Count == 0) return (head, []);
        var end = head.Audit is { } audit ? new ChainHead(head.WatchId, audit.Number, audit.Hash) : null;
        var entries = AuditChain.Append(head.WatchId, end, notes);
        var last = entries[^1];
        return (head with { Audit = new StoredChainEnd(last.Number, last.Hash, last.Note.At) }, [.. entries.Select(e => AuditRows.Write(head.WatchId, $"{Entries}{e.Number:D10}", e))]);
    }

    /// <summary>How a row of a case is written: an entry is never written over.</summary>
    public static TableTransactionAction ActionOf(TableEntity row) => IsEntry(row) ? Requests.Insert(row) : Requests.Put(row);

    /// <summary>Says on a release row where its chain has got to.</summary>
    public static void Say(TableEntity row, CaseHead head)
    {
        if (head.Audit is { } end) (row[Audited], row[Number], row[Hash]) = (end.At.Seconds, end.Number, end.Hash);
    }

    /// <summary>Says, before the commit, that the chain of a release is to be anchored.</summary>
    public static Task SayChangedAsync(TableClient audit, string watchId, Instant at, CancellationToken cancellation) =>
        audit.UpsertEntityAsync(new TableEntity(Changed, watchId) { [At] = at.Seconds }, TableUpdateMode.Replace, cancellation);

    /// <summary>A filter of the entries of one release.</summary>
    public static string OfRelease(string watchId) => Requests.Under(watchId, Entries);

    /// <summary>A filter of release rows and entries of the releases of a range.</summary>
    public static string OfAll(ChainRange range)
    {
        var rows = TableClient.CreateQueryFilter($"(RowKey eq {RowKeys.Head} or (RowKey ge {Entries} and RowKey lt {RowKeys.After(Entries)}))");
        if (range.From.Length > 0) rows = $"{TableClient.CreateQueryFilter($"PartitionKey ge {range.From}")} and {rows}";
        return range.Before is null ? rows : $"{TableClient.CreateQueryFilter($"PartitionKey lt {range.Before}")} and {rows}";
    }

    /// <summary>Whether a row is an entry; answers on recalls begin alike, and go on with a digest and a number.</summary>
    public static bool IsEntry(TableEntity row) => row.RowKey.StartsWith(Entries, StringComparison.Ordinal) && row.RowKey.IndexOf('|', Entries.Length) < 0;

    /// <summary>Where a release row says that its chain has got to; null when it says nothing.</summary>
    public static ChainHead? EndOf(TableEntity row) =>
        row.GetInt64(Number) is { } number && row.GetString(Hash) is { } hash ? new ChainHead(row.PartitionKey, number, hash) : null;
}
