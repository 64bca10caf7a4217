using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>Brings the alert of one condition up to date, in the order of lifecycle.md §4.3.</summary>
internal sealed class ConditionStep(ReconcileInput input, AlertBook book, WorkingHours hours, Instant now)
{
    private static readonly RuleId[] OnCallRules = [RuleId.Homeless, RuleId.FirstAppointmentNotAttended, RuleId.AppointmentMissed];

    private readonly Case _case = input.Case;

    public void Bring(Condition condition, IReadOnlyList<Condition> all, Alert? movedFrom)
    {
        var before = book.Changes.Count;
        var severity = SeverityOf(condition, all);
        var alert = Begin(condition, severity, movedFrom);
        if (severity > alert.Severity) alert = book.Change(alert.Id, new SeverityRaised(now, severity));
        else if (severity < alert.Severity) alert = book.Change(alert.Id, new SeverityLowered(now, severity));
        if (condition.SuppressedBy != alert.SuppressedBy) alert = book.Change(alert.Id, SuppressionOf(condition));
        alert = Own(alert);
        if (alert is { Status: AlertStatus.Snoozed, Snooze: { } snooze } && now >= snooze.Until) alert = book.Change(alert.Id, new SnoozeEnded(now));
        if (alert.Status == AlertStatus.Acknowledged && Lapse.Of(alert, _case.Policy.Alerts, hours) is { } lapse && now >= lapse)
            alert = book.Change(alert.Id, new AcknowledgementLapsed(now));
        alert = Escalate(alert);
        book.Put(Tell(alert, [.. book.Changes.Skip(before).Select(x => x.Change)]));
    }

    // A suppressor speaks at the highest severity among itself and those it speaks for.
    private static Severity SeverityOf(Condition condition, IReadOnlyList<Condition> all)
    {
        var severity = condition.Severity;
        foreach (var other in all)
        {
            if (other.SuppressedBy == condition.Rule && other.Severity > severity) severity = other.Severity;
        }

        return severity;
    }

    private Alert Begin(Condition condition, Severity severity, Alert? movedFrom)
    {
        var known = book.Find(condition);
        var evidence = new Evidence(condition.Since, condition.BasisEventId);
        if (movedFrom is not null) return book.Change((known ?? book.Make(condition)).Id, new Moved(now, movedFrom, evidence));
        if (known is null) return Open(book.Make(condition), severity, evidence);
        if (known.Status != AlertStatus.Closed) return known;
        return book.Change(known.Id, new Reopened(now, severity, book.OwnerOf(condition.Rule, null), evidence));
    }

    private Alert Open(Alert alert, Severity severity, Evidence evidence)
    {
        var window = _case.Policy.Alerts.BacklogHours;
        var backlog = evidence.Since < input.RegisteredAt.PlusHours(-window) && now <= input.RegisteredAt.PlusHours(window);
        var clock = backlog ? NextWorkingDay() : (Instant?)null;
        return book.Change(alert.Id, new Opened(now, severity, book.OwnerOf(alert.Rule, null), evidence, clock));
    }

    private Instant NextWorkingDay() => LondonTime.At(_case.Calendar.WorkingDayAfter(LondonTime.Date(now), 1), hours.OpenHour);

    private AlertChange SuppressionOf(Condition condition) => condition.SuppressedBy is { } by ? new Suppressed(now, by) : new Unsuppressed(now);

    private Alert Own(Alert alert)
    {
        var given = alert.Override is { } o && o.PractitionerThen == book.Practitioner ? o : null;
        var owner = book.OwnerOf(alert.Rule, given);
        if (owner != alert.Owner) return book.Change(alert.Id, new Reassigned(now, owner, null, given));
        if (given == alert.Override) return alert;
        var cleared = alert with { Override = given };
        book.Put(cleared);
        return cleared;
    }

    private Alert Escalate(Alert alert)
    {
        foreach (var level in (Role[])[Role.DutySpo, Role.HeadOfPdu])
        {
            if (alert.IsDeliverable && Escalation.LevelAt(alert, level, _case.Policy.Alerts, hours) is { } due && now >= due)
                alert = book.Change(alert.Id, new Escalated(now, level));
        }

        return alert;
    }

    private Alert Tell(Alert alert, IReadOnlyList<AlertChange> changes)
    {
        if (changes.Count == 0) return alert;
        var own = input.SoleRecorder == alert.Owner;
        var news = changes.Any(x => x is Opened or Unsuppressed or SeverityRaised or Reassigned);
        if (changes.Any(x => x is SnoozeEnded or AcknowledgementLapsed) || (news && !own)) alert = alert.Tell(TellingRole.Owner, now, input.Quietly);
        else if (news) alert = alert.EndTelling(TellingRole.Owner);
        var levels = changes.OfType<Escalated>().Select(x => x.Level).ToArray();
        if (levels.Length > 0) alert = alert.Tell(levels.Max() == Role.HeadOfPdu ? TellingRole.HeadOfPdu : TellingRole.DutySpo, now);
        return !input.Quietly && changes.Any(x => x is Opened or Unsuppressed or SeverityRaised) && WakesOnCall(alert) ? alert.Tell(TellingRole.OnCall, now) : alert;
    }

    private bool WakesOnCall(Alert alert)
    {
        if (!alert.IsDeliverable || alert.Backlog || alert.Severity != Severity.Urgent || !OnCallRules.Contains(alert.Rule) || hours.Contains(now)) return false;
        var onlyNotRecorded = alert.Rule == RuleId.FirstAppointmentNotAttended && _case.HasUnrecordedAppointment(now);
        return _case.Release.Rosh >= (onlyNotRecorded ? Rosh.VeryHigh : Rosh.High);
    }
}
