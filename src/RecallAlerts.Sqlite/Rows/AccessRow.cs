using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Who may see a case: steps as JSON in its row, by which lists select.</summary>
internal static class AccessRow
{
    private const string AccessTypes = $"('{FactReader.AccessLimited}', '{FactReader.AccessUnlimited}')";

    private const string OfOthers = "release_no IN (SELECT no FROM releases WHERE crn IN (SELECT value FROM json_each(?2)) AND no <> ?1)";

    private const string TakeOver =
        "INSERT OR IGNORE INTO facts (release_no, event_key, content, type, event_id, occurred_at, recorded_at, recorded_by, data) " +
        $"SELECT ?1, event_key, content, type, event_id, occurred_at, recorded_at, recorded_by, data FROM facts WHERE {OfOthers} AND (type IN {AccessTypes} OR " +
        $"(type = '{FactReader.Withdrawn}' AND data ->> '$.eventId' IN (SELECT event_id FROM facts WHERE {OfOthers} AND type IN {AccessTypes})))";

    private const string Limited =
        "SELECT r.access, a.owner, r.pdu FROM releases r JOIN alerts a ON a.release_no = r.no WHERE r.access IS NOT NULL AND a.status = 0 AND a.suppressed_by IS NULL";

    /// <summary>Whether somebody may see the case of releases r.</summary>
    /// <param name="names">The place of their names as a list in JSON.</param>
    /// <param name="at">The place of the instant.</param>
    public static string MaySee(string names, string at) =>
        $"(r.access IS NULL OR coalesce((SELECT CASE s.value ->> '$.kind' WHEN 'open' THEN 1 ELSE (s.value ->> '$.kind' = '{AccessJson.Restricted}') = " +
        $"EXISTS (SELECT 1 FROM json_each(s.value, '$.staff') n WHERE n.value IN (SELECT value FROM json_each({names}))) " +
        $"AND NOT EXISTS (SELECT 1 FROM json_each(s.value, '$.except') n WHERE n.value IN (SELECT value FROM json_each({names}))) END " +
        $"FROM json_each(r.access) s WHERE s.value ->> '$.from' <= {at} ORDER BY s.key DESC LIMIT 1), 1))";

    /// <summary>The same, where no names stand for who sees all.</summary>
    public static string MaySeeOrSeesAll(string names, string at) => $"({names} IS NULL OR {MaySee(names, at)})";

    /// <summary>The names of who looks.</summary>
    public static string? NamesOf(Viewer viewer) => viewer.Who is { } who ? System.Text.Json.JsonSerializer.Serialize(who.Names) : null;

    /// <summary>Whether a fact may change who sees a case.</summary>
    public static bool IsChangedBy(Fact fact) => fact is AccessFact or FactWithdrawn;

    /// <summary>Gives a release what was recorded at other releases of the person; false when there is nothing.</summary>
    public static bool TakeOverFromOthers(Session session, long releaseNo, Crn crn) =>
        session.Run(TakeOver, releaseNo, System.Text.Json.JsonSerializer.Serialize(PersonRow.All(session, crn).Select(c => c.Value))) > 0;

    /// <summary>Brings a release to what its facts say.</summary>
    public static void Write(Session session, long releaseNo, Instant now) => Write(session, releaseNo, AccessJson.Of(FactRow.ReadAll(session, releaseNo), now));

    /// <summary>Brings a release to what was decided of its facts.</summary>
    public static void Write(Session session, long releaseNo, string? access) => session.Run("UPDATE releases SET access = ?2 WHERE no = ?1", releaseNo, access);

    /// <summary>How many open alerts nobody may be told of.</summary>
    public static long CountWithoutAudience(Session session, Instant now) => session
        .Query(Limited, r => AccessJson.Read(r.GetString(0)).HasAudience(r.Person(1), r.GetString(2), now))
        .LongCount(hasAudience => !hasAudience);
}
