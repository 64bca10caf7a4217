using System.Globalization;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>
/// Triage as rows. A PDU has thousands of alerts and a page fifty releases: the order is made from a row for each release, whose alerts are
/// packed into numbers by the database out of the index alone; ids are read for the page only.
/// </summary>
internal static class TriageRow
{
    public static readonly string CandidatesOf =
        "SELECT r.release_id, r.released_at, r.rosh, r.practitioner, r.mappa_level, r.child_protection, " +
        "group_concat(a.rule * 128 + (a.duty_spo_reached OR a.head_of_pdu_reached) * 64 + a.severity * 8 + a.status, ' ') " +
        "FROM alerts a INDEXED BY alerts_triage JOIN releases r ON r.no = a.release_no " +
        $"WHERE a.pdu = ?1 AND a.status < 3 AND a.suppressed_by IS NULL AND {AccessRow.MaySeeOrSeesAll("?2", "?3")} GROUP BY a.release_no";

    public static readonly string FromRelease =
        ", r.crn, r.practitioner FROM releases r JOIN alerts a ON a.release_no = r.no WHERE r.release_id = ?1 AND a.status < 3 AND a.suppressed_by IS NULL " +
        $"AND {AccessRow.MaySeeOrSeesAll("?2", "?3")} ORDER BY a.alert_id";

    public static readonly string HeldIn =
        "SELECT r.practitioner, count(*) FROM releases r INDEXED BY releases_load WHERE r.pdu = ?1 AND r.state <> 2 AND r.practitioner IS NOT NULL " +
        $"AND {AccessRow.MaySeeOrSeesAll("?2", "?3")} GROUP BY r.practitioner";

    public static readonly string OpenIn =
        "SELECT a.owner, a.severity, count(*) FROM alerts a INDEXED BY alerts_load JOIN releases r ON r.no = a.release_no " +
        $"WHERE a.pdu = ?1 AND a.status = 0 AND a.suppressed_by IS NULL AND {AccessRow.MaySeeOrSeesAll("?2", "?3")} GROUP BY a.owner, a.severity";

    public static TriageCandidate ReadCandidate(SqliteDataReader row) => new(new ReleaseId(row.GetString(0)), row.Instant(1), row.Enum<Rosh>(2), Unpack(row.GetString(6)))
    {
        PractitionerId = row.TextOrNull(3), MappaLevel = row.NumberOrNull(4), ChildProtection = row.GetBoolean(5),
    };

    private static List<TriageAlert> Unpack(string packed)
    {
        var alerts = new List<TriageAlert>(4);
        foreach (var range in packed.AsSpan().Split(' '))
        {
            var number = int.Parse(packed.AsSpan(range), NumberStyles.None, CultureInfo.InvariantCulture);
            alerts.Add(new TriageAlert(null, (RuleId)(number / 128), (Severity)(number / 8 % 8), (AlertStatus)(number % 8)) { IsEscalated = number / 64 % 2 == 1 });
        }

        return alerts;
    }
}
