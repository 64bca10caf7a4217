using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Reports;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Reports in SQLite.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteReports(SqliteDatabase database) : IReportStore
{
    // Of several recalls of a release the first that stands.
    private const string Cohort =
        $"SELECT r.watch_id, r.region, r.released_at, {OutcomesRow.Names}, c.recalled_at, coalesce(c.person_primary, c.machine_primary), " +
        "CASE WHEN c.person_primary IS NULL THEN c.machine_secondary ELSE coalesce(c.person_secondary, '') END, c.lead_time_hours IS NOT NULL " +
        "FROM outcomes o JOIN releases r ON r.no = o.release_no LEFT JOIN recalls c ON c.no = " +
        "(SELECT k.no FROM recalls k WHERE k.release_no = o.release_no AND k.status = 0 AND k.recalled_at >= r.released_at ORDER BY k.recalled_at, k.recall_id LIMIT 1) " +
        "WHERE o.released_on >= ?1 AND o.released_on < ?2 AND o.end_how NOT IN (?3, ?4) ORDER BY r.watch_id";

    private const string Unsettled =
        "SELECT EXISTS (SELECT 1 FROM releases WHERE released_at >= ?1 AND released_at < ?2 AND " +
        "(pending_since IS NOT NULL OR without_outcomes IS NOT NULL OR recall_pending IS NOT NULL))";

    private const string Published = "SELECT region, cell, count, suppressed FROM published_cells WHERE quarter = ?1";

    private const string PutCell = "INSERT INTO published_cells (quarter, stage, region, cell, count, suppressed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    /// <inheritdoc />
    public Task<IReadOnlyList<CohortRelease>> CohortAsync(DateOnly from, DateOnly before, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<CohortRelease>>(
        s => s.Query(Cohort, ReadRelease, from.DayNumber, before.DayNumber, (int)FollowUpEnd.Replaced, (int)FollowUpEnd.Merged), cancellation);

    /// <inheritdoc />
    public Task<bool> IsSettledAsync(Instant from, Instant before, CancellationToken cancellation) =>
        database.ReadAsync(s => s.Value<long>(Unsettled, from.Seconds, before.Seconds) == 0, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<T>> WithMomentsAsync<T>(IReadOnlyList<string> watchIds, Func<int, IReadOnlyList<AlertMoment>, T> decide, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<T>>(s => [.. watchIds.Select((id, i) => decide(i, MomentRow.ReadAll(s, id)))], cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Quarter>> QuartersAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Quarter>>(
        s => s.Query("SELECT DISTINCT quarter FROM published_stages ORDER BY quarter", r => Quarter.TryParse(r.GetString(0), out var quarter) ? quarter : default), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<Stage, Instant>> StagesAsync(Quarter quarter, CancellationToken cancellation) => database.ReadAsync<IReadOnlyDictionary<Stage, Instant>>(
        s => s.Query("SELECT stage, at FROM published_stages WHERE quarter = ?1", r => (Stage: (Stage)r.GetInt32(0), At: r.Instant(1)), quarter.ToString())
            .ToDictionary(x => x.Stage, x => x.At),
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<PublishedCell>> PublishedAsync(Quarter quarter, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<PublishedCell>>(
        s => s.Query(
            Published, r => new PublishedCell(r.GetString(0), (HeadlineCell)r.GetInt32(1), r.GetInt32(2), (CellState)r.GetInt32(3)), quarter.ToString()), cancellation);

    /// <inheritdoc />
    public Task<bool> PublishAsync(Quarter quarter, IReadOnlySet<Stage> stages, IReadOnlyList<PublishedCell> cells, Instant now, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            var name = quarter.ToString();
            if (stages.Any(stage => s.Value<long>("SELECT count(*) FROM published_stages WHERE quarter = ?1 AND stage = ?2", name, (int)stage) > 0)) return false;
            foreach (var stage in stages) s.Run("INSERT INTO published_stages (quarter, stage, at) VALUES (?1, ?2, ?3)", name, (int)stage, now.Seconds);
            foreach (var c in cells) s.Run(PutCell, name, (int)HeadlineCells.StageOf(c.Cell), c.Region, (int)c.Cell, c.Count, (int)c.State);
            return true;
        },
        cancellation);

    private static CohortRelease ReadRelease(SqliteDataReader r)
    {
        const int Recall = 3 + OutcomesRow.Count;
        var recall = r.IsDBNull(Recall) ? null : new CohortRecall(r.Instant(Recall), (RecallReason)r.GetInt32(Recall + 1), RecallRow.ReasonsOf(r.GetString(Recall + 2)), r.GetBoolean(Recall + 3));
        return new CohortRelease(r.GetString(0), r.GetString(1), r.Instant(2), OutcomesRow.Read(r, 3)!, recall);
    }
}
