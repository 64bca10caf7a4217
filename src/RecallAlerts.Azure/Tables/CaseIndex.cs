using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>What follows a commit in the index.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Found">Where alerts are that are new.</param>
/// <param name="Actions">The rest, which belongs together.</param>
/// <param name="Guard">The guard that has served; null when none stood.</param>
internal sealed record IndexFollowing(string WatchId, IReadOnlyList<TableTransactionAction> Found, IReadOnlyList<TableTransactionAction> Actions, string? Guard);

/// <summary>
/// Makes the index follow the cases: after each commit by one transaction, which deletes the row of the version before. Where that row is not there,
/// a commit was not followed or another is ahead: then the rows are made anew from the case.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads cases.</param>
/// <param name="key">Makes the keys of people.</param>
internal sealed class CaseIndex(StoreTables tables, CasePartition cases, ServiceKey key)
{
    /// <summary>Says, before a commit, that the release is to be looked at.</summary>
    public Task GuardAsync(TableEntity guard, CancellationToken cancellation) => tables.Overall.UpsertEntityAsync(guard, TableUpdateMode.Replace, cancellation);

    /// <summary>Says, before a commit, what it makes true.</summary>
    public async Task SayAsync(IEnumerable<TableTransactionAction> rows, CancellationToken cancellation)
    {
        foreach (var part in rows.Chunk(Requests.MostRows))
        {
            if (part is [{ Entity: TableEntity only }]) await GuardAsync(only, cancellation);
            else await tables.Overall.SubmitTransactionAsync(part, cancellation);
        }
    }

    /// <summary>What follows a commit; made before it, so that what a row of the index cannot hold is not committed.</summary>
    /// <param name="before">The case before it.</param>
    /// <param name="change">What it changes.</param>
    /// <param name="guard">The guard that stands before it and has served then; null when none does.</param>
    public static IndexFollowing Following(StoredCase before, CaseChange change, string? guard)
    {
        var known = before.Alerts.Select(a => a.Id).ToHashSet();
        TableTransactionAction[] found =
        [
            .. change.Alerts.Where(a => !known.Contains(a.Id)).Select(a => Requests.Put(IndexRows.OfAlert(change.After, a.Id))),
            .. IndexRows.Owners(change.After, change.Alerts.Except(before.Alerts)).Select(Requests.Put),
        ];
        var gone = IndexRows.PeopleOf(before.Alerts).Except(IndexRows.PeopleOf(change.Alerts)).Select(p => RowKeys.Owned(p, change.After.WatchId));
        List<TableTransactionAction> actions =
        [
            Requests.Insert(IndexRows.Case(change.After, before.Record.History.Registered.ReleasedAt, change.Alerts)), Delete(before.Head.Indexed.Key),
            .. IndexRows.Owned(change.After, change.Alerts, before.Decided).Select(Requests.Put), .. gone.Select(Delete),
            .. CaseProjections.Rows(change.After, before.Record.History.Registered, change.Alerts).Select(Requests.Insert),
            .. CaseProjections.Keys(before.Head, before.Record.History.Registered).Select(Delete),
        ];
        if (guard is not null) actions.Add(Delete(RowKeys.Guard(change.After.WatchId, guard)));
        return new IndexFollowing(change.After.WatchId, found, actions, guard);
    }

    /// <summary>What follows a registration.</summary>
    public static IndexFollowing Following(CaseHead registered, Instant releasedAt) => new(
        registered.WatchId, [], [Requests.Insert(IndexRows.Case(registered, releasedAt, [])), Requests.Put(IndexRows.Released(registered, releasedAt))], null);

    /// <summary>Follows a commit.</summary>
    public async Task FollowAsync(IndexFollowing f, CancellationToken cancellation)
    {
        var isOne = f.Found.Count + f.Actions.Count <= Requests.MostRows;
        if (!isOne) await SubmitAllAsync(f.Found, cancellation);
        if (!await SubmitAllAsync(isOne ? [.. f.Actions, .. f.Found] : f.Actions, cancellation)) await RepairAsync(f.WatchId, f.Guard, null, cancellation);
    }

    /// <summary>Makes the rows of a release agree with its case, when they were not read.</summary>
    public Task<CaseHead?> RepairAsync(string watchId, string? served, CancellationToken cancellation) => RepairAsync(watchId, served, null, cancellation);

