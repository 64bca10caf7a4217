using System.Runtime.CompilerServices;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Reads exports from SQLite in the order of watchId, which is an HMAC: it tells nothing of people, and does not depend on arrival.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteExports(SqliteDatabase database) : IExportSource
{
    private const int Page = 1_000;

    // CROSS JOIN keeps this order of reading, so that nothing is sorted; the key of a page is (watchId, recallId).
    private const string Recalls =
        $"SELECT {ExportRow.RecallNames} FROM releases r INDEXED BY releases_export CROSS JOIN recalls c ON c.release_no = r.no " +
        "WHERE r.watch_id >= ?1 AND (r.watch_id > ?1 OR c.recall_id > ?2) AND c.recalled_at >= ?3 AND c.recalled_at < ?4 AND (?5 IS NULL OR c.region = ?5) " +
        "ORDER BY r.watch_id, c.recall_id LIMIT ?6";

    private const string Releases =
        $"SELECT {ExportRow.ReleaseNames} FROM releases r CROSS JOIN outcomes o ON o.release_no = r.no " +
        "WHERE r.watch_id > ?1 AND r.released_at >= ?2 AND r.released_at < ?3 AND r.released_at <= ?4 AND (?5 IS NULL OR r.region = ?5) AND o.end_how NOT IN (?6, ?8) " +
        "ORDER BY r.watch_id LIMIT ?7";

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var aliases = await database.ReadAsync(PersonRow.Aliases, cancellation);
        for (var (watch, recall) = ("", ""); ;)
        {
            var (after, afterRecall) = (watch, recall);
            var page = await database.ReadAsync(
                s => s.Query(Recalls, ExportRow.ReadRecall, after, afterRecall, scope.From.Seconds, scope.Before.Seconds, scope.Region, Page), cancellation);
            if (page.Count > 0) yield return page.ConvertAll(r => r.Recall with { Crn = aliases.GetValueOrDefault(r.Recall.Crn, r.Recall.Crn) });
            if (page.Count < Page) yield break;
            (watch, recall) = (page[^1].WatchId, page[^1].Recall.RecallId);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var aliases = await database.ReadAsync(PersonRow.Aliases, cancellation);
        for (var watch = ""; ;)
        {
            var after = watch;
            var page = await database.ReadAsync(
                s => s.Query(Releases, ExportRow.ReadRelease, after, scope.From.Seconds, scope.Before.Seconds, now.Seconds, scope.Region, (int)FollowUpEnd.Replaced, Page, (int)FollowUpEnd.Merged),
                cancellation);
            if (page.Count > 0) yield return page.ConvertAll(r => r.Release with { Crn = aliases.GetValueOrDefault(r.Release.Crn, r.Release.Crn) });
            if (page.Count < Page) yield break;
            watch = page[^1].WatchId;
        }
    }
}
