using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>first-appointment-not-booked: nothing booked for the first working day after release, and no contact yet.</summary>
public static class FirstAppointmentNotBookedRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.FirstAppointmentNotBooked, Topics.Appointments | Topics.Contact, Evaluate)
    {
        RunsOutAt = static (c, _) => Deadline(c),
    };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var deadline = Deadline(c);
        if (now >= deadline || c.IsContactSuspended(now)) return null;
        var rule = c.Rules.FirstAppointmentNotBooked;
        var tooLate = LondonTime.StartOf(c.Calendar.WorkingDayAfter(c.D, rule.WorkingDays).AddDays(1));
        foreach (var appointment in c.AppointmentsAt(now))
        {
            if (appointment.IsContact || (appointment.IsLive && appointment.StartsAt < tooLate)) return null;
        }

        found.Add(new Finding(ConditionKey.Of(c.D), c.Release.ReleasedAt, rule.Severity, null));
        return deadline;
    }

    private static Instant Deadline(Case c) =>
        c.OnWorkingDay(c.D, c.Rules.FirstAppointmentNotBooked.WorkingDays, c.Rules.FirstAppointmentNotBooked.Hour);
}

/// <summary>first-appointment-not-attended: no contact by the end of the first working day after release (HMPPS measure SL004).</summary>
public static class FirstAppointmentNotAttendedRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.FirstAppointmentNotAttended, Topics.Appointments | Topics.Contact, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.IsContactSuspended(now) || c.HasHadContact(now)) return null;
        var rule = c.Rules.FirstAppointmentNotAttended;
        var since = c.OnWorkingDay(c.D, rule.WorkingDays, rule.Hour);
        if (now < since) return since;
        found.Add(new Finding(ConditionKey.Of(c.D), since, rule.Severity, null));
        return null;
    }
}
