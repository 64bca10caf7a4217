using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Alerts and their changes as rows.</summary>
internal static class AlertRow
{
    public const string Names =
        "a.alert_id, a.rule, a.key, a.since, a.status, a.closed, a.severity, a.suppressed_by, a.owner, a.override_to, a.override_then, a.opened_at, " +
        "a.clock, a.duty_spo_reached, a.head_of_pdu_reached, a.backlog, a.dismissed_by, a.dismissed_reason, a.acknowledged_at, a.snoozed_until, " +
        "a.snoozed_by, a.first_snoozed_at, a.policy_version";

    public const int Count = 23;

    private const string Put =
        "INSERT OR REPLACE INTO alerts (alert_id, rule, key, since, status, closed, severity, suppressed_by, owner, override_to, override_then, opened_at, " +
        "clock, duty_spo_reached, head_of_pdu_reached, backlog, dismissed_by, dismissed_reason, acknowledged_at, snoozed_until, snoozed_by, " +
        "first_snoozed_at, policy_version, release_no, pdu) VALUES " +
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";

    private const string AddChange =
        "INSERT INTO alert_changes (release_no, seq, alert_id, at, change, severity, by, closed, level, detail, policy_version) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    public static Alert Read(SqliteDataReader row, ReleaseId releaseId, IReadOnlyList<Telling> tellings) => new()
    {
        Id = new AlertId(row.GetString(0)),
        ReleaseId = releaseId,
        Rule = row.Enum<RuleId>(1),
        Key = row.GetString(2),
        Since = row.Instant(3),
        Status = row.Enum<AlertStatus>(4),
        Closed = row.EnumOrNull<ClosedHow>(5),
        Severity = row.Enum<Severity>(6),
        SuppressedBy = row.EnumOrNull<RuleId>(7),
        Owner = row.Person(8),
        Override = row.IsDBNull(9) ? null : new OwnerOverride(row.Person(9), row.TextOrNull(10)),
        OpenedAt = row.Instant(11),
        Clock = row.Instant(12),
        DutySpoReached = row.GetBoolean(13),
        HeadOfPduReached = row.GetBoolean(14),
        Backlog = row.GetBoolean(15),
        Dismissal = row.IsDBNull(16) ? null : new Dismissal(row.Person(16), row.GetString(17)),
        AcknowledgedAt = row.InstantOrNull(18),
        Snooze = row.IsDBNull(19) ? null : new Snooze(row.Instant(19), row.Person(20)),
        FirstSnoozedAt = row.InstantOrNull(21),
        PolicyVersion = row.GetString(22),
        Tellings = tellings,
    };

    public static void Write(Session session, long releaseNo, string pdu, Alert a) => session.Run(
        Put, a.Id.Value, (int)a.Rule, a.Key, a.Since.Seconds, (int)a.Status, (int?)a.Closed, (int)a.Severity, (int?)a.SuppressedBy, a.Owner.ToString(),
        a.Override?.To.ToString(), a.Override?.PractitionerThen, a.OpenedAt.Seconds, a.Clock.Seconds, a.DutySpoReached, a.HeadOfPduReached, a.Backlog,
        a.Dismissal?.By.ToString(), a.Dismissal?.Reason, Columns.Value(a.AcknowledgedAt), Columns.Value(a.Snooze?.Until), a.Snooze?.By.ToString(),
        Columns.Value(a.FirstSnoozedAt), a.PolicyVersion, releaseNo, pdu);

    public static void Write(Session session, long releaseNo, long seq, ChangedAlert changed)
    {
        var c = ListedChange.Of(changed);
        session.Run(
            AddChange, releaseNo, seq, c.AlertId.Value, c.At.Seconds, c.Change, (int)c.Severity, c.By?.ToString(), (int?)c.Closed, (int?)c.Level, c.Detail, c.PolicyVersion);
    }
}
