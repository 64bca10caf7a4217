using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Makes anew what the index says of recalls and narratives, out of the cases, and removes what newer rows have taken the place of. May run while the service does.</summary>
public sealed class RebuildRecalls
{
    private readonly StoreTables _tables;
    private readonly RecallPartition _partitions;

    /// <param name="tables">The tables.</param>
    /// <param name="narratives">Encrypts narratives.</param>
    /// <param name="words">Encrypts the words of people's answers.</param>
    public RebuildRecalls(StoreTables tables, NarrativeCipher narratives, NarrativeCipher words) => (_tables, _partitions) = (tables, new RecallPartition(tables, narratives, words));

    /// <summary>Makes all rows anew; answers of how many releases.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var releases = 0;
        var heads = TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Head}");
        await foreach (var head in _tables.Cases.QueryAsync<TableEntity>(heads, select: ["PartitionKey"], cancellationToken: cancellation))
        {
            if (await _partitions.LoadAsync(head.PartitionKey, cancellation) is not { } stored) continue;
            await WriteAsync(Rows(stored), cancellation);
            releases++;
        }

        await foreach (var held in _tables.Held.QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            if (held.GetBinary(FactRows.Narrative) is not null)
                await WriteAsync([Requests.Put(IndexKeys.HeldNarrativeRow(new Instant(held.GetInt64(HeldFacts.Received)!.Value), held.PartitionKey))], cancellation);
        }

        return releases;
    }

    /// <summary>Removes rows by month below which no reader looks, as there is one of a higher version; answers how many.</summary>
    public async Task<int> RemoveOutdatedAsync(CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var kind in (char[])[IndexKeys.Release, IndexKeys.Cohort, IndexKeys.Recalls])
        {
            MonthKey? last = null;
            await foreach (var row in _tables.Overall.QueryAsync<TableEntity>(Requests.Under(StoreTables.OverallPartition, $"{kind}|"), select: ["RowKey"], cancellationToken: cancellation))
            {
                var key = MonthKey.Of(row.RowKey);
                if (last is { } before && (before with { Version = key.Version }) == key)
                {
                    await _tables.Overall.DeleteEntityAsync(StoreTables.OverallPartition, before.RowKey, cancellationToken: cancellation);
                    removed++;
                }

                last = key;
            }
        }

        return removed;
    }

    private static IEnumerable<TableTransactionAction> Rows(StoredRecalls stored)
    {
        var (head, material) = (stored.Case.Head, stored.Material);
        var release = material.Case.History.Registered;
        foreach (var row in RecallIndex.Before(head.WatchId, release, [], material.Rows)) yield return row;
        if (head.RecallsIndexed is { } version)
        {
            foreach (var row in RecallIndex.After(head.WatchId, release, version, [], material.Rows)) yield return row;
        }

        if (head.RecallGuard is { } guard) yield return Requests.Put(IndexKeys.Named(guard, head.WatchId, release));
        foreach (var at in stored.Told.Select(t => t.Narrative.RecordedAt).Distinct()) yield return Requests.Put(IndexKeys.NarrativeRow(at, head.WatchId, head.Summary.Region));
    }

    private async Task WriteAsync(IEnumerable<TableTransactionAction> rows, CancellationToken cancellation)
    {
        foreach (var part in rows.Chunk(Requests.MostRows)) await _tables.Overall.SubmitTransactionAsync(part, cancellation);
    }
}
