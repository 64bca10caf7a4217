using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages;

/// <summary>Dates and times as they are written on pages: local, in words.</summary>
internal static class PageWords
{
    /// <summary>3 June 2026.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy");

    /// <summary>3 June 2026.</summary>
    public static string Day(Instant t) => Day(LondonTime.Date(t));

    /// <summary>Wednesday 3 June 2026 at 5pm.</summary>
    public static string Moment(Instant t) => $"{LondonTime.Date(t):dddd d MMMM yyyy} at {Clock(t)}";

    /// <summary>9am, 12:30pm, midnight.</summary>
    public static string Clock(Instant t)
    {
        var minutes = LondonTime.SecondOfDay(t) / 60;
        var (hour, minute) = (minutes / 60, minutes % 60);
        if (minute == 0 && hour is 0 or 12) return hour == 0 ? "midnight" : "midday";
        var (shown, half) = (hour % 12 == 0 ? 12 : hour % 12, hour < 12 ? "am" : "pm");
        return minute == 0 ? $"{shown}{half}" : $"{shown}:{minute:00}{half}";
    }

    /// <summary>A value by its name in the field.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => NameOf<T>.Text(value);

    /// <summary>A number with its noun.</summary>
    public static string Count(long n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";

    /// <summary>Words as a sentence begins.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
