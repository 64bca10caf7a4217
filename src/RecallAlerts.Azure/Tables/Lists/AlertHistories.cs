using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RecallAlerts.Application.Queries;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>
/// Reads all alerts by alertId, which lie all over the partitions: their ids first, then some at a time. Takes as many requests as there are alerts,
/// and is for comparing whole stores.
/// </summary>
/// <param name="tables">The tables.</param>
internal sealed class AlertHistories(StoreTables tables)
{
    private const int Together = 500;

    /// <summary>All alerts with all that happened to them, by alertId.</summary>
    public async IAsyncEnumerable<AlertHistory> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var part in (await IdsAsync(cancellation)).Chunk(Together))
        {
            foreach (var history in await ReadAsync(part, cancellation)) yield return history;
        }
    }

    private async Task<List<(AlertId Alert, string WatchId)>> IdsAsync(CancellationToken cancellation)
    {
        var ids = new List<(AlertId Alert, string WatchId)>();
        await foreach (var row in tables.Cases.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Alerts}"), cancellationToken: cancellation))
            ids.AddRange(row.ReadJson<List<Alert>>().Select(a => (a.Id, row.PartitionKey)));
        ids.Sort((a, b) => a.Alert.CompareTo(b.Alert));
        return ids;
    }

    private async Task<IEnumerable<AlertHistory>> ReadAsync((AlertId Alert, string WatchId)[] part, CancellationToken cancellation)
    {
        var histories = new Dictionary<AlertId, AlertHistory>();
        foreach (var ids in part.GroupBy(p => p.WatchId, p => p.Alert, StringComparer.Ordinal))
        {
            var rows = await tables.Cases.ReadAsync(MomentRows.Of(ids.Key), cancellation);
            var changes = MomentRows.ReadChanges(rows).ToLookup(c => c.AlertId);
            var alerts = rows.Find(r => r.RowKey == RowKeys.Alerts)?.ReadJson<List<Alert>>() ?? [];
            foreach (var alert in alerts.Where(a => ids.Contains(a.Id))) histories[alert.Id] = new AlertHistory(alert with { Tellings = [] }, [.. changes[alert.Id]]);
        }

        return part.Where(p => histories.ContainsKey(p.Alert)).Select(p => histories[p.Alert]);
    }
}
