using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Facts;

/// <summary>All that was recorded about one appointment, in fact order.</summary>
/// <param name="Id">The appointmentId.</param>
/// <param name="Facts">Its facts in fact order.</param>
internal sealed record AppointmentHistory(string Id, List<AppointmentFact> Facts)
{
    /// <summary>Groups the appointment facts of a release by appointment.</summary>
    public static AppointmentHistory[] Of(List<Fact> facts)
    {
        var byId = new Dictionary<string, AppointmentHistory>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            if (fact is not AppointmentFact appointment) continue;
            if (!byId.TryGetValue(appointment.AppointmentId, out var history))
                byId.Add(appointment.AppointmentId, history = new AppointmentHistory(appointment.AppointmentId, new List<AppointmentFact>(4)));
            history.Facts.Add(appointment);
        }

        return [.. byId.Values];
    }

    /// <summary>The appointment by the facts that are effective at an instant; null when it was never booked.</summary>
    public AppointmentState? At(Instant now)
    {
        AppointmentBooked? booking = null;
        AppointmentOutcome? outcome = null;
        bool cancelled = false, responded = false;
        foreach (var fact in Facts)
        {
            if (fact.EffectiveAt > now) continue;
            if (fact is AppointmentBooked booked) (booking, outcome, cancelled) = (booked, null, false);
            else if (fact is AppointmentOutcome recorded) outcome = recorded;
            else if (fact is AppointmentCancelled) cancelled = true;
            else responded = true;
        }

        return booking is null ? null : new AppointmentState(Id, booking, outcome, cancelled, responded);
    }
}

/// <summary>An appointment at one moment.</summary>
/// <param name="Id">The appointmentId.</param>
/// <param name="Booking">The last effective booking.</param>
/// <param name="Outcome">The last effective outcome that follows the booking in fact order.</param>
/// <param name="Cancelled">Whether it was cancelled after the booking.</param>
/// <param name="Responded">Whether an enforcement names it.</param>
internal readonly record struct AppointmentState(
    string Id, AppointmentBooked Booking, AppointmentOutcome? Outcome, bool Cancelled, bool Responded)
{
    public Instant StartsAt => Booking.StartsAt;

    public bool IsLive => !Cancelled && Outcome is null;

    public bool IsContact => Outcome?.Category == OutcomeCategory.Contact;

    public bool IsMissed => Outcome?.Category == OutcomeCategory.Missed;

    public static int Compare(AppointmentState a, AppointmentState b)
    {
        var order = a.StartsAt.CompareTo(b.StartsAt);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }
}
