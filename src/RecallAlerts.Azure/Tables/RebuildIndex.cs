using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.People;

namespace RecallAlerts.Azure.Tables;

/// <summary>Makes the index anew from the cases, also while others write: each release by itself, as a commit would.</summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the keys of people.</param>
public sealed class RebuildIndex(StoreTables tables, ServiceKey key)
{
    private readonly CasePartition _cases = new(tables);

    /// <summary>Makes all rows of all releases agree with their cases, and deletes those of releases that are not registered; answers how many releases there are.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var index = new CaseIndex(tables, _cases, key);
        var rows = (await tables.Overall.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey lt {RowKeys.EndOfIndex}"), cancellation))
            .Where(r => r.GetString(IndexRows.WatchId) is not null).GroupBy(r => r.GetString(IndexRows.WatchId), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var registered = 0;
        await foreach (var head in tables.Cases.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Head}"), select: ["PartitionKey", Tombstones.Erased], cancellationToken: cancellation))
        {
            if (head.IsErased()) continue;
            rows.Remove(head.PartitionKey, out var known);
            await index.RepairAsync(head.PartitionKey, null, known ?? [], cancellation);
            registered++;
        }

        await new PersonTable(tables).RebuildAsync(cancellation);
        foreach (var left in rows) await ForgetAsync(left.Key, left.Value, cancellation);
        return registered;
    }

    // It may be one that was being registered while the cases were read.
    private async Task ForgetAsync(string watchId, List<TableEntity> rows, CancellationToken cancellation)
    {
        if (await _cases.FindHeadAsync(watchId, cancellation) is not null) return;
        foreach (var row in rows.Where(r => !r.RowKey.StartsWith("p|", StringComparison.Ordinal) && !r.RowKey.StartsWith("c|", StringComparison.Ordinal) && !r.RowKey.StartsWith("n|", StringComparison.Ordinal)))
            await tables.Overall.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }
}
