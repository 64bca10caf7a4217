using Microsoft.Data.Sqlite;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Values as they stand in columns.</summary>
internal static class Columns
{
    public static Instant Instant(this SqliteDataReader row, int i) => new(row.GetInt64(i));

    public static Instant? InstantOrNull(this SqliteDataReader row, int i) => row.IsDBNull(i) ? null : new Instant(row.GetInt64(i));

    public static string? TextOrNull(this SqliteDataReader row, int i) => row.IsDBNull(i) ? null : row.GetString(i);

    public static int? NumberOrNull(this SqliteDataReader row, int i) => row.IsDBNull(i) ? null : row.GetInt32(i);

    public static T Enum<T>(this SqliteDataReader row, int i)
        where T : struct, Enum => (T)(object)row.GetInt32(i);

    public static T? EnumOrNull<T>(this SqliteDataReader row, int i)
        where T : struct, Enum => row.IsDBNull(i) ? null : (T)(object)row.GetInt32(i);

    public static Person Person(this SqliteDataReader row, int i) => PersonOf(row.GetString(i));

    public static Person PersonOf(string text) =>
        Domain.Alerts.Person.TryParse(text, out var person) ? person : throw new FormatException("A stored person is not role:id.");

    public static object? Value(Instant? instant) => instant?.Seconds;
}
