using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>Stored timelines in Table storage: one query a release, without narratives, some releases at once.</summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the ids of releases in keys.</param>
public sealed class TablesTimelines(StoreTables tables, ServiceKey key) : IStoredTimelines
{
    private const int Together = 8;

    /// <inheritdoc />
    public async Task<IReadOnlyList<StoredTimeline>> ReadAsync(IReadOnlyList<ReleaseId> releases, CancellationToken cancellation)
    {
        var found = new List<StoredTimeline>(releases.Count);
        foreach (var part in releases.Chunk(Together))
            found.AddRange((await Task.WhenAll(part.Select(id => ReadAsync(key.WatchIdOf(id), cancellation)))).OfType<StoredTimeline>());
        return found;
    }

    /// <summary>Now, when there is any release: a store of this kind is watched all the time, so what no fact says by now is known not to have been recorded.</summary>
    public async Task<Instant?> LastRecordedAtAsync(CancellationToken cancellation)
    {
        var releases = tables.Overall.QueryAsync<TableEntity>(Requests.Under(StoreTables.OverallPartition, RowKeys.AllReleased), maxPerPage: 1, cancellationToken: cancellation);
        return await releases.AnyAsync(cancellation) ? tables.Now : null;
    }

    private async Task<StoredTimeline?> ReadAsync(string watchId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var rows = await tables.Cases.ReadAsync(FilterOf(watchId), cancellation, CasePartition.Columns);
            if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return null;
            if (TimelineOf(head.ReadJson<CaseHead>(), rows) is { } timeline) return timeline;
        }

        throw Requests.Contended();
    }

    private static string FilterOf(string watchId)
    {
        var after = RowKeys.After(RecallRows.Rows);
        return TableClient.CreateQueryFilter($"PartitionKey eq {watchId} and (RowKey lt {RowKeys.EndOfCase} or (RowKey ge {RecallRows.Rows} and RowKey lt {after}))");
    }

    private static StoredTimeline? TimelineOf(CaseHead head, List<TableEntity> rows)
    {
        if (CasePartition.IsOfLaterCommit(rows, head)) return null;
        var facts = FactRows.Visible(rows, head).Select(f => f.Value.ReadJson<StoredFact>().Recorded(RowKeys.ContentOf(f.Key), null));
        return new StoredTimeline(
            CasePartition.ReadBody(head.Body), head.RegisteredAt, [.. facts.OrderBy(f => f.Fact, Comparer<Fact>.Create(Fact.Compare)).ThenBy(f => f.Content, StringComparer.Ordinal)],
            RecallRows.ReadReasons(rows));
    }
}
