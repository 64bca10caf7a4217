using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>appointment-missed: the last appointments with an outcome were missed.</summary>
public static class AppointmentMissedRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.AppointmentMissed, Topics.Appointments | Topics.Contact, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.IsContactSuspended(now)) return null;
        var (first, missed) = TrailingRun(c, now);
        if (missed > 0)
            found.Add(new Finding(ConditionKey.Of(first.Id), first.Outcome!.OccurredAt, SeverityOf(c, first, missed), first.Outcome));
        return null;
    }

    /// <summary>How many of the last appointments with an outcome were missed in a row.</summary>
    public static int MissedInARow(Case c, Instant now) => TrailingRun(c, now).Missed;

    private static (AppointmentState First, int Missed) TrailingRun(Case c, Instant now)
    {
        AppointmentState first = default;
        var missed = 0;
        foreach (var appointment in c.AppointmentsAt(now))
        {
            if (appointment.IsContact) missed = 0;
            else if (appointment.IsMissed && missed++ == 0) first = appointment;
        }

        return (first, missed);
    }

    private static Severity SeverityOf(Case c, AppointmentState first, int missed)
    {
        var rule = c.Rules.AppointmentMissed;
        if (missed >= 3) return rule.ThirdSeverity;
        if (missed == 2) return rule.SecondSeverity;
        return first.StartsAt < c.EndOfDay(rule.EarlyUntilDay) ? rule.EarlySeverity : rule.Severity;
    }
}

/// <summary>outcome-overdue: an appointment is past and nobody recorded what came of it.</summary>
public static class OutcomeOverdueRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.OutcomeOverdue, Topics.Appointments | Topics.Contact, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.IsContactSuspended(now)) return null;
        Instant? next = null;
        foreach (var appointment in c.AppointmentsAt(now))
        {
            if (appointment.IsLive) next = Instant.Earliest(next, Look(c, now, appointment, found));
        }

        return next;
    }

    private static Instant? Look(Case c, Instant now, AppointmentState appointment, List<Finding> found)
    {
        var (rule, date) = (c.Rules.OutcomeOverdue, LondonTime.Date(appointment.StartsAt));
        var since = c.OnWorkingDay(date, rule.WorkingDays, rule.Hour);
        if (now < since) return since;
        var later = c.OnWorkingDay(date, rule.LaterWorkingDays, rule.Hour);
        var severity = now < later ? rule.Severity : rule.LaterSeverity;
        found.Add(new Finding(ConditionKey.Of(appointment.Id), since, severity, appointment.Booking));
        return now < later ? later : null;
    }
}

/// <summary>no-contact: the person has been seen, but not within the interval and its grace.</summary>
public static class NoContactRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.NoContact, Topics.Appointments | Topics.Contact, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.IsContactSuspended(now) || LastContact(c, now) is not { } contact) return null;
        var last = LondonTime.Date(Instant.Max(contact.StartsAt, LastResumed(c, now) ?? contact.StartsAt));
        var rule = c.Rules.NoContact;
        var interval = last <= c.D.AddDays(rule.EarlyUntilDay) ? rule.EarlyIntervalDays : rule.IntervalDays;
        var since = LondonTime.At(last.AddDays(interval + rule.GraceDays), rule.Hour);
        if (now < since) return since;
        found.Add(new Finding(ConditionKey.Of(last), since, rule.Severity, contact.Outcome));
        return null;
    }

    private static AppointmentState? LastContact(Case c, Instant now)
    {
        AppointmentState? last = null;
        foreach (var appointment in c.AppointmentsAt(now))
        {
            if (appointment.IsContact) last = appointment;
        }

        return last;
    }

    private static Instant? LastResumed(Case c, Instant now)
    {
        for (var i = c.Timeline.Contact.Length - 1; i >= 0; i--)
        {
            if (c.Timeline.Contact[i] is ContactResumed resumed && resumed.EffectiveAt <= now) return resumed.OccurredAt;
        }

        return null;
    }
}

/// <summary>missed-without-response: nobody responded to an absence (HMPPS: within five business days).</summary>
public static class MissedWithoutResponseRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.MissedWithoutResponse, Topics.Appointments | Topics.Contact, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.IsContactSuspended(now)) return null;
        Instant? next = null;
        foreach (var appointment in c.AppointmentsAt(now))
        {
            if (appointment is { IsMissed: true, Responded: false }) next = Instant.Earliest(next, Look(c, now, appointment, found));
        }

        return next;
    }

    private static Instant? Look(Case c, Instant now, AppointmentState appointment, List<Finding> found)
    {
        var rule = c.Rules.MissedWithoutResponse;
        var deadline = c.OnWorkingDay(LondonTime.Date(appointment.StartsAt), rule.WorkingDays, rule.Hour);
        var since = Instant.Max(deadline, appointment.Outcome!.OccurredAt);
        if (now < since) return since;
        found.Add(new Finding(ConditionKey.Of(appointment.Id), since, rule.Severity, appointment.Outcome));
        return null;
    }
}
