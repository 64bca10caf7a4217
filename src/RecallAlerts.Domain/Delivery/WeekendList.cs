using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Delivery;

/// <summary>
/// The list before two or more non-working days (lifecycle.md §10): recent releases, and those due before work starts again, that lack
/// contact, an address, a practitioner or a booked appointment, whether or not an alert is open.
/// </summary>
/// <param name="policy">Times.</param>
/// <param name="hours">Working hours.</param>
public sealed class WeekendList(DeliveryPolicy policy, WorkingHours hours)
{
    /// <summary>The first list strictly after an instant.</summary>
    public Instant NextAfter(Instant t)
    {
        for (var date = LondonTime.Date(t); ; date = date.AddDays(1))
        {
            var at = LondonTime.At(date, policy.WeekendListAt.Hour, policy.WeekendListAt.Minute);
            if (at > t && IsBeforeBreak(date)) return at;
        }
    }

    /// <summary>The release instants that the list of an instant looks at: from the first (inclusive) to the second (exclusive), UTC.</summary>
    public (Instant From, Instant Before) Window(Instant at)
    {
        var date = LondonTime.Date(at);
        var reopens = LondonTime.At(hours.Days.WorkingDayAfter(date, 1), hours.OpenHour);
        return (LondonTime.StartOf(date.AddDays(-policy.WeekendListDays)), reopens);
    }

    /// <summary>Whether a release of the window belongs on the list.</summary>
    public bool Lists(Case c, Instant now)
    {
        if (c.StateAt(now) == WatchState.Ended) return false;
        var lacksContact = now >= c.Release.ReleasedAt && !c.HasHadContact(now);
        var lacksAddress = c.LatestAccommodation(now)?.Category is not (AccommodationCategory.Settled or AccommodationCategory.Transient);
        var lacksAppointment = !c.AppointmentsAt(now).Any(a => a.IsLive && a.StartsAt >= now);
        return lacksContact || lacksAddress || lacksAppointment || c.PractitionerInForce(now) is null;
    }

    private bool IsBeforeBreak(DateOnly date) =>
        hours.Days.IsWorkingDay(date) && !hours.Days.IsWorkingDay(date.AddDays(1)) && !hours.Days.IsWorkingDay(date.AddDays(2));
}
