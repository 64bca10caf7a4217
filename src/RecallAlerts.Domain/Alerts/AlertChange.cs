using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>Why a change came about, as data; words are made when it is shown.</summary>
/// <param name="Since">From when the condition holds by the facts, UTC.</param>
/// <param name="EventId">The fact that it rests on; null when it rests on the absence of one.</param>
public sealed record Evidence(Instant Since, string? EventId);

/// <summary>Something that happened to an alert. A closed hierarchy; <see cref="On"/> is the alert after it.</summary>
/// <param name="At">When, UTC.</param>
public abstract record AlertChange(Instant At)
{
    /// <summary>The alert after the change.</summary>
    public abstract Alert On(Alert alert);
}

/// <summary>The condition began to hold; told to the owner.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Severity">The severity now.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="BacklogClock">When the clock of a backlog alert starts; null when it is not backlog.</param>
public record Opened(Instant At, Severity Severity, Person Owner, Evidence Evidence, Instant? BacklogClock) : AlertChange(At)
{
    /// <inheritdoc />
    public sealed override Alert On(Alert alert)
    {
        var forgotten = Severity == Severity.Urgent && alert.Severity < Severity.Urgent;
        var dismissal = forgotten ? null : alert.Dismissal;
        var opened = alert with
        {
            Status = dismissal is null ? AlertStatus.Open : AlertStatus.Dismissed,
            Dismissal = dismissal,
            Closed = null,
            Severity = Severity,
            SuppressedBy = null,
            Owner = Owner,
            OpenedAt = At,
            Since = Evidence.Since,
            Backlog = BacklogClock is not null,
        };
        return opened.WithClock(BacklogClock ?? At);
    }
}

/// <summary>The same key came back; told to the owner.</summary>
/// <inheritdoc cref="Opened" />
public sealed record Reopened(Instant At, Severity Severity, Person Owner, Evidence Evidence) : Opened(At, Severity, Owner, Evidence, null);

/// <summary>A correction moved the key: this alert takes over from another, and nobody is told.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="From">The alert that it takes over from, as it was before it closed.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record Moved(Instant At, Alert From, Evidence Evidence) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => From with
    {
        Id = alert.Id,
        Key = alert.Key,
        Since = Evidence.Since,
        Dismissal = From.Dismissal ?? alert.Dismissal,
        Status = From.Dismissal is null && alert.Dismissal is not null ? AlertStatus.Dismissed : From.Status,
    };
}

/// <summary>
/// Two CRNs became one person, and with them two releases of one day: this alert goes on with what people did on the same alert of the other, and
/// nobody is told.
/// </summary>
/// <param name="At">When, UTC.</param>
/// <param name="From">The alert of the other release.</param>
/// <param name="After">This alert after it.</param>
public sealed record TakenOver(Instant At, AlertId From, Alert After) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => After;
}

/// <summary>The severity rose; told to the owner.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="To">The severity now.</param>
public sealed record SeverityRaised(Instant At, Severity To) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert)
    {
        var dismissal = To == Severity.Urgent ? null : alert.Dismissal;
        var status = dismissal is null ? AlertStatus.Open : AlertStatus.Dismissed;
        return (alert with { Severity = To, Status = status, Dismissal = dismissal, AcknowledgedAt = null, Snooze = null, Backlog = false }).WithClock(At);
    }
}

/// <summary>The severity fell; nothing else.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="To">The severity now.</param>
public sealed record SeverityLowered(Instant At, Severity To) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => alert with { Severity = To };
}

/// <summary>Another rule speaks for it from now on.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">The rule.</param>
public sealed record Suppressed(Instant At, RuleId By) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => alert with { SuppressedBy = By };
}

/// <summary>It speaks for itself again; told to the owner.</summary>
/// <param name="At">When, UTC.</param>
public sealed record Unsuppressed(Instant At) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => (alert with { SuppressedBy = null }).WithClock(At);
}

/// <summary>The owner changed, by the facts or by hand; told to the new one.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="To">The new owner.</param>
/// <param name="By">Who reassigned; null when the facts did.</param>
/// <param name="Override">The override after it.</param>
public sealed record Reassigned(Instant At, Person To, Person? By, OwnerOverride? Override) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => (alert with { Owner = To, Override = Override }).WithClock(At);
}

/// <summary>The snooze is over and the condition still holds; told to the owner.</summary>
/// <param name="At">When, UTC.</param>
public sealed record SnoozeEnded(Instant At) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => (alert with { Status = AlertStatus.Open, Snooze = null }).WithClock(At);
}

/// <summary>The acknowledgement has lasted too long without the condition clearing; told to the owner.</summary>
/// <param name="At">When, UTC.</param>
public sealed record AcknowledgementLapsed(Instant At) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => (alert with { Status = AlertStatus.Open, AcknowledgedAt = null }).WithClock(At);
}

/// <summary>Nobody acted in time: the level is told.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Level">duty SPO or head of PDU.</param>
public sealed record Escalated(Instant At, Role Level) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) =>
        Level == Role.DutySpo ? alert with { DutySpoReached = true } : alert with { HeadOfPduReached = true };
}

/// <summary>The condition no longer holds.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="How">How.</param>
public sealed record Closed(Instant At, ClosedHow How) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => alert with
    {
        Status = AlertStatus.Closed,
        Closed = How,
        SuppressedBy = null,
        AcknowledgedAt = null,
        Snooze = null,
        FirstSnoozedAt = null,
        Override = null,
        Tellings = [],
    };
}
