using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>
/// Proves that releases are watched. What looks wrong in the index is looked up in its case: it is counted where the case says so too, and the index
/// is put right where it does not.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads cases.</param>
/// <param name="index">Puts the index right.</param>
/// <param name="commit">Starts a watch again.</param>
internal sealed class WatchProver(StoreTables tables, CasePartition cases, CaseIndex index, CaseCommit commit)
{
    private const string P = StoreTables.OverallPartition;
    private const long LateWake = 300;
    private const long LateReview = 120;

    private static readonly string[] Columns = ["PartitionKey", "RowKey", IndexRows.WatchId, IndexRows.NextWake, IndexRows.State, IndexRows.Since, IndexRows.IsLimited];

    /// <summary>Counts; what nobody watches is watched from now on.</summary>
    public async Task<(long Watched, long Unwatched, long Overdue, long PendingTooLong, long WithoutAudience)> ProveAsync(Instant now, CancellationToken cancellation)
    {
        long watched = 0, unwatched = 0, overdue = 0, withoutAudience = 0;
        await foreach (var row in new IndexedCases(tables).NewestAsync(Requests.Under(P, "w|"), Columns, cancellation))
        {
            if (row.GetBoolean(IndexRows.IsLimited) == true) withoutAudience += await CountWithoutAudienceAsync(row.RowKey, now, cancellation);
            if ((WatchState)row.GetInt32(IndexRows.State)! != WatchState.Ended) watched++;
            if (row.GetInt64(IndexRows.NextWake) is not { } wake) unwatched += await IsUnwatchedAsync(row, now, cancellation) ? 1 : 0;
            else if (wake < now.Seconds - LateWake) overdue += await IsOverdueAsync(row, now, cancellation) ? 1 : 0;
        }

        return (watched, unwatched, overdue, await CountPendingTooLongAsync(now, cancellation), withoutAudience);
    }

    private async Task<long> CountWithoutAudienceAsync(string rowKey, Instant now, CancellationToken cancellation)
    {
        if ((await tables.Overall.FindAsync(P, rowKey, cancellation))?.ReadJson<IndexedCase>() is not { } c) return 0;
        var access = AccessJson.Read(c.Access);
        return c.Alerts.LongCount(a => a.IsDeliverable && !access.HasAudience(a.Owner, c.Summary.Pdu, now));
    }

    private async Task<bool> IsUnwatchedAsync(TableEntity row, Instant now, CancellationToken cancellation)
    {
        if (await FindAsync(row, cancellation) is not { } head || head.PendingSince is not null) return false;
        if (head is not { NextWake: null, Summary.State: not WatchState.Ended }) await index.RepairAsync(head.WatchId, null, null, cancellation);
        else await commit.WakeAsync(head.WatchId, now, cancellation);
        return head is { NextWake: null, Summary.State: not WatchState.Ended };
    }

    private async Task<bool> IsOverdueAsync(TableEntity row, Instant now, CancellationToken cancellation)
    {
        if (await FindAsync(row, cancellation) is not { } head) return false;
        if (head.NextWake?.Seconds != row.GetInt64(IndexRows.NextWake)) await index.RepairAsync(head.WatchId, null, null, cancellation);
        return head.NextWake?.Seconds < now.Seconds - LateWake;
    }

    // Of a commit that never came a row may be left: who sweeps removes it.
    private async Task<long> CountPendingTooLongAsync(Instant now, CancellationToken cancellation)
    {
        var late = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await tables.Overall.ReadAsync(Requests.Under(P, "p|"), cancellation, Columns))
        {
            if (!(row.GetInt64(IndexRows.Since) < now.Seconds - LateReview) || await FindAsync(row, cancellation) is not { } head) continue;
            if (head.PendingSince?.Seconds < now.Seconds - LateReview) late.Add(head.WatchId);
        }

        return late.Count;
    }

    private async Task<CaseHead?> FindAsync(TableEntity row, CancellationToken cancellation) => (await cases.FindHeadAsync(row.GetString(IndexRows.WatchId), cancellation))?.Head;
}
