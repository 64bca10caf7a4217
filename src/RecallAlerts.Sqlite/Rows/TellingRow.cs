using Microsoft.Data.Sqlite;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>
/// Waiting tellings as rows. A telling that was sent meanwhile is gone: bringing it up to date must not bring it back, so only a newer
/// change that tells inserts a row.
/// </summary>
internal static class TellingRow
{
    public const string Names = "t.role, t.at, t.put_off, t.quiet, t.audience, t.class, t.due_at, t.high_until";

    private const string Insert =
        "INSERT OR REPLACE INTO tellings (role, at, put_off, quiet, audience, class, due_at, high_until, alert_id, release_no) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    private const string Update =
        "UPDATE tellings SET put_off = ?3, quiet = ?4, audience = ?5, class = ?6, due_at = ?7, high_until = ?8 WHERE alert_id = ?9 AND role = ?1 AND at = ?2";

    private const string Delete = "DELETE FROM tellings WHERE alert_id = ?1 AND role = ?2 AND at = ?3";

    public static Telling Read(SqliteDataReader row, int from = 0) => new(row.Enum<TellingRole>(from), row.Instant(from + 1))
    {
        PutOff = row.GetBoolean(from + 2),
        Quiet = row.GetBoolean(from + 3),
        Audience = row.Person(from + 4),
        Class = row.Enum<TellingClass>(from + 5),
        DueAt = row.Instant(from + 6),
        HighUntil = row.InstantOrNull(from + 7),
    };

    public static void Write(Session session, long releaseNo, AlertId alert, IReadOnlyList<Telling> before, IReadOnlyList<Telling> after)
    {
        foreach (var telling in after)
        {
            var known = before.FirstOrDefault(t => t.Role == telling.Role);
            if (known?.At != telling.At) Put(session, alert, telling, releaseNo);
            else if (known != telling) Bring(session, alert, telling);
        }

        foreach (var telling in before.Where(t => !after.Any(a => a.Role == t.Role))) Remove(session, alert, telling);
    }

    public static void Bring(Session session, AlertId alert, Telling t) => session.Run(
        Update, (int)t.Role, t.At.Seconds, t.PutOff, t.Quiet, t.Audience.ToString(), (int)t.Class!.Value, t.DueAt.Seconds, Columns.Value(t.HighUntil), alert.Value);

    public static void Remove(Session session, AlertId alert, Telling t) => session.Run(Delete, alert.Value, (int)t.Role, t.At.Seconds);

    private static void Put(Session session, AlertId alert, Telling t, long releaseNo) => session.Run(
        Insert, (int)t.Role, t.At.Seconds, t.PutOff, t.Quiet, t.Audience.ToString(), (int)t.Class!.Value, t.DueAt.Seconds, Columns.Value(t.HighUntil), alert.Value,
        releaseNo);
}
