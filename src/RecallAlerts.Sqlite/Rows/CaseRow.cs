using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Cases as rows.</summary>
internal static class CaseRow
{
    private const string Select =
        "SELECT release_id, watch_id, registered_at, body, version, pending_since, recorders, next_wake, reviewed_at, reviewed_under, pdu, " + OutcomesRow.Names +
        " FROM releases LEFT JOIN outcomes o ON o.release_no = no WHERE no = ?1";

    private const string Insert =
        "INSERT INTO releases (release_id, watch_id, crn, released_at, registered_at, body, version, pending_since, recorders, state, region, pdu, " +
        "practitioner, rosh, mappa_level, child_protection) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?5, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING no";

    private const string Reviewed =
        "UPDATE releases SET version = version + 1, pending_since = NULL, recorders = NULL, next_wake = ?3, reviewed_at = ?4, " +
        "state = ?6, region = ?5, pdu = ?7, practitioner = ?8, rosh = ?9, mappa_level = ?10, child_protection = ?11, " +
        "watch_ends_at = ?12 WHERE no = ?1 AND version = ?2";

    // Apart, because it is indexed and hardly ever changes.
    private const string ReviewedUnder = "UPDATE releases SET reviewed_under = ?2 WHERE no = ?1";

    // Apart, because it is indexed and hardly any release is recalled.
    private const string Recalled = "UPDATE releases SET recall_pending = ?2 WHERE no = ?1";

    private const string Acted = "UPDATE releases SET version = version + 1, next_wake = ?3 WHERE no = ?1 AND version = ?2";

    public static CaseRecord? Read(Session session, long no)
    {
        var facts = FactRow.ReadAll(session, no);
        var tellings = session.Query($"SELECT {TellingRow.Names}, t.alert_id FROM tellings t WHERE t.release_no = ?1", r => (Alert: r.GetString(8), Telling: TellingRow.Read(r)), no)
            .ToLookup(t => t.Alert, t => t.Telling, StringComparer.Ordinal);
        var record = session.Query(Select, r => new CaseRecord
        {
            Id = new ReleaseId(r.GetString(0)),
            WatchId = r.GetString(1),
            RegisteredAt = r.Instant(2),
            History = new CaseHistory(ReadBody(r.GetString(3)), facts),
            Version = r.GetInt64(4),
            PendingSince = r.InstantOrNull(5),
            Recorders = new Recorders(r.TextOrNull(6)),
            NextWake = r.InstantOrNull(7),
            ReviewedAt = r.InstantOrNull(8),
            ReviewedUnder = r.TextOrNull(9),
            Pdu = r.GetString(10),
            Outcomes = OutcomesRow.Read(r, 11),
        }, no).SingleOrDefault();
        return record is null ? null : record with { Alerts = ReadAlerts(session, no, record.Id, tellings) };
    }

    public static long Write(Session session, NewCase c)
    {
        var r = c.Release;
        return session.Value<long>(
            Insert, c.Id.Value, c.WatchId, r.Crn.Value, r.ReleasedAt.Seconds, c.RegisteredAt.Seconds, ReleaseWriter.Write(r), Recorders.None.With(c.RecordedBy).Text,
            (int)WatchState.Pending, r.Region, r.Pdu, r.PractitionerId, (int)r.Rosh, r.MappaLevel, r.ChildProtection);
    }

    /// <summary>Commits a decision on the version that was read; false when the case changed meanwhile.</summary>
    public static bool Write(Session session, long no, CaseRecord before, CaseUpdate update)
    {
        var changed = update.Reviewed is { Summary: { Release: var r } summary } reviewed
            ? session.Run(
                Reviewed, no, before.Version, Columns.Value(reviewed.NextWake), reviewed.At.Seconds, r.Region, (int)summary.State, r.Pdu,
                summary.PractitionerId, (int)r.Rosh, r.MappaLevel, r.ChildProtection, Columns.Value(summary.WatchEndsAt))
            : session.Run(Acted, no, before.Version, Columns.Value(update.WakeAt));
        if (changed == 0) return false;
        if (update.Reviewed is { Under: var under } && under != before.ReviewedUnder) session.Run(ReviewedUnder, no, under);
        if (update.Reviewed is { HasRecall: true, At: var at }) session.Run(Recalled, no, at.Seconds);
        if (update.Reviewed?.Outcomes is { } outcomes && outcomes != before.Outcomes) OutcomesRow.Write(session, no, outcomes);
        WriteAlerts(session, no, before, update);
        AuditRow.Append(session, before.WatchId, update.Audit);
        return true;
    }

    public static Release ReadBody(string body)
    {
        using var document = JsonDocument.Parse(body);
        var (release, problem) = ReleaseReader.Read(document.RootElement, "", InstantLimits.None);
        return release ?? throw new FormatException($"A stored release cannot be read: {problem!.Field} {problem.Reason}.");
    }

    private static List<Alert> ReadAlerts(Session session, long no, ReleaseId id, ILookup<string, Telling> tellings) => session.Query(
        $"SELECT {AlertRow.Names} FROM alerts a WHERE a.release_no = ?1", r => AlertRow.Read(r, id, [.. tellings[r.GetString(0)]]), no);

    private static void WriteAlerts(Session session, long no, CaseRecord before, CaseUpdate update)
    {
        var known = before.Alerts.ToDictionary(a => a.Id);
        var pdu = update.Reviewed?.Summary.Release.Pdu ?? before.Pdu;
        var moved = pdu != before.Pdu;
        foreach (var alert in update.Alerts)
        {
            var old = known.GetValueOrDefault(alert.Id);
            if (ReferenceEquals(old, alert) && !moved) continue;
            AlertRow.Write(session, no, pdu, alert);
            TellingRow.Write(session, no, alert.Id, old?.Tellings ?? [], alert.Tellings);
        }

        if (update.Changes.Count == 0) return;
        var seq = session.Value<long>("SELECT max(seq) FROM alert_changes WHERE release_no = ?1", no);
        foreach (var change in update.Changes) AlertRow.Write(session, no, ++seq, change);
    }
}
