using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Recalls and releases as exports read them. Enumerations are cast, not boxed: there may be a million rows.</summary>
internal static class ExportRow
{
    public const string RecallNames =
        "r.watch_id, r.crn, r.release_id, c.recall_id, r.released_at, c.recalled_at, c.recorded_at, c.days_from_release, c.region, c.type, c.status, " +
        "c.recorded_reasons, c.machine_primary, c.machine_secondary, c.person_primary, c.person_secondary, c.confidence, c.needs_review, c.classifier, " +
        "c.policy_version, c.rosh, c.accommodation_at_release, c.accommodation_at_recall, c.lead_time_hours, c.alerts_open";

    public const string ReleaseNames =
        "r.watch_id, r.crn, r.release_id, r.region, r.rosh, r.state, " +
        "(SELECT count(DISTINCT h.alert_id) FROM alert_changes h WHERE h.release_no = r.no AND h.change IN ('Opened', 'Reopened') AND h.severity >= 2 AND h.at < o.early_until), " +
        "r.reviewed_under, " + OutcomesRow.Names;

    public static (string WatchId, StoredRecall Recall) ReadRecall(SqliteDataReader r) => (r.GetString(0), new StoredRecall
    {
        Crn = r.GetString(1),
        ReleaseId = r.GetString(2),
        RecallId = r.GetString(3),
        ReleasedAt = r.Instant(4),
        RecalledAt = r.Instant(5),
        RecordedAt = r.Instant(6),
        DaysFromRelease = r.GetInt32(7),
        Region = r.GetString(8),
        Type = r.TextOrNull(9),
        IsWithdrawn = r.GetInt32(10) != 0,
        RecordedReasons = r.GetString(11),
        MachinePrimary = (RecallReason)r.GetInt32(12),
        MachineSecondary = r.GetString(13),
        PersonPrimary = r.IsDBNull(14) ? null : (RecallReason)r.GetInt32(14),
        PersonSecondary = r.TextOrNull(15),
        Confidence = r.GetDouble(16),
        NeedsReview = r.GetBoolean(17),
        Classifier = r.GetString(18),
        PolicyVersion = r.GetString(19),
        Rosh = (Rosh)r.GetInt32(20),
        AtRelease = (AccommodationCategory)r.GetInt32(21),
        AtRecall = (AccommodationCategory)r.GetInt32(22),
        LeadTimeHours = r.IsDBNull(23) ? null : r.GetInt64(23),
        AlertsOpen = r.GetInt32(24),
    });

    public static (string WatchId, StoredRelease Release) ReadRelease(SqliteDataReader r) => (r.GetString(0), new StoredRelease(
        r.GetString(1), r.GetString(2), r.GetString(3), (Rosh)r.GetInt32(4), (WatchState)r.GetInt32(5), OutcomesRow.Read(r, 8)!, r.GetInt32(6),
        PolicyOf(r.TextOrNull(7) ?? "")));

    // Versions of policy and calendar, joined.
    private static string PolicyOf(string reviewedUnder) => reviewedUnder.IndexOf('|', StringComparison.Ordinal) is >= 0 and var at ? reviewedUnder[..at] : reviewedUnder;
}
