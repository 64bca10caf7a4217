using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Messages that left and decisions on tellings whose days are over. They are looked for by who reads, so that nobody waits for that who writes.</summary>
internal static class ForgottenRow
{
    // Of releases that are pending or watched.
    private static readonly string WatchedAlert = $"SELECT a.alert_id FROM alerts a JOIN releases r ON r.no = a.release_no WHERE r.state <> {(int)WatchState.Ended}";

    private static readonly string WatchedRelease = $"SELECT r.release_id FROM releases r WHERE r.state <> {(int)WatchState.Ended}";

    private static readonly string NoneIsWatched =
        $"NOT EXISTS (SELECT 1 FROM json_each({ListOf("m.alerts")}) j WHERE EXISTS ({WatchedAlert} AND a.alert_id = j.value)) AND " +
        $"NOT EXISTS (SELECT 1 FROM json_each({ListOf("m.releases")}) j WHERE EXISTS ({WatchedRelease} AND r.release_id = j.value))";

    private static readonly string IsNotWatched = $"NOT EXISTS ({WatchedAlert} AND a.alert_id = l.alert_id)";

    private static readonly string OldMessages = $"SELECT m.message_id FROM messages m WHERE m.sent_at < ?1 AND {NoneIsWatched} LIMIT ?2";

    private static readonly string OldDecisions = $"SELECT l.id FROM notification_log l WHERE l.at < ?1 AND {IsNotWatched} LIMIT ?2";

    private static readonly string DeleteMessage = $"DELETE FROM messages AS m WHERE m.message_id = ?1 AND {NoneIsWatched}";

    private static readonly string DeleteDecision = $"DELETE FROM notification_log AS l WHERE l.id = ?1 AND {IsNotWatched}";

    /// <summary>Finds some.</summary>
    public static (List<string> Messages, List<long> Decisions) Find(Session s, Instant before, int atMost)
    {
        var messages = s.Query(OldMessages, r => r.GetString(0), before.Seconds, atMost);
        return (messages, s.Query(OldDecisions, r => r.GetInt64(0), before.Seconds, atMost - messages.Count));
    }

    /// <summary>Deletes what was found, unless its release is watched again; answers how many.</summary>
    public static int Delete(Session s, List<string> messages, List<long> decisions) =>
        messages.Sum(id => s.Run(DeleteMessage, id)) + decisions.Sum(id => s.Run(DeleteDecision, id));

    // Lists are joined by blanks; ids have none, and no quotes.
    private static string ListOf(string column) => $"'[\"' || replace({column}, ' ', '\",\"') || '\"]'";
}
