namespace RecallAlerts.Domain.Calendar;

/// <summary>Working time (lifecycle.md §3.4): whole local hours of working days, the first inclusive and the last exclusive.</summary>
/// <param name="Days">The working days.</param>
/// <param name="OpenHour">Local hour at which work starts; 9 by default.</param>
/// <param name="CloseHour">Local hour at which work ends; 17 by default.</param>
public sealed record WorkingHours(WorkingCalendar Days, int OpenHour, int CloseHour)
{
    /// <summary>Whether an instant lies in working hours.</summary>
    public bool Contains(Instant t)
    {
        var date = LondonTime.Date(t);
        return Days.IsWorkingDay(date) && t >= Opens(date) && t < Closes(date);
    }

    /// <summary>The earliest instant not before t that lies in working hours.</summary>
    public Instant Opening(Instant t)
    {
        var date = LondonTime.Date(t);
        if (Days.IsWorkingDay(date) && t < Closes(date)) return Instant.Max(t, Opens(date));
        return Opens(Days.WorkingDayAfter(date, 1));
    }

    /// <summary>The earliest u such that [t, u) holds n working hours; it may be the closing time itself.</summary>
    public Instant Plus(Instant t, int hours)
    {
        var left = hours * 3_600L;
        if (left == 0) return t;
        for (var from = Opening(t); ; from = Opens(Days.WorkingDayAfter(LondonTime.Date(from), 1)))
        {
            var today = Closes(LondonTime.Date(from)).Seconds - from.Seconds;
            if (left <= today) return from.PlusSeconds(left);
            left -= today;
        }
    }

    /// <summary>The next of the given local times of a working day at or after t; the times are in ascending order.</summary>
    public Instant NextSlot(Instant t, IReadOnlyList<TimeOnly> times)
    {
        for (var date = Days.WorkingDayFrom(LondonTime.Date(t)); ; date = Days.WorkingDayAfter(date, 1))
        {
            foreach (var time in times)
            {
                var slot = LondonTime.At(date, time.Hour, time.Minute);
                if (slot >= t) return slot;
            }
        }
    }

    private Instant Opens(DateOnly date) => LondonTime.At(date, OpenHour);

    private Instant Closes(DateOnly date) => LondonTime.At(date, CloseHour);
}
