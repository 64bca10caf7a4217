using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>What became of a try to send, on the row of its message.</summary>
internal static class TriedRow
{
    private const string Sent = "UPDATE messages SET tries = tries + 1, sent_at = ?2, channel = ?3, reason = NULL WHERE message_id = ?1 AND sent_at IS NULL";

    // A handover that was recorded before is the same; after a try that failed since, the message waits as that says.
    private const string HandedOver =
        "UPDATE messages SET handovers = ?3, next_try_at = iif(tries > ?4, next_try_at, ?2) WHERE message_id = ?1 AND sent_at IS NULL AND handovers < ?3";

    private const string Failed = "UPDATE messages SET tries = tries + 1, reason = ?2, next_try_at = ?3 WHERE message_id = ?1 AND sent_at IS NULL";

    public static int Write(Session session, Tried tried, Instant now) => tried.Outcome switch
    {
        SendOutcome.Sent sent => session.Run(Sent, tried.Message.MessageId, now.Seconds, sent.Channel),
        SendOutcome.HandedOver handed => session.Run(HandedOver, tried.Message.MessageId, handed.RetryAt.Seconds, tried.Message.Handovers + 1, tried.Message.Tries),
        SendOutcome.Failed failed => session.Run(Failed, tried.Message.MessageId, failed.Reason, failed.RetryAt.Seconds),
        _ => throw new InvalidOperationException("The outcomes are a closed hierarchy."),
    };
}
