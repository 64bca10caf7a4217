namespace RecallAlerts.Domain.Calendar;

/// <summary>
/// Working days of England and Wales: Monday to Friday without bank holidays. Dates after the last known holiday have none
/// (<see cref="Reach"/> tells how far the list goes).
/// </summary>
/// <param name="holidays">The bank holidays, local dates.</param>
/// <param name="version">Identifies the list; a new version re-reviews every watch.</param>
public sealed class WorkingCalendar(IEnumerable<DateOnly> holidays, string version)
{
    private readonly HashSet<DateOnly> _holidays = [.. holidays];

    /// <summary>Identifies the list of holidays.</summary>
    public string Version { get; } = version;

    /// <summary>The last bank holiday that is known, or null when none is.</summary>
    public DateOnly? Reach => _holidays.Count == 0 ? null : _holidays.Max();

    /// <summary>Whether a local date is a working day.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(date);

    /// <summary>wd(d, n): the n-th working day strictly after a date; n is at least 1.</summary>
    public DateOnly WorkingDayAfter(DateOnly date, int n)
    {
        while (n > 0)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) n--;
        }

        return date;
    }

    /// <summary>The date itself when it is a working day, else the next one.</summary>
    public DateOnly WorkingDayFrom(DateOnly date) => IsWorkingDay(date) ? date : WorkingDayAfter(date, 1);

    /// <summary>The first working day of the Monday-to-Sunday week of a date; null when the week has none.</summary>
    public DateOnly? FirstWorkingDayOfWeek(DateOnly date)
    {
        var monday = MondayOf(date);
        var first = WorkingDayFrom(monday);
        return first < monday.AddDays(7) ? first : null;
    }

    /// <summary>The Monday of the week of a date.</summary>
    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
}
