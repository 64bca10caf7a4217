using System.Globalization;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Absences;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Absences that managers enter, in SQLite.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteAbsences(SqliteDatabase database) : IAbsences
{
    private const string Setting = "absences-version";

    private const string Put =
        "INSERT OR REPLACE INTO absences (id, person, from_at, until_at, cover, pdu, entered_by, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    private const string All = "SELECT id, person, from_at, until_at, cover, pdu, entered_by, entered_at FROM absences ORDER BY id";

    /// <inheritdoc />
    public Task<AbsenceList?> ReadAsync(long known, CancellationToken cancellation) =>
        database.ReadAsync(s => Version(s) is var version && version == known ? null : Read(s, version), cancellation);

    /// <inheritdoc />
    public Task<AbsenceList> UpdateAsync(Func<IReadOnlyList<EnteredAbsence>, AbsenceUpdate?> decide, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            var before = Read(s, Version(s));
            if (decide(before.Entered) is not { } update) return before;
            foreach (var id in update.Removed) s.Run("DELETE FROM absences WHERE id = ?1", id);
            foreach (var e in update.Put) Write(s, e);
            s.Run("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", Setting, (before.Version + 1).ToString(CultureInfo.InvariantCulture));
            return Read(s, before.Version + 1);
        },
        cancellation);

    private static long Version(Session s) =>
        s.Value<string>("SELECT value FROM settings WHERE name = ?1", Setting) is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static AbsenceList Read(Session s, long version) => new(version, s.Query(All, Read));

    private static void Write(Session s, EnteredAbsence e) => s.Run(
        Put, e.Id, e.Absence.Person.ToString(), e.Absence.From.Seconds, e.Absence.Until.Seconds, e.Absence.Cover.ToString(), e.Pdu, e.EnteredBy.ToString(), e.EnteredAt.Seconds);

    private static EnteredAbsence Read(SqliteDataReader r) =>
        new(r.GetString(0), new Absence(r.Person(1), r.Instant(2), r.Instant(3), r.Person(4)), r.GetString(5), r.Person(6), r.Instant(7));
}
