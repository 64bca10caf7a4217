using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Alerts;

/// <summary>Somebody took it on: it does not escalate until that lapses.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Note">Words, when given.</param>
public sealed record Acknowledged(Instant At, Person By, string? Note) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => alert with { Status = AlertStatus.Acknowledged, AcknowledgedAt = At, Snooze = null };
}

/// <summary>Nobody is told before a moment.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Until">The moment, UTC.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record Snoozed(Instant At, Person By, Instant Until, string Reason) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => alert with
    {
        Status = AlertStatus.Snoozed,
        Snooze = new Snooze(Until, By),
        FirstSnoozedAt = alert.FirstSnoozedAt ?? At,
        AcknowledgedAt = null,
    };
}

/// <summary>Shut for this key.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">wrong, known or not-useful.</param>
/// <param name="Words">Why, in words.</param>
public sealed record Dismissed(Instant At, Person By, string Reason, string Words) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) =>
        alert with { Status = AlertStatus.Dismissed, Dismissal = new Dismissal(By, Reason), AcknowledgedAt = null, Snooze = null };
}

/// <summary>A snooze or dismissal was taken back by who made it; tells nobody.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
public sealed record Undone(Instant At, Person By) : AlertChange(At)
{
    /// <inheritdoc />
    public override Alert On(Alert alert) => (alert with { Status = AlertStatus.Open, Dismissal = null, Snooze = null }).WithClock(At);
}