    /// <summary>Makes the rows of a release agree with its case; answers the release row, null when it is not registered.</summary>
    /// <param name="watchId">The release.</param>
    /// <param name="served">A guard that has served.</param>
    /// <param name="read">Its rows as they were read; null when they were not.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<CaseHead?> RepairAsync(string watchId, string? served, List<TableEntity>? read, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var rows = i == 0 && read is not null ? read : await RowsOfAsync(watchId, cancellation);
            if (await cases.LoadAsync(watchId, cancellation) is not { } stored) return null;
            var version = IndexRows.VersionOf(stored.Head.Indexed.Key);
            if (rows.Exists(r => IsCase(r.RowKey) && IndexRows.VersionOf(r.RowKey) > version)) continue;
            if (await SubmitAllAsync(Repairs(stored, rows, served), cancellation)) return stored.Head;
        }

        throw Requests.Contended();
    }

    private Task<List<TableEntity>> RowsOfAsync(string watchId, CancellationToken cancellation) =>
        tables.Overall.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey lt {RowKeys.EndOfIndex} and watchId eq {watchId}"), cancellation);

    // The first transaction holds what fences; of more than a hundred people at one release the rest may come after it.
    private async Task<bool> SubmitAllAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        foreach (var part in actions.Chunk(Requests.MostRows))
        {
            if (!await tables.Overall.TrySubmitAsync(part, cancellation)) return false;
        }

        return true;
    }

    // What repairs at the same time goes one after the other: each replaces the fence that it read.
    private List<TableTransactionAction> Repairs(StoredCase stored, List<TableEntity> rows, string? served)
    {
        var known = rows.ToDictionary(r => r.RowKey, StringComparer.Ordinal);
        TableTransactionAction Write(TableEntity row) => known.TryGetValue(row.RowKey, out var old) ? Requests.Replace(row, old.ETag) : Requests.Insert(row);
        var fence = new TableEntity(StoreTables.OverallPartition, RowKeys.Fence(stored.Head.WatchId)) { [IndexRows.WatchId] = stored.Head.WatchId };
        TableEntity[] wanted = [fence, .. Wanted(stored)];
        var keys = wanted.Select(r => r.RowKey).ToHashSet(StringComparer.Ordinal);
        var gone = rows.Where(r => !keys.Contains(r.RowKey) && (IsCase(r.RowKey) || CaseProjections.IsOne(r.RowKey) || r.RowKey.StartsWith("o|", StringComparison.Ordinal) || r.RowKey.StartsWith("l|", StringComparison.Ordinal) || IsServed(r.RowKey, served)));
        return [.. wanted.Select(Write), .. gone.Select(r => Requests.Delete(r.PartitionKey, r.RowKey, r.ETag))];
    }

    private IEnumerable<TableEntity> Wanted(StoredCase stored)
    {
        var (head, registered, alerts) = (stored.Head, stored.Record.History.Registered, stored.Record.Alerts);
        yield return IndexRows.Case(head, registered.ReleasedAt, alerts);
        foreach (var row in IndexRows.Owned(head, alerts, stored.Decided)) yield return row;
        yield return IndexRows.OfCrn(head.Id, head.WatchId, key.SubjectKeyOf(registered.Crn.Value));
        yield return IndexRows.Released(head, registered.ReleasedAt);
        foreach (var row in CaseProjections.Rows(head, registered, alerts)) yield return row;
        if (head is { PendingSince: { } since, Guard: { } guard }) yield return IndexRows.Guard(head, guard, since);
        foreach (var row in IndexRows.Owners(head, alerts)) yield return row;
        foreach (var alert in alerts) yield return IndexRows.OfAlert(head, alert.Id);
    }

    private static bool IsCase(string rowKey) => rowKey.StartsWith("w|", StringComparison.Ordinal) || rowKey.StartsWith("e|", StringComparison.Ordinal);

    private static bool IsServed(string rowKey, string? served) => served is not null && rowKey.StartsWith("p|", StringComparison.Ordinal) && rowKey.EndsWith($"|{served}", StringComparison.Ordinal);

    private static TableTransactionAction Delete(string rowKey) => Requests.Delete(StoreTables.OverallPartition, rowKey);
}
