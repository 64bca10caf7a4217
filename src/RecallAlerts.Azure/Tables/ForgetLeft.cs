using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Forgets messages that left, and what was decided of tellings, before an instant. What a release that is not ended still needs stays: a row of what was decided is what keeps its telling
/// from being told again. Each row is complete in itself, so that a death leaves what the next run finds.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the watchIds of releases.</param>
internal sealed class ForgetLeft(StoreTables tables, ServiceKey key)
{
    private const string P = StoreTables.OverallPartition;
    private readonly CasePartition _cases = new(tables);
    private readonly Dictionary<string, bool> _areWatched = new(StringComparer.Ordinal);
    private readonly Dictionary<AlertId, string?> _watchIds = [];

    /// <summary>Forgets; answers how many rows.</summary>
    public async Task<int> RunAsync(Instant before, int atMost, CancellationToken cancellation)
    {
        var keys = new List<string>();
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(OlderThan(RowKeys.Messages, OutboxRows.Left, before), cancellationToken: cancellation))
        {
            if (keys.Count >= atMost) break;
            if (!await IsWatchedAsync(row.ReadJson<StoredMessage>().Outbox.Message, cancellation)) keys.Add(row.RowKey);
        }

        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(OlderThan(RowKeys.AllDecided, DecidedTelling.Since, before), select: ["RowKey"], cancellationToken: cancellation))
        {
            if (keys.Count >= atMost) break;
            if (!await IsWatchedAsync(row.RowKey.Split('|')[1], cancellation)) keys.Add(row.RowKey);
        }

        return await DeleteAsync(keys, cancellation);
    }

    // The service looks through the partition for them; what is younger costs no row.
    private static string OlderThan(string prefix, string property, Instant before) => $"{Requests.Under(P, prefix)} and {property} lt {before.Seconds}L";

    private async Task<bool> IsWatchedAsync(Domain.Delivery.Message message, CancellationToken cancellation)
    {
        foreach (var release in message.Releases)
        {
            if (await IsWatchedAsync(key.WatchIdOf(release), cancellation)) return true;
        }

        foreach (var alert in message.Alerts)
        {
            if (await WatchIdOfAsync(alert, cancellation) is { } watchId && await IsWatchedAsync(watchId, cancellation)) return true;
        }

        return false;
    }

    private async Task<string?> WatchIdOfAsync(AlertId alert, CancellationToken cancellation)
    {
        if (_watchIds.TryGetValue(alert, out var known)) return known;
        return _watchIds[alert] = (await tables.Overall.FindAsync(P, RowKeys.OfAlert(alert), cancellation))?.GetString(IndexRows.WatchId);
    }

    private async Task<bool> IsWatchedAsync(string watchId, CancellationToken cancellation)
    {
        if (_areWatched.TryGetValue(watchId, out var known)) return known;
        var found = await _cases.FindHeadAsync(watchId, cancellation);
        return _areWatched[watchId] = found is { } head && head.Head.Summary.State != WatchState.Ended;
    }

    // Where another takes them too, they are gone, and each goes by itself.
    private async Task<int> DeleteAsync(List<string> keys, CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var part in keys.Chunk(Requests.MostRows))
        {
            if (await tables.Overall.TrySubmitAsync([.. part.Select(row => Requests.Delete(P, row))], cancellation)) deleted += part.Length;
            else foreach (var row in part) deleted += await tables.Overall.TrySubmitAsync([Requests.Delete(P, row)], cancellation) ? 1 : 0;
        }

        return deleted;
    }
}
