using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>What the last reconcile of a release needs to know besides its alerts.</summary>
/// <param name="Case">The case as it is in force at now.</param>
/// <param name="RegisteredAt">When the release was registered here, UTC.</param>
/// <param name="SoleRecorder">Who recorded all that arrived since the last reconcile; null when nothing did, or more than one, or nobody is known.</param>
/// <param name="Quietly">Whether only a new policy or calendar made it look again: what opens is told at fixed times (rules.md, Policy).</param>
public sealed record ReconcileInput(Case Case, Instant RegisteredAt, Person? SoleRecorder, bool Quietly = false);

/// <summary>A change of one alert and the alert after it.</summary>
/// <param name="Alert">The alert after the change.</param>
/// <param name="Change">The change.</param>
/// <param name="PolicyVersion">The policy that decided it.</param>
public sealed record ChangedAlert(Alert Alert, AlertChange Change, string PolicyVersion);

/// <summary>What a reconcile decided.</summary>
/// <param name="Alerts">All alerts of the release after it.</param>
/// <param name="Changes">What happened, in order; empty when nothing did.</param>
/// <param name="NextActAt">The earliest later instant at which time alone changes an alert; null is never.</param>
public sealed record Reconciliation(IReadOnlyList<Alert> Alerts, IReadOnlyList<ChangedAlert> Changes, Instant? NextActAt);

/// <summary>
/// reconcile(alerts, review, now, policy): makes the alerts of one release agree with its review (lifecycle.md §4).
/// Pure and level-triggered: a second time at the same instant it changes nothing.
/// </summary>
public static class Reconciler
{
    /// <summary>Reconciles a release at an instant.</summary>
    public static Reconciliation Reconcile(ReconcileInput input, Review review, IReadOnlyList<Alert> alerts, Instant now)
    {
        var c = input.Case;
        var hours = HoursOf(c.Policy, c.Calendar);
        var book = new AlertBook(alerts, c, now);
        var moved = MovedPairs.Find(review.Conditions, alerts);
        var closing = new Closing(c, review.State, now);
        foreach (var alert in alerts.Where(a => a.Status != AlertStatus.Closed && !book.HasCondition(a, review)))
            book.Change(alert.Id, new Closed(now, moved.IsMoved(alert.Id) ? ClosedHow.Moved : closing.How(alert)));
        var step = new ConditionStep(input, book, hours, now);
        foreach (var condition in review.Conditions) step.Bring(condition, review.Conditions, moved.From(condition));
        var schedule = new TellingSchedule(c, hours);
        foreach (var alert in book.Alerts.Where(a => a.Tellings.Count > 0).ToArray()) book.Put(schedule.Bring(alert, now));
        return new Reconciliation([.. book.Alerts], book.Changes, Instant.Earliest(NextActAt(book.Alerts, c.Policy.Alerts, hours), NextOwnerAt(c, review, now)));
    }

    /// <summary>An alert with what waits for it brought up to date, as after an act that tells somebody.</summary>
    public static Alert Schedule(Case c, Alert alert, Instant now) => new TellingSchedule(c, HoursOf(c.Policy, c.Calendar)).Bring(alert, now);

    /// <summary>Working hours by a policy.</summary>
    public static WorkingHours HoursOf(Policy policy, WorkingCalendar calendar) =>
        new(calendar, policy.Delivery.OpenHour, policy.Delivery.CloseHour);

    // An allocation that is recorded ahead of its time changes owners, and perhaps no condition.
    private static Instant? NextOwnerAt(Case c, Review review, Instant now) =>
        review.State == WatchState.Watching ? c.Timeline.NextEffective(Facts.Topics.Practitioner, now) : null;

    private static Instant? NextActAt(IEnumerable<Alert> alerts, AlertPolicy policy, WorkingHours hours)
    {
        Instant? next = null;
        foreach (var alert in alerts)
        {
            next = Instant.Earliest(next, alert.Status switch
            {
                AlertStatus.Snoozed => alert.Snooze!.Until,
                AlertStatus.Acknowledged => Lapse.Of(alert, policy, hours),
                AlertStatus.Open when alert.SuppressedBy is null => Escalation.NextAt(alert, policy, hours),
                _ => null,
            });
        }

        return next;
    }
}

/// <summary>When an acknowledgement lapses.</summary>
internal static class Lapse
{
    public static Instant? Of(Alert alert, AlertPolicy policy, WorkingHours hours) =>
        policy.AcknowledgementLastsWorkingHours.Of(alert.Severity) is { } lasts ? hours.Plus(alert.AcknowledgedAt!.Value, lasts) : null;
}

/// <summary>When the levels of an alert fall due (lifecycle.md §4.3 h).</summary>
internal static class Escalation
{
    public static Instant? NextAt(Alert alert, AlertPolicy policy, WorkingHours hours) =>
        Instant.Earliest(LevelAt(alert, Role.DutySpo, policy, hours), LevelAt(alert, Role.HeadOfPdu, policy, hours));

    /// <summary>When a level falls due; null when it is reached, left out or never.</summary>
    public static Instant? LevelAt(Alert alert, Role level, AlertPolicy policy, WorkingHours hours)
    {
        var leftOut = level == Role.DutySpo ? alert.DutySpoReached || alert.Owner.Role == Role.DutySpo : alert.HeadOfPduReached;
        var after = (level == Role.DutySpo ? policy.DutySpoAfterWorkingHours : policy.HeadOfPduAfterWorkingHours).Of(alert.Severity);
        return leftOut || after is null ? null : hours.Plus(alert.Clock, after.Value);
    }
}
