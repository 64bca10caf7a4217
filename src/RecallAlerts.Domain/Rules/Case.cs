using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Rules;

/// <summary>All that a rule may look at: a release, its facts, the policy in force and the calendar. Not for use by two threads at once.</summary>
/// <param name="release">The release as it is in force.</param>
/// <param name="timeline">Its facts.</param>
/// <param name="policy">The policy of its region.</param>
/// <param name="calendar">Working days.</param>
public sealed class Case(Release release, Timeline timeline, Policy policy, WorkingCalendar calendar)
{
    private readonly List<AppointmentState> _appointments = new(timeline.Appointments.Length);
    private Instant? _appointmentsAt;

    /// <summary>The release as it is in force.</summary>
    public Release Release { get; } = release;

    /// <summary>Its facts.</summary>
    public Timeline Timeline { get; } = timeline;

    /// <summary>The policy of its region.</summary>
    public Policy Policy { get; } = policy;

    /// <summary>Working days.</summary>
    public WorkingCalendar Calendar { get; } = calendar;

    /// <summary>D, the local date of release.</summary>
    public DateOnly D { get; } = release.Day;

    /// <summary>The numbers of the rules.</summary>
    public RulePolicies Rules => Policy.Rules;

    /// <summary>The start of day n, at(D+n, 00:00).</summary>
    public Instant StartOfDay(int n) => LondonTime.StartOf(D.AddDays(n));

    /// <summary>"Until day n": the first instant after day n.</summary>
    public Instant EndOfDay(int n) => StartOfDay(n + 1);

    /// <summary>A local hour on the n-th working day after a date.</summary>
    public Instant OnWorkingDay(DateOnly date, int n, int hour) => LondonTime.At(Calendar.WorkingDayAfter(date, n), hour);

    /// <summary>Appointments that were booked and count (startsAt from the day of release on), by (startsAt, appointmentId).</summary>
    internal List<AppointmentState> AppointmentsAt(Instant now)
    {
        if (_appointmentsAt == now) return _appointments;
        _appointments.Clear();
        var from = StartOfDay(0);
        foreach (var history in Timeline.Appointments)
        {
            if (history.At(now) is { } state && state.StartsAt >= from) _appointments.Add(state);
        }

        _appointments.Sort(AppointmentState.Compare);
        _appointmentsAt = now;
        return _appointments;
    }

    /// <summary>Starts of appointments that are booked and still to come at an instant, UTC, in order.</summary>
    public IReadOnlyList<Instant> BookedAfter(Instant now) => [.. AppointmentsAt(now).Where(a => a.IsLive && a.StartsAt > now).Select(a => a.StartsAt)];

    /// <summary>Whether contact is suspended at an instant; a suspension from before the release does not count.</summary>
    public bool IsContactSuspended(Instant now)
    {
        for (var i = Timeline.Contact.Length - 1; i >= 0; i--)
        {
            var fact = Timeline.Contact[i];
            if (fact.EffectiveAt > now || (fact is ContactSuspended && fact.OccurredAt < Release.ReleasedAt)) continue;
            return fact is ContactSuspended;
        }

        return false;
    }

    /// <summary>Whether the person has been seen by an instant.</summary>
    internal bool HasHadContact(Instant now)
    {
        foreach (var appointment in AppointmentsAt(now))
        {
            if (appointment.IsContact) return true;
        }

        return false;
    }

    /// <summary>Whether an appointment is past and nobody has recorded what came of it.</summary>
    public bool HasUnrecordedAppointment(Instant now)
    {
        foreach (var appointment in AppointmentsAt(now))
        {
            if (appointment.IsLive && appointment.StartsAt <= now) return true;
        }

        return false;
    }

    /// <summary>The latest fact by fact order that is effective; null when none is.</summary>
    internal static T? Latest<T>(T[] facts, Instant now)
        where T : Fact
    {
        for (var i = facts.Length - 1; i >= 0; i--)
        {
            if (facts[i].EffectiveAt <= now) return facts[i];
        }

        return null;
    }
}
