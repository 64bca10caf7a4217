using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Recalls as rows.</summary>
internal static class RecallRow
{
    private const string Names =
        "recall_id, recalled_at, recorded_at, type, recorded_reasons, status, has_narrative, narrative_of, machine_primary, machine_secondary, confidence, " +
        "needs_review, evidence, classifier, policy_version, person_primary, person_secondary, rosh, region, accommodation_at_release, accommodation_at_recall, " +
        "days_from_release, lead_time_hours, alerts_open, look_back";

    private const string Put =
        $"INSERT OR REPLACE INTO recalls (no, release_no, {Names}) VALUES ((SELECT no FROM recalls WHERE release_no = ?1 AND recall_id = ?2), " +
        "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26) RETURNING no";

    private const string Committed = "UPDATE releases SET version = version + 1, recall_pending = NULL WHERE no = ?1 AND version = ?2";

    private const string DeleteNarrative = "UPDATE facts SET narrative = NULL WHERE release_no = ?1 AND event_key = ?2 AND narrative IS NOT NULL";

    public static List<RecallRecord> ReadAll(Session session, long releaseNo, NarrativeCipher words) => session
        .Query($"SELECT no, {Names} FROM recalls WHERE release_no = ?1 ORDER BY recall_id", r => (No: r.GetInt64(0), Row: Read(r)), releaseNo)
        .ConvertAll(x => x.Row with { Answers = AnswerRow.ReadAll(session, x.No, words) });

    /// <summary>Commits a decision on the version that was read; false when the case changed meanwhile.</summary>
    public static bool Write(Session session, long releaseNo, RecallMaterial before, RecallUpdate update, NarrativeCipher words)
    {
        if (session.Run(Committed, releaseNo, before.Case.Version) == 0) return false;
        foreach (var row in update.Rows)
        {
            var no = Write(session, releaseNo, row);
            var known = before.Rows.FirstOrDefault(r => r.RecallId == row.RecallId)?.Answers.Count ?? 0;
            for (var i = known; i < row.Answers.Count; i++) AnswerRow.Write(session, no, i + 1, row.Answers[i], words);
        }

        AuditRow.Append(session, before.Case.WatchId, update.Audit);
        foreach (var eventId in update.Deleted) session.Run(DeleteNarrative, releaseNo, RecordedFact.KeyOf(eventId));
        return true;
    }

    private static long Write(Session session, long releaseNo, RecallRecord r) => session.Value<long>(
        Put, releaseNo, r.RecallId, r.RecalledAt.Seconds, r.RecordedAt.Seconds, r.Type, r.RecordedReasons, (int)r.Status, r.HasNarrative, r.NarrativeOf,
        (int)r.Machine.Primary, TextOf(r.Machine.Secondary), r.Machine.Confidence, r.Machine.NeedsReview, RecallJson.Write(r.Machine.Evidence), r.Machine.Classifier,
        r.PolicyVersion, (int?)r.Person?.Primary, r.Person is { } person ? TextOf(person.Secondary) : null, (int)r.Standing.Rosh, r.Standing.Region,
        (int)r.Standing.AtRelease, (int)r.Standing.AtRecall, r.Standing.DaysFromRelease, r.LookBack.LeadTimeHours, r.LookBack.OpenAtRecall,
        RecallJson.Write(r.LookBack.Alerts));

    private static RecallRecord Read(SqliteDataReader r) => new()
    {
        RecallId = r.GetString(1),
        RecalledAt = r.Instant(2),
        RecordedAt = r.Instant(3),
        Type = r.TextOrNull(4),
        RecordedReasons = r.GetString(5),
        Status = r.Enum<RecallStatus>(6),
        HasNarrative = r.GetBoolean(7),
        NarrativeOf = r.TextOrNull(8),
        Machine = new RecallClassification(
            r.Enum<RecallReason>(9), ReasonsOf(r.GetString(10)), r.GetDouble(11), r.GetBoolean(12), RecallJson.ReadEvidence(r.GetString(13)), r.GetString(14)),
        PolicyVersion = r.GetString(15),
        Person = r.EnumOrNull<RecallReason>(16) is { } primary ? new ReasonAnswer(primary, ReasonsOf(r.GetString(17))) : null,
        Standing = new RecallStanding(
            r.Enum<Rosh>(18), r.GetString(19), r.Enum<AccommodationCategory>(20), r.Enum<AccommodationCategory>(21), r.GetInt32(22)),
        LookBack = new LookBack(RecallJson.ReadAlerts(r.GetString(25)), r.GetInt32(24), r.IsDBNull(23) ? null : r.GetInt64(23)),
    };

    /// <summary>Reasons as they stand in a column: their written names joined by ';'.</summary>
    public static string TextOf(IReadOnlyList<RecallReason> reasons) => string.Join(';', reasons.Select(RecallReasons.Text));

    /// <summary>Reasons of a column.</summary>
    public static IReadOnlyList<RecallReason> ReasonsOf(string text) => [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(
        name => RecallReasons.TryParse(name, out var reason) ? reason : throw new FormatException("A stored reason is none."))];
}
