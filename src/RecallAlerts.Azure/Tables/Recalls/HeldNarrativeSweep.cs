using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Deletes the narratives of events that are held by age: what waits for its release keeps its place, and its words do not wait longer than others.</summary>
/// <param name="tables">The tables.</param>
internal sealed class HeldNarrativeSweep(StoreTables tables)
{
    /// <summary>Deletes; answers how many.</summary>
    public async Task<int> RunAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        var deleted = 0;
        var ends = now.PlusSeconds(-days.Days * Instant.Day);
        var (first, end) = ("m|", IndexKeys.HeldNarrative(ends.PlusSeconds(1), ""));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {first} and RowKey lt {end}");
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (deleted >= atMost) break;
            deleted += await RunAsync(row, ends, atMost - deleted, cancellation);
        }

        return deleted;
    }

    // A row of the index that is written again meanwhile is of an event that is still to come.
    private async Task<int> RunAsync(TableEntity row, Instant ends, int atMost, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {row.RowKey.Split('|')[2]} and receivedAt le {ends.Seconds}");
        var told = (await tables.Held.ReadAsync(filter, cancellation)).FindAll(held => held.GetBinary(FactRows.Narrative) is not null);
        var deleted = 0;
        foreach (var held in told.Take(atMost)) deleted += await StripAsync(held, cancellation) ? 1 : 0;
        if (deleted == told.Count) await tables.Overall.TrySubmitAsync([Requests.Delete(row.PartitionKey, row.RowKey, row.ETag)], cancellation);
        return deleted;
    }

    // Where its release has taken it over meanwhile, the row has changed or is gone, and its words lie there.
    private Task<bool> StripAsync(TableEntity held, CancellationToken cancellation)
    {
        foreach (var name in held.Keys.Where(k => k.StartsWith(FactRows.Narrative, StringComparison.Ordinal)).ToArray()) held.Remove(name);
        return tables.Held.TrySubmitAsync([Requests.Replace(held, held.ETag)], cancellation);
    }
}
