using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>
/// Commits recalls: rows, narratives and release row by one transaction on the version that was read. A row of the index, which says that the
/// recalls wait, stands from before the commit until the index has followed it.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads release rows.</param>
/// <param name="words">Encrypts the words of people's answers.</param>
internal sealed class RecallCommit(StoreTables tables, CasePartition cases, NarrativeCipher words)
{
    // Beside recalls and the release row. More is deleted after the commit, and if that does not come to pass, by age.
    private const int MostDeleted = 80;

    /// <summary>Commits a decision; false when the case changed meanwhile.</summary>
    public async Task<bool> TryAsync(StoredRecalls before, RecallUpdate update, CancellationToken cancellation)
    {
        var (head, release) = (before.Case.Head, before.Material.Case.History.Registered);
        var after = head.By(RowKeys.NewCommitId()) with { RecallPending = null, RecallGuard = null, RecallsIndexed = head.Version + 1 };
        var guard = head.RecallGuard ?? IndexKeys.Waiting(head.ReviewedAt ?? head.RegisteredAt, head.WatchId, after.Version);
        var ahead = RecallIndex.Before(head.WatchId, release, before.Material.Rows, update.Rows).ToList();
        if (head.RecallGuard is null) ahead.Add(Requests.Put(IndexKeys.Named(guard, head.WatchId, release)));
        foreach (var part in ahead.Chunk(Requests.MostRows)) await tables.Index.SubmitTransactionAsync(part, cancellation);
        var deleted = Stripped(before, update.Deleted, after.Version);
        if (!await TryAsync(before, after, [.. RowsOf(before, update.Rows, after.Version), .. deleted.Take(MostDeleted)], cancellation)) return false;
        foreach (var part in deleted.Skip(MostDeleted).Chunk(Requests.MostRows)) await tables.Cases.SubmitTransactionAsync(part, cancellation);
        await FollowAsync(head, after, before.Material, update.Rows, guard, cancellation);
        return true;
    }

    /// <summary>Commits rows that change nothing that the index says of recalls; false when the case changed meanwhile.</summary>
    public async Task<bool> TryAsync(StoredRecalls before, CaseHead after, IReadOnlyList<TableTransactionAction> rows, CancellationToken cancellation)
    {
        var head = new TableEntity(after.WatchId, RowKeys.Head);
        head.PutJson(after);
        if (await tables.Cases.TrySubmitAsync([.. rows, Requests.Replace(head, before.Case.ETag)], cancellation)) return true;
        return await cases.FindHeadAsync(after.WatchId, cancellation) is { Head: var now } && now.HasCommit(after.Commits.Split(' ')[0]);
    }

    /// <summary>Makes the index say what the recalls of a release are, after a commit that it did not follow.</summary>
    public async Task RepairAsync(StoredRecalls stored, string guard, CancellationToken cancellation)
    {
        var (head, rows, release) = (stored.Case.Head, stored.Material.Rows, stored.Material.Case.History.Registered);
        if (head.RecallsIndexed is { } version)
            await tables.Index.SubmitTransactionAsync(RecallIndex.After(head.WatchId, release, version, rows, rows), cancellation);
        await tables.Index.DeleteEntityAsync(StoreTables.IndexPartition, guard, cancellationToken: cancellation);
    }

    /// <summary>The rows of facts without their narratives.</summary>
    public static IEnumerable<TableTransactionAction> Stripped(IEnumerable<TableEntity> rows, long version) => rows.Select(row =>
    {
        var bare = new TableEntity(row.PartitionKey, row.RowKey) { [FactRows.Version] = Math.Min(version, row.GetInt64(FactRows.Version) ?? version) };
        bare.PutJson(row.ReadJson<StoredFact>());
        return Requests.Put(bare);
    });

    /// <summary>The rows of recalls that a commit changes.</summary>
    public IEnumerable<TableTransactionAction> RowsOf(StoredRecalls before, IReadOnlyList<RecallRecord> rows, long version)
    {
        var known = before.Material.Rows.ToDictionary(r => r.RecallId, StringComparer.Ordinal);
        return rows.SelectMany(r => RecallRows.Write(before.WatchId, version, r, known.GetValueOrDefault(r.RecallId)?.Answers.Count ?? 0, words));
    }

    private static TableTransactionAction[] Stripped(StoredRecalls before, IReadOnlyList<string> eventIds, long version)
    {
        var keys = eventIds.Select(RecordedFact.KeyOf).ToHashSet(StringComparer.Ordinal);
        return [.. Stripped(before.Told.Where(t => keys.Contains(RecordedFact.KeyOf(t.Narrative.EventId))).Select(t => t.Row), version)];
    }

    // What is to be deleted may be gone: an index that did not follow the commit before, or a guard that was repaired.
    private async Task FollowAsync(CaseHead before, CaseHead after, RecallMaterial material, IReadOnlyList<RecallRecord> rows, string guard, CancellationToken cancellation)
    {
        var release = material.Case.History.Registered;
        TableTransactionAction[] written = [.. RecallIndex.After(after.WatchId, release, after.Version, material.Rows, rows)];
        TableTransactionAction[] outdated =
            [.. RecallIndex.Outdated(after.WatchId, release, before.RecallsIndexed, material.Rows), Requests.Delete(StoreTables.IndexPartition, guard)];
        if (written.Length + outdated.Length <= Requests.MostRows && await tables.Index.TrySubmitAsync([.. written, .. outdated], cancellation)) return;
        foreach (var part in written.Chunk(Requests.MostRows)) await tables.Index.SubmitTransactionAsync(part, cancellation);
        foreach (var row in outdated) await tables.Index.DeleteEntityAsync(row.Entity.PartitionKey, row.Entity.RowKey, cancellationToken: cancellation);
    }
}
