using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>What happened to alerts, as a look-back reads it.</summary>
internal static class MomentRow
{
    private const string Names = "a.alert_id, a.rule, a.key, c.at, c.change, c.severity, c.closed, c.detail, c.by IS NOT NULL";

    private const string OfRelease =
        $"SELECT {Names} FROM alert_changes c JOIN alerts a ON a.release_no = c.release_no AND a.alert_id = c.alert_id WHERE c.release_no = ?1 ORDER BY c.seq";

    // A release without such an alert is compared too. The order is that of the index on releases.
    private const string OfCompared =
        $"SELECT {Names}, r.no, r.released_at FROM releases r LEFT JOIN (alerts a JOIN alert_changes c ON c.release_no = a.release_no AND c.alert_id = a.alert_id) " +
        "ON a.release_no = r.no AND (?6 >> a.rule) & 1 AND c.at < r.released_at + ?4 " +
        "WHERE r.released_at >= ?1 AND r.released_at < ?2 AND r.region = ?3 AND r.released_at + ?4 <= ?5 AND r.released_at + ?4 < r.watch_ends_at " +
        "AND NOT EXISTS (SELECT 1 FROM recalls k WHERE k.release_no = r.no AND k.status = 0) ORDER BY r.released_at, r.no, c.seq";

    public static List<AlertMoment> ReadAll(Session session, long releaseNo) => session.Query(OfRelease, Read, releaseNo);

    public static List<AlertMoment> ReadAll(Session session, string watchId) =>
        ReadAll(session, session.Value<long>("SELECT no FROM releases WHERE watch_id = ?1", watchId));

    public static IReadOnlyList<ComparedRelease> ReadCompared(Session session, ComparedWith with)
    {
        var rows = session.Query(
            OfCompared, r => (No: r.GetInt64(9), ReleasedAt: r.Instant(10), Moment: r.IsDBNull(0) ? null : Read(r)),
            with.ReleasedFrom.Seconds, with.ReleasedBefore.Seconds, with.Region, with.SecondsFromRelease, with.By.Seconds,
            with.Rules.Aggregate(0L, (mask, rule) => mask | (1L << (int)rule)));
        return [.. rows.GroupBy(r => r.No).Select(g => new ComparedRelease(g.First().ReleasedAt, [.. g.Select(r => r.Moment).OfType<AlertMoment>()]))];
    }

    private static AlertMoment Read(SqliteDataReader r)
    {
        var change = r.GetString(4);
        return new AlertMoment(
            new AlertId(r.GetString(0)), r.Enum<RuleId>(1), r.GetString(2), r.Instant(3), change, r.Enum<Severity>(5), r.EnumOrNull<ClosedHow>(6),
            change == nameof(Moved) ? new AlertId(r.GetString(7)) : null, r.GetBoolean(8));
    }
}
