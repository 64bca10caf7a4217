using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Commits to the partition of a release: rows and the release row by one transaction, on the version that was read. Whose answer was lost finds
/// its id among the latest commits, and has committed.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads cases.</param>
/// <param name="index">Follows.</param>
internal sealed class CaseCommit(StoreTables tables, CasePartition cases, CaseIndex index)
{
    /// <summary>Commits; false when the case changed meanwhile.</summary>
    /// <param name="etag">The release row as it was read; null for a new release.</param>
    /// <param name="after">The release row after it.</param>
    /// <param name="commitId">Its id, which is among those of <paramref name="after"/>.</param>
    /// <param name="rows">Other rows.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<bool> TryAsync(ETag? etag, CaseHead after, string commitId, IEnumerable<TableTransactionAction> rows, CancellationToken cancellation)
    {
        var head = new TableEntity(after.WatchId, RowKeys.Head);
        head.PutJson(after);
        CaseAudit.Say(head, after);
        List<TableTransactionAction> actions = [.. rows, etag is { } read ? Requests.Replace(head, read) : Requests.Insert(head)];
        if (await tables.Cases.TrySubmitAsync(actions, cancellation)) return true;
        return await cases.FindHeadAsync(after.WatchId, cancellation) is { Head: var now } && now.HasCommit(commitId);
    }

    /// <summary>Commits a decision, with a guard before it where one is needed, and the index after it; false when the case changed meanwhile.</summary>
    public async Task<bool> TryAsync(StoredCase before, CaseChange change, string commitId, IEnumerable<TableEntity> more, CancellationToken cancellation)
    {
        var guard = change.NeedsGuard ? commitId : before.Head.Guard != change.After.Guard ? before.Head.Guard : null;
        var following = change.IsIndexed ? CaseIndex.Following(before, change, guard) : null;
        var ahead = CaseProjections.BeforeCommit(before.Head, change.After, before.Record.History).ToList();
        if (change.NeedsGuard) ahead.Add(Requests.Put(IndexRows.Guard(change.After, commitId, SinceOf(change))));
        await index.SayAsync(ahead, cancellation);
        if (!await TryAsync(before.ETag, change.After, commitId, change.Rows.Concat(more).Select(CaseAudit.ActionOf), cancellation)) return false;
        if (following is not null) await index.FollowAsync(following, cancellation);
        return true;
    }

    /// <summary>Says, before a commit that chains what somebody did, that the chain is to be anchored.</summary>
    public Task SayAuditedAsync(string watchId, Instant at, CancellationToken cancellation) => CaseAudit.SayChangedAsync(tables.Audit, watchId, at, cancellation);

    /// <summary>Sets the wake of a release that nobody watches; nothing when it is watched.</summary>
    public async Task WakeAsync(string watchId, Instant at, CancellationToken cancellation)
    {
        var commitId = RowKeys.NewCommitId();
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await cases.LoadAsync(watchId, cancellation) is not { Head: { NextWake: null, PendingSince: null } head } stored || head.Summary.State == WatchState.Ended) return;
            if (await TryAsync(stored, CaseChange.Of(stored, new CaseUpdate(stored.Record.Alerts, [], null, at), commitId), commitId, [], cancellation)) return;
        }

        throw Requests.Contended();
    }

    /// <summary>Writes rows ahead of their commit, which makes them visible; again is the same.</summary>
    public async Task StageAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        for (var i = 0; i < rows.Count;)
        {
            var (part, bytes) = (new List<TableTransactionAction>(), 0);
            for (; i < rows.Count && part.Count < Requests.MostRows && (part.Count == 0 || bytes + rows[i].SizeOf() < Requests.MostBytes); i++)
            {
                part.Add(Requests.Put(rows[i]));
                bytes += rows[i].SizeOf();
            }

            await tables.Cases.SubmitTransactionAsync(part, cancellation);
        }
    }

    /// <summary>Whether rows fit one transaction beside alerts, changes, entries of the audit log and release row.</summary>
    public static bool Fits(IReadOnlyList<TableEntity> rows) => rows.Count <= Requests.MostRows - 5 && rows.Sum(r => r.SizeOf()) < Requests.MostBytes / 2;

    private static Instant SinceOf(CaseChange change) => Instant.Earliest(change.After.ReviewedAt, change.After.NextWake) ?? change.After.RegisteredAt;
}
