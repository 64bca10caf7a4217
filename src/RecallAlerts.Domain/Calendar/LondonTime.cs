namespace RecallAlerts.Domain.Calendar;

/// <summary>
/// The local calendar of Europe/London. The changes of offset are read once from the machine's time zone data and kept in a
/// table, because a review asks for local dates some hundred times.
/// </summary>
public static class LondonTime
{
    private const int FirstYear = 1995;
    private const int LastYear = 2110;

    private static readonly (long From, int Offset)[] Changes = ReadChanges();

    /// <summary>The local date of an instant.</summary>
    public static DateOnly Date(Instant t) => DateOnly.FromDayNumber((int)(LocalSeconds(t) / Instant.Day) + Epoch);

    /// <summary>The local time of day of an instant, in seconds since local midnight as the clock shows it.</summary>
    public static int SecondOfDay(Instant t) => (int)(LocalSeconds(t) % Instant.Day);

    /// <summary>
    /// The instant of a local time. In the gap of spring it is the first valid instant after the gap; in the overlap of autumn
    /// the earlier of the two.
    /// </summary>
    public static Instant At(DateOnly date, int hour, int minute = 0)
    {
        var local = ((long)(date.DayNumber - Epoch) * Instant.Day) + (hour * 3_600L) + (minute * 60L);
        var (_, before) = Changes[IndexOf(local - Instant.Day)];
        var (changed, after) = Changes[IndexOf(local + Instant.Day)];
        if (before == after || local - before < changed) return new Instant(local - before);
        return new Instant(Math.Max(local - after, changed));
    }

    /// <summary>The instant at which a local date begins.</summary>
    public static Instant StartOf(DateOnly date) => At(date, 0);

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private static long LocalSeconds(Instant t) => t.Seconds + Changes[IndexOf(t.Seconds)].Offset;

    private static int IndexOf(long seconds)
    {
        int low = 0, high = Changes.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Changes[middle].From <= seconds) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private static (long From, int Offset)[] ReadChanges()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var end = new DateTimeOffset(LastYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var day = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var changes = new List<(long, int)> { (long.MinValue, OffsetOf(zone, day)) };
        for (; day < end; day += Instant.Day)
        {
            if (OffsetOf(zone, day) != OffsetOf(zone, day + Instant.Day)) changes.Add(FindChange(zone, day, day + Instant.Day));
        }

        return [.. changes];
    }

    private static (long From, int Offset) FindChange(TimeZoneInfo zone, long low, long high)
    {
        var after = OffsetOf(zone, high);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (OffsetOf(zone, middle) == after) high = middle;
            else low = middle;
        }

        return (high, after);
    }

    private static int OffsetOf(TimeZoneInfo zone, long seconds) =>
        (int)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(seconds)).TotalSeconds;
}
