using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Messages as rows. Lists are joined by blanks: ids have none.</summary>
internal static class MessageRow
{
    public const string Names = "message_id, at, audience, kind, alerts, releases, worst, pdus, tries, handovers";

    private const string Insert =
        "INSERT OR IGNORE INTO messages (message_id, at, audience, kind, alerts, releases, worst, pdus, next_try_at) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?2)";

    public static OutboxMessage Read(SqliteDataReader row)
    {
        var message = new Message(
            row.Instant(1), row.Person(2), row.Enum<MessageKind>(3), [.. Split(row.GetString(4)).Select(id => new AlertId(id))],
            [.. Split(row.GetString(5)).Select(id => new ReleaseId(id))], row.EnumOrNull<Severity>(6), Split(row.GetString(7)));
        return new OutboxMessage(row.GetString(0), message, row.GetInt32(8), row.GetInt32(9));
    }

    public static void Write(Session session, string messageId, Message m) => session.Run(
        Insert, messageId, m.At.Seconds, m.Audience.ToString(), (int)m.Kind, string.Join(' ', m.Alerts), string.Join(' ', m.Releases), (int?)m.Worst,
        string.Join(' ', m.Pdus));

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
