using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Releases;

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
        var (after, entries) = CaseAudit.Chain(head.By(RowKeys.NewCommitId()) with { RecallPending = null, RecallGuard = null, RecallsIndexed = head.Version + 1 }, update.Audit);
        if (update.Audit is [{ At: var at }, ..]) await CaseAudit.SayChangedAsync(tables.Audit, head.WatchId, at, cancellation);
        var guard = head.RecallGuard ?? IndexKeys.Waiting(head.ReviewedAt ?? head.RegisteredAt, head.WatchId, after.Version);
        var ahead = RecallIndex.Before(head.WatchId, release, before.Material.Rows, update.Rows).ToList();
        if (head.RecallGuard is null) ahead.Add(Requests.Put(IndexKeys.Named(guard, head.WatchId, release)));
        await SubmitAsync(ahead, cancellation);
        TableTransactionAction[] following = [.. Following(head, after, before.Material, update.Rows, guard)];
        var deleted = Stripped(before, update.Deleted, after.Version);
        if (!await TryAsync(before, after, [.. RowsOf(before, update.Rows, after.Version), .. entries.Select(Requests.Insert), .. deleted.Take(MostDeleted)], cancellation)) return false;
        foreach (var part in deleted.Skip(MostDeleted).Chunk(Requests.MostRows)) await tables.Cases.SubmitTransactionAsync(part, cancellation);
        if (following.Length > Requests.MostRows || !await tables.Overall.TrySubmitAsync(following, cancellation)) await RepairAsync(after, release, update.Rows, guard, cancellation);
        return true;
    }

    /// <summary>Commits rows that change nothing that the index says of recalls; false when the case changed meanwhile.</summary>
    public async Task<bool> TryAsync(StoredRecalls before, CaseHead after, IReadOnlyList<TableTransactionAction> rows, CancellationToken cancellation)
    {
        var head = new TableEntity(after.WatchId, RowKeys.Head);
        head.PutJson(after);
        CaseAudit.Say(head, after);
        if (await tables.Cases.TrySubmitAsync([.. rows, Requests.Replace(head, before.Case.ETag)], cancellation)) return true;
        return await cases.FindHeadAsync(after.WatchId, cancellation) is { Head: var now } && now.HasCommit(after.Commits.Split(' ')[0]);
    }

    /// <summary>Makes the index say what the recalls of a release are, after a commit that it did not follow: what it says of older versions is looked for.</summary>
    public async Task RepairAsync(CaseHead head, Release release, IReadOnlyList<RecallRecord> rows, string guard, CancellationToken cancellation)
    {
        if (head.RecallsIndexed is { } version)
        {
            var older = (await FindAsync(head.WatchId, cancellation)).Where(key => key.Version < version).ToArray();
            var months = older.Where(key => key.Kind == IndexKeys.Recalls).Select(key => key.Month);
            await SubmitAsync(RecallIndex.After(head.WatchId, release, version, months, rows), cancellation);
            foreach (var key in older) await tables.Overall.DeleteEntityAsync(StoreTables.OverallPartition, key.RowKey, cancellationToken: cancellation);
        }

        await tables.Overall.DeleteEntityAsync(StoreTables.OverallPartition, guard, cancellationToken: cancellation);
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

    // Made before the commit: what a row of the index cannot hold is not committed. Where what is to be deleted is gone, the index did not follow the
    // commit before, or it was repaired meanwhile.
    private static IEnumerable<TableTransactionAction> Following(CaseHead before, CaseHead after, RecallMaterial material, IReadOnlyList<RecallRecord> rows, string guard)
    {
        var release = material.Case.History.Registered;
        return RecallIndex.After(after.WatchId, release, after.Version, RecallIndex.MonthsOf(material.Rows), rows)
            .Concat(RecallIndex.Outdated(after.WatchId, release, before.RecallsIndexed, material.Rows)).Append(Requests.Delete(StoreTables.OverallPartition, guard));
    }

    private static TableTransactionAction[] Stripped(StoredRecalls before, IReadOnlyList<string> eventIds, long version)
    {
        var keys = eventIds.Select(RecordedFact.KeyOf).ToHashSet(StringComparer.Ordinal);
        return [.. Stripped(before.Told.Where(t => keys.Contains(RecordedFact.KeyOf(t.Narrative.EventId))).Select(t => t.Row), version)];
    }

    private async Task<IEnumerable<MonthKey>> FindAsync(string watchId, CancellationToken cancellation)
    {
        var (first, end) = ($"{IndexKeys.Cohort}|", RowKeys.After($"{IndexKeys.Recalls}|"));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {first} and RowKey lt {end} and watchId eq {watchId}");
        return (await tables.Overall.ReadAsync(filter, cancellation, ["RowKey"])).Select(row => MonthKey.Of(row.RowKey));
    }

    private async Task SubmitAsync(IEnumerable<TableTransactionAction> rows, CancellationToken cancellation)
    {
        foreach (var part in rows.Chunk(Requests.MostRows)) await tables.Overall.SubmitTransactionAsync(part, cancellation);
    }
}
