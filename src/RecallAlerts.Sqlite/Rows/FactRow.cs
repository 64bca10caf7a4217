using System.Text.Json;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Facts as rows: insert-only, told apart by digests.</summary>
internal static class FactRow
{
    private const string Insert =
        "INSERT OR IGNORE INTO facts (release_no, event_key, content, type, event_id, occurred_at, recorded_at, recorded_by, data, narrative, subject) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    private const string InsertHeld =
        "INSERT OR IGNORE INTO held (subject_key, event_key, content, type, event_id, occurred_at, recorded_at, recorded_by, data, narrative, received_at) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    private const string SelectHeld =
        "SELECT type, event_id, occurred_at, recorded_at, data, recorded_by, content, narrative, received_at, id FROM held WHERE subject_key = ?1 ORDER BY id";

    private const string SelectRecorded =
        "SELECT type, event_id, occurred_at, recorded_at, data, recorded_by, content FROM facts WHERE release_no = ?1 ORDER BY occurred_at, recorded_at, event_id, content";

    private const string SelectWhole =
        "SELECT type, event_id, occurred_at, recorded_at, data, recorded_by, content, narrative, subject FROM facts WHERE release_no = ?1 ORDER BY occurred_at, recorded_at, event_id, content";

    public static List<Fact> ReadAll(Session session, long releaseNo) =>
        session.Query("SELECT type, event_id, occurred_at, recorded_at, data FROM facts WHERE release_no = ?1", Read, releaseNo);

    /// <summary>Facts as they were recorded, in fact order, without narratives.</summary>
    public static List<RecordedFact> ReadRecorded(Session session, long releaseNo) => session.Query(
        SelectRecorded, row => new RecordedFact(row.GetString(0), Read(row), row.TextOrNull(5), row.GetString(4), row.GetString(6), null), releaseNo);

    /// <summary>Facts as they were recorded, in fact order, with narratives and the releases for which they were.</summary>
    public static List<RecordedFact> ReadWhole(Session session, long releaseNo, NarrativeCipher cipher) => session.Query(
        SelectWhole,
        row => new RecordedFact(
            row.GetString(0), Read(row), row.TextOrNull(5), row.GetString(4), row.GetString(6), row.IsDBNull(7) ? null : cipher.Decrypt(row.GetFieldValue<byte[]>(7)))
        {
            Subject = row.TextOrNull(8) is { } subject ? new ReleaseId(subject) : null,
        },
        releaseNo);

    /// <summary>Whether a release ended because it goes on as another; a withdrawal of that is not looked for.</summary>
    public static bool MayBeMerged(Session session, long releaseNo) => session.Value<long>(
        "SELECT EXISTS (SELECT 1 FROM facts WHERE release_no = ?1 AND type = 'watch.ended' AND data ->> 'into' IS NOT NULL)", releaseNo) == 1;

    /// <summary>Stores a fact; false when the same content is there already.</summary>
    public static bool Write(Session session, long releaseNo, RecordedFact f, NarrativeCipher cipher) => session.Run(
        Insert, releaseNo, RecordedFact.KeyOf(f.Fact.EventId), f.Content, f.Type, f.Fact.EventId, f.Fact.OccurredAt.Seconds, f.Fact.RecordedAt.Seconds,
        f.RecordedBy, f.Data, cipher.Encrypt(f.Narrative), f.Subject?.Value) == 1;

    /// <summary>Whether other content is stored under the eventId of a fact.</summary>
    public static bool HasOther(Session session, long releaseNo, RecordedFact f) => session.Value<long>(
        "SELECT EXISTS (SELECT 1 FROM facts WHERE release_no = ?1 AND event_key = ?2 AND content <> ?3)", releaseNo, RecordedFact.KeyOf(f.Fact.EventId), f.Content) == 1;

    public static void Hold(Session session, string subjectKey, RecordedFact f, NarrativeCipher cipher, long receivedAt) => session.Run(
        InsertHeld, subjectKey, RecordedFact.KeyOf(f.Fact.EventId), f.Content, f.Type, f.Fact.EventId, f.Fact.OccurredAt.Seconds,
        f.Fact.RecordedAt.Seconds, f.RecordedBy, f.Data, cipher.Encrypt(f.Narrative), receivedAt);

    public static void Unhold(Session session, string subjectKey, RecordedFact f) => session.Run(
        "DELETE FROM held WHERE subject_key = ?1 AND event_key = ?2 AND content = ?3", subjectKey, RecordedFact.KeyOf(f.Fact.EventId), f.Content);

    public static List<(long Id, HeldFact Held)> ReadHeld(Session session, string subjectKey, NarrativeCipher cipher) => session.Query(
        SelectHeld,
        row =>
        {
            var narrative = row.IsDBNull(7) ? null : cipher.Decrypt(row.GetFieldValue<byte[]>(7));
            var fact = new RecordedFact(row.GetString(0), Read(row), row.TextOrNull(5), row.GetString(4), row.GetString(6), narrative);
            return (row.GetInt64(9), new HeldFact(subjectKey, fact, row.Instant(8)));
        },
        subjectKey);

    private static Fact Read(SqliteDataReader row)
    {
        using var data = JsonDocument.Parse(row.GetString(4));
        return FactReader.ReadStored(row.GetString(0), new FactHead(row.GetString(1), row.Instant(2), row.Instant(3)), data.RootElement);
    }
}
