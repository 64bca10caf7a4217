using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Deletes narratives by age: by rows of the index that were written before them, not by looking at every case.</summary>
/// <param name="tables">The tables.</param>
/// <param name="partitions">Reads releases.</param>
/// <param name="commit">Commits.</param>
internal sealed class NarrativeSweep(StoreTables tables, RecallPartition partitions, RecallCommit commit)
{
    /// <summary>Deletes narratives of facts whose days are over; answers how many.</summary>
    public async Task<int> RunAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        var deleted = 0;
        var (first, end) = ("n|", IndexKeys.Narrative(EndOf(now, days.Shortest).PlusSeconds(1), ""));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {first} and RowKey lt {end}");
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (deleted >= atMost) break;
            if (RecordedAt(row.RowKey) <= EndOf(now, DaysOf(days, row.GetString(IndexKeys.Region))))
                deleted += await RunAsync(row, days, now, atMost - deleted, cancellation);
        }

        return deleted;
    }

    // An append that writes a narrative has read the release row before it wrote its row of the index. Any commit here makes it write both again, and
    // then the row is no longer the one that was read.
    private async Task<int> RunAsync(TableEntity row, NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await partitions.LoadAsync(WatchIdOf(row.RowKey), cancellation) is not { } stored || IsWaiting(stored.Case.Head)) return 0;
            var ends = EndOf(now, DaysOf(days, stored.Case.Head.Summary.Region));
            if (RecordedAt(row.RowKey) > ends) return 0;
            var all = stored.Told.Where(t => t.Narrative.RecordedAt == RecordedAt(row.RowKey)).ToArray();
            var old = all.Take(Math.Min(atMost, Requests.MostRows / 2)).ToArray();
            if (!await CommitAsync(stored, old, cancellation)) continue;
            if (old.Length == all.Length) await tables.Overall.TrySubmitAsync([Requests.Delete(row.PartitionKey, row.RowKey, row.ETag)], cancellation);
            return old.Length;
        }

        throw Requests.Contended();
    }

    private Task<bool> CommitAsync(StoredRecalls stored, (TableEntity Row, RecallNarrative Narrative)[] old, CancellationToken cancellation)
    {
        var after = stored.Case.Head.By(RowKeys.NewCommitId());
        var read = old.Select(t => t.Narrative.EventId).ToHashSet(StringComparer.Ordinal);
        var rows = stored.Material.Rows.Where(r => r.HasNarrative && read.Contains(r.NarrativeOf!)).Select(r => r with { HasNarrative = false });
        return commit.TryAsync(stored, after, [.. RecallCommit.Stripped(old.Select(t => t.Row), after.Version), .. commit.RowsOf(stored, [.. rows], after.Version)], cancellation);
    }

    // A narrative that is old when it comes is read first, and deleted after that.
    private static bool IsWaiting(CaseHead head) => head.PendingSince is not null || head.RecallPending is not null;

    private static Instant EndOf(Instant now, int days) => now.PlusSeconds(-days * Instant.Day);

    private static int DaysOf(NarrativeDays days, string region) => days.Regions.TryGetValue(region, out var own) ? own : days.Days;

    private static Instant RecordedAt(string rowKey) => new(long.Parse(rowKey.Split('|')[1]));

    private static string WatchIdOf(string rowKey) => rowKey.Split('|')[2];
}
