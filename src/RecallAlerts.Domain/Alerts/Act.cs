using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;

namespace RecallAlerts.Domain.Alerts;

/// <summary>What a person does to an alert (lifecycle.md §6). A closed hierarchy.</summary>
/// <param name="By">Who.</param>
public abstract record Act(Person By);

/// <summary>Takes it on.</summary>
/// <inheritdoc cref="Act" />
public sealed record Acknowledge(Person By, string? Note) : Act(By);

/// <summary>Asks not to be told before a moment.</summary>
/// <inheritdoc cref="Act" />
public sealed record SnoozeUntil(Person By, Instant Until, string Reason) : Act(By);

/// <summary>Shuts it for this key.</summary>
/// <inheritdoc cref="Act" />
public sealed record Dismiss(Person By, string Reason, string Words) : Act(By);

/// <summary>Takes back an own snooze or dismissal.</summary>
/// <inheritdoc cref="Act" />
public sealed record Undo(Person By) : Act(By);

/// <summary>Gives the alert, not the case, to somebody else.</summary>
/// <inheritdoc cref="Act" />
public sealed record Reassign(Person By, Person To) : Act(By);

/// <summary>Why an act is refused.</summary>
public enum Refusal
{
    /// <summary>It is not for that person to do.</summary>
    NotAllowed,

    /// <summary>It does not apply to the alert as it stands.</summary>
    DoesNotApply,

    /// <summary>It asks for more than the policy allows.</summary>
    OverLimit,
}

/// <summary>What became of an act. A closed hierarchy.</summary>
public abstract record ActOutcome
{
    /// <summary>Done: the change and the alert after it.</summary>
    /// <param name="Alert">The alert after it.</param>
    /// <param name="Change">The change.</param>
    public sealed record Done(Alert Alert, AlertChange Change) : ActOutcome;

    /// <summary>The alert is so already; nothing changes.</summary>
    public sealed record Unchanged : ActOutcome;

    /// <summary>Refused; nothing changes.</summary>
    /// <param name="Why">Why.</param>
    /// <param name="Reason">For a person.</param>
    public sealed record Refused(Refusal Why, string Reason) : ActOutcome;
}

/// <summary>Decides acts.</summary>
/// <param name="policy">The limits in force.</param>
/// <param name="dutySpo">The duty SPO of the PDU at now.</param>
/// <param name="practitioner">Who holds the case at now; null when nobody does.</param>
/// <param name="now">When, UTC.</param>
/// <param name="covered">Whom the actor stands in for during an absence; null for nobody.</param>
public sealed class Acts(AlertPolicy policy, Person dutySpo, string? practitioner, Instant now, IReadOnlyList<Person>? covered = null)
{
    /// <summary>Decides one act on an alert as the last reconcile left it.</summary>
    public ActOutcome Decide(Alert alert, Act act)
    {
        if (alert.Status == AlertStatus.Closed) return DoesNotApply("closed");
        if (!IsAllowed(alert, act)) return new ActOutcome.Refused(Refusal.NotAllowed, WhoMay(alert, act));
        return act switch
        {
            Acknowledge a => Decide(alert, a),
            SnoozeUntil a => Decide(alert, a),
            Dismiss a => alert.Status == AlertStatus.Dismissed ? Same() : Done(alert, new Dismissed(now, a.By, a.Reason, a.Words)),
            Undo a => Decide(alert, a),
            Reassign a => Decide(alert, a),
            _ => throw new InvalidOperationException("The acts are a closed hierarchy."),
        };
    }

    /// <summary>Whether an act is for that person to do, whatever the state of the alert. Of an undo, who did what is undone decides.</summary>
    public bool IsAllowed(Alert alert, Act act) => act switch
    {
        Undo => true,
        Reassign => Is(act.By, dutySpo),
        Acknowledge => Is(act.By, dutySpo) || Is(act.By, alert.Owner),
        _ => Is(act.By, dutySpo) || (Is(act.By, alert.Owner) && alert.Severity != Rules.Severity.Urgent),
    };

    private static string WhoMay(Alert alert, Act act) => act switch
    {
        Reassign => "Only the duty manager of the PDU can reassign it.",
        SnoozeUntil or Dismiss when alert.Severity == Rules.Severity.Urgent => "It is urgent: only the duty manager of the PDU can snooze or dismiss it.",
        _ => "It is for the alert's owner or the duty manager of the PDU.",
    };

    private bool Is(Person by, Person person) => by == person || covered?.Contains(person) == true;

    private ActOutcome Decide(Alert alert, Acknowledge act) => alert.Status switch
    {
        AlertStatus.Acknowledged => Same(),
        AlertStatus.Dismissed => DoesNotApply("dismissed"),
        _ => Done(alert, new Acknowledged(now, act.By, act.Note)),
    };

    private ActOutcome Decide(Alert alert, SnoozeUntil act)
    {
        if (alert.Status == AlertStatus.Dismissed) return DoesNotApply("dismissed");
        if (alert.Status == AlertStatus.Snoozed && alert.Snooze!.Until == act.Until) return Same();
        var latest = (alert.FirstSnoozedAt ?? now).PlusHours(policy.SnoozeAtMostHours.Of(alert.Severity));
        if (act.Until > now && act.Until <= latest) return Done(alert, new Snoozed(now, act.By, act.Until, act.Reason));
        return new ActOutcome.Refused(Refusal.OverLimit, $"The end must be after now and not after {latest}.");
    }

    private ActOutcome Decide(Alert alert, Undo act)
    {
        var by = alert.Status switch
        {
            AlertStatus.Snoozed => alert.Snooze!.By,
            AlertStatus.Dismissed => alert.Dismissal!.By,
            _ => (Person?)null,
        };
        if (by is null) return DoesNotApply(Rules.NameOf<AlertStatus>.Text(alert.Status));
        return by == act.By ? Done(alert, new Undone(now, act.By)) : new ActOutcome.Refused(Refusal.NotAllowed, "Only who did it can undo it.");
    }

    private ActOutcome Decide(Alert alert, Reassign act)
    {
        if (alert.Status == AlertStatus.Dismissed) return DoesNotApply("dismissed");
        if (alert.Owner == act.To) return Same();
        var change = new Reassigned(now, act.To, act.By, new OwnerOverride(act.To, practitioner));
        var after = change.On(alert);
        return new ActOutcome.Done(act.To == act.By ? after : after.Tell(TellingRole.Owner, now), change);
    }

    private static ActOutcome.Unchanged Same() => new();

    private static ActOutcome.Done Done(Alert alert, AlertChange change) => new(change.On(alert), change);

    private static ActOutcome.Refused DoesNotApply(string state) => new(Refusal.DoesNotApply, $"The alert is {state}.");
}
