using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RecallAlerts.Application.Queries;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>Reads releases for lists: those that are not ended out of the index, and single ones out of their partitions.</summary>
/// <param name="tables">The tables.</param>
internal sealed class IndexedCases(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;
    private const int AtOnce = 8;

    /// <summary>Releases that are not ended, all or those of a PDU.</summary>
    public IAsyncEnumerable<IndexedCase> ReadAsync(string? pdu, CancellationToken cancellation) =>
        OfFilterAsync(Requests.Under(P, pdu is null ? "w|" : $"w|{RowKeys.Text(pdu)}|"), cancellation);

    /// <summary>Releases of which a recall was ever seen, ended ones too, all or those of a PDU.</summary>
    public async IAsyncEnumerable<IndexedCase> ReadRecalledAsync(string? pdu, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var kind in (char[])['w', 'e'])
        {
            await foreach (var c in OfFilterAsync(Requests.Under(P, pdu is null ? $"{kind}|" : $"{kind}|{RowKeys.Text(pdu)}|"), cancellation))
            {
                if (c.HasRecalls) yield return c;
            }
        }
    }

    /// <summary>A release that is not ended and listed under a PDU; null when it is not.</summary>
    public async Task<IndexedCase?> FindAsync(string pdu, string watchId, CancellationToken cancellation)
    {
        await foreach (var found in OfFilterAsync(Requests.Under(P, $"w|{RowKeys.Text(pdu)}|{watchId}|"), cancellation)) return found;
        return null;
    }

    /// <summary>Releases with all their alerts, closed ones too, out of their partitions; those that are not registered are left out.</summary>
    public async Task<IReadOnlyList<(CaseHead Head, IReadOnlyList<Alert> Alerts)>> LoadAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation)
    {
        var loaded = new (CaseHead, IReadOnlyList<Alert>)?[watchIds.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, loaded.Length, options, async (i, token) => loaded[i] = await LoadAsync(watchIds[i], token));
        return [.. loaded.OfType<(CaseHead, IReadOnlyList<Alert>)>()];
    }

    /// <summary>The newest row of each release among rows of the index: those of one release stand side by side, the newest last.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="columns">What is read of them, the watchId among it; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<TableEntity> NewestAsync(string filter, IEnumerable<string>? columns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableEntity? last = null;
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellation))
        {
            if (last is not null && last.GetString(IndexRows.WatchId) != row.GetString(IndexRows.WatchId)) yield return last;
            last = row;
        }

        if (last is not null) yield return last;
    }

    /// <summary>The release of a case in a list.</summary>
    public static ListedRelease Listed(CaseHead head) => Listed(head.Id, CasePartition.ReadBody(head.Body).ReleasedAt, head.Summary);

    /// <summary>The release of a case in a list.</summary>
    public static ListedRelease Listed(IndexedCase c) => Listed(c.Id, c.ReleasedAt, c.Summary);

    private static ListedRelease Listed(ReleaseId id, Domain.Calendar.Instant releasedAt, StoredSummary s) =>
        new(id, releasedAt, s.Pdu, s.Rosh, s.MappaLevel, s.ChildProtection);

    private async IAsyncEnumerable<IndexedCase> OfFilterAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in NewestAsync(filter, null, cancellation)) yield return row.ReadJson<IndexedCase>();
    }

    private async Task<(CaseHead, IReadOnlyList<Alert>)?> LoadAsync(string watchId, CancellationToken cancellation)
    {
        var rows = await tables.Cases.ReadAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {watchId} and (RowKey eq {RowKeys.Head} or RowKey eq {RowKeys.Alerts})"), cancellation);
        if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return null;
        return (head.ReadJson<CaseHead>(), rows.Find(r => r.RowKey == RowKeys.Alerts)?.ReadJson<List<Alert>>() ?? []);
    }
}
