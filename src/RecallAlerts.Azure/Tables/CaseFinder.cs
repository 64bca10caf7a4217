using Azure.Data.Tables;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Finds releases by the index. What waits or is due there is looked up in the case: the index may say a wake that is too early, or a mark of a commit
/// that never came, and is put right where it does.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads cases.</param>
/// <param name="index">Puts the index right.</param>
internal sealed class CaseFinder(StoreTables tables, CasePartition cases, CaseIndex index)
{
    private const string P = StoreTables.OverallPartition;
    private const int Together = 8;

    /// <summary>From when on a guard without its commit is nobody's any more.</summary>
    private const long GuardSeconds = 600;

    private static readonly string[] Ids = ["PartitionKey", "RowKey", IndexRows.WatchId, IndexRows.ReleaseId, IndexRows.Since, IndexRows.NextWake];

    public async Task<IReadOnlyList<ReleaseId>> DueAsync(Instant now, int atLeast, CancellationToken cancellation)
    {
        // Bounded by one range, so that what lies outside of it is not looked through.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {"p|"} and RowKey lt {"w}"} and ((RowKey ge {"p|"} and RowKey lt {"p}"}) or (RowKey ge {"w|"} and RowKey lt {"w}"} and nextWake le {now.Seconds}))");
        var due = new List<ReleaseId>();
        foreach (var part in (await tables.Overall.ReadAsync(filter, cancellation, Ids)).GroupBy(r => r.GetString(IndexRows.WatchId), StringComparer.Ordinal).Chunk(Together))
        {
            var found = await Task.WhenAll(part.Select(rows => VerifyAsync(rows.Key, [.. rows], now, cancellation)));
            due.AddRange(found.OfType<ReleaseId>());
            if (due.Count >= atLeast) break;
        }

        return [.. due.Order()];
    }

    public async Task<IReadOnlyList<ReleaseId>> ReviewedUnderOtherAsync(string versions, int atMost, CancellationToken cancellation) => await TakeAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {"w|"} and RowKey lt {"w}"} and (reviewedUnder lt {versions} or reviewedUnder gt {versions})"),
        atMost, cancellation);

    public async Task<IReadOnlyList<ReleaseId>> ReleasedBetweenAsync(Instant from, Instant before, CancellationToken cancellation)
    {
        var (first, end) = (RowKeys.Released(before.PlusSeconds(-1), ""), RowKeys.After(RowKeys.Released(from, "")));
        var ids = await TakeAsync(TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {first} and RowKey lt {end}"), int.MaxValue, cancellation);
        return [.. ids.Order()];
    }

    public async Task<Instant?> LatestReleasedAtAsync(CancellationToken cancellation)
    {
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(Requests.Under(P, RowKeys.AllReleased), maxPerPage: 1, cancellationToken: cancellation))
            return new Instant(row.GetInt64("releasedAt")!.Value);
        return null;
    }

    public async Task<Instant?> NextWakeAsync(CancellationToken cancellation)
    {
        var wakes = await tables.Overall.ReadAsync(Requests.Under(P, "w|"), cancellation, [IndexRows.NextWake]);
        return wakes.Select(r => r.GetInt64(IndexRows.NextWake)).Min() is { } wake ? new Instant(wake) : null;
    }

    /// <summary>The watchIds of a person's releases, by any of their CRNs; one that was never committed may be among them. One query, and one for each other CRN.</summary>
    public async Task<(IReadOnlyList<string> WatchIds, PersonRow Person)> OfCrnAsync(string crnKey, CancellationToken cancellation)
    {
        var rows = await tables.Overall.ReadAsync(Requests.Under(P, $"c|{crnKey}|"), cancellation);
        var person = rows.Find(r => r.RowKey == PersonRow.KeyOf(crnKey))?.ReadJson<PersonRow>() ?? PersonRow.None;
        foreach (var other in person.Others) rows.AddRange(await tables.Overall.ReadAsync(Requests.Under(P, $"c|{other}|"), cancellation));
        return ([.. rows.Select(r => r.GetString(IndexRows.WatchId)).OfType<string>()], person);
    }

    public async Task<ReleaseId?> OfAlertAsync(Domain.Alerts.AlertId alert, CancellationToken cancellation) =>
        await tables.Overall.FindAsync(P, RowKeys.OfAlert(alert), cancellation) is { } row ? new ReleaseId(row.GetString(IndexRows.ReleaseId)) : null;

    private async Task<List<ReleaseId>> TakeAsync(string filter, int atMost, CancellationToken cancellation)
    {
        var ids = new List<ReleaseId>();
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(filter, select: Ids, cancellationToken: cancellation))
        {
            ids.Add(new ReleaseId(row.GetString(IndexRows.ReleaseId)));
            if (ids.Count == atMost) break;
        }

        return ids;
    }

    private async Task<ReleaseId?> VerifyAsync(string watchId, TableEntity[] rows, Instant now, CancellationToken cancellation)
    {
        var head = (await cases.FindHeadAsync(watchId, cancellation))?.Head;
        var isDue = head is not null && (head.PendingSince is not null || head.NextWake <= now);
        if (head is not null && !isDue && rows.Any(r => IsBehind(r, head))) await index.RepairAsync(watchId, null, null, cancellation);
        foreach (var guard in rows.Where(r => IsOrphan(r, head, now))) await tables.Overall.DeleteEntityAsync(P, guard.RowKey, guard.ETag, cancellation);
        return isDue ? head!.Id : null;
    }

    private static bool IsBehind(TableEntity row, CaseHead head) => IsGuard(row) || row.RowKey != head.Indexed.Key || row.GetInt64(IndexRows.NextWake) != head.NextWake?.Seconds;

    private static bool IsOrphan(TableEntity row, CaseHead? head, Instant now) =>
        IsGuard(row) && !row.RowKey.EndsWith($"|{head?.Guard}", StringComparison.Ordinal) && row.GetInt64(IndexRows.Since) + GuardSeconds <= now.Seconds;

    private static bool IsGuard(TableEntity row) => row.RowKey.StartsWith("p|", StringComparison.Ordinal);
}
