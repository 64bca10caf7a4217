using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Queries;

/// <summary>One change of an alert as it was recorded.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Change">Its name.</param>
/// <param name="Severity">The severity after it.</param>
/// <param name="By">Who acted; null when nobody did.</param>
/// <param name="Closed">How it closed.</param>
/// <param name="Level">The level that was told.</param>
/// <param name="Detail">The fact it rests on, or the words of an act.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
public sealed record ListedChange(
    AlertId AlertId, Instant At, string Change, Severity Severity, Person? By, ClosedHow? Closed, Role? Level, string? Detail, string PolicyVersion)
{
    /// <summary>A change as every store keeps it.</summary>
    public static ListedChange Of(ChangedAlert changed)
    {
        var (alert, change, policyVersion) = changed;
        var (by, detail) = ByAndDetail(change);
        return new ListedChange(alert.Id, change.At, change.GetType().Name, alert.Severity, by, (change as Closed)?.How, (change as Escalated)?.Level, detail, policyVersion);
    }

    private static (Person? By, string? Detail) ByAndDetail(AlertChange change) => change switch
    {
        Acknowledged a => (a.By, a.Note),
        Snoozed s => (s.By, $"{s.Until} {s.Reason}"),
        Dismissed d => (d.By, $"{d.Reason}: {d.Words}"),
        Undone u => (u.By, null),
        Reassigned r => (r.By, r.To.ToString()),
        Opened o => (null, o.Evidence.EventId),
        Moved m => (null, m.From.Id.Value),
        TakenOver t => (null, t.From.Value),
        Suppressed s => (null, NameOf<RuleId>.Text(s.By)),
        _ => (null, null),
    };
}

/// <summary>An alert and all that happened to it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Changes">What happened, in order.</param>
public sealed record AlertHistory(Alert Alert, IReadOnlyList<ListedChange> Changes);

/// <summary>A message as it was decided and sent.</summary>
/// <param name="Outbox">The message.</param>
/// <param name="SentAt">When it left, UTC; null when it has not.</param>
/// <param name="Channel">How it left.</param>
/// <param name="Reason">Why it has not left.</param>
public sealed record ListedMessage(OutboxMessage Outbox, Instant? SentAt, string? Channel, string? Reason);

/// <summary>A fact as it was sent, without a narrative.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="RecordedBy">role:id; null when nobody is named.</param>
/// <param name="Data">Its data as JSON.</param>
public sealed record ListedFact(string EventId, string Type, Instant OccurredAt, Instant RecordedAt, string? RecordedBy, string Data);

/// <summary>The proof of watch.</summary>
/// <param name="Watched">Releases that are pending or watched.</param>
/// <param name="Unwatched">Of these, without a next wake and nothing pending: must be 0.</param>
/// <param name="Overdue">Wakes overdue by more than five minutes.</param>
/// <param name="PendingTooLong">Reviews pending for more than two minutes.</param>
/// <param name="Unsent">Messages that wait to leave.</param>
/// <param name="Failing">Of these, with at least one failed try.</param>
/// <param name="Held">Events for releases that are not known, and HMPPS envelopes that cannot be applied yet.</param>
public sealed record WatchProof(long Watched, long Unwatched, long Overdue, long PendingTooLong, long Unsent, long Failing, long Held)
{
    /// <summary>When the oldest message that waits to leave was decided, UTC; null when none waits.</summary>
    public Instant? OldestUnsentAt { get; init; }

    /// <summary>Open alerts of limited cases of which neither the owner nor a manager of the PDU may be told: their limits should name one of them.</summary>
    public long WithoutAudience { get; init; }
}

/// <summary>A count of something by a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How many.</param>
public sealed record Counted(string Name, long Count);
