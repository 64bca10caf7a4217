using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Exports;

/// <summary>Values as exports write them. What comes again in each row is made once.</summary>
internal static class Written
{
    private const int FirstYear = 1995;
    private const int LastYear = 2110;

    private static readonly string[] Months =
        [.. Enumerable.Range(0, (LastYear - FirstYear + 1) * 12).Select(i => $"{FirstYear + (i / 12):0000}-{(i % 12) + 1:00}")];

    private static readonly string[] Shares = [.. Enumerable.Range(0, 101).Select(n => (n / 100m).ToString("0.00"))];

    private static readonly string[] Categories =
        [.. Enum.GetValues<AccommodationCategory>().Select(c => c == AccommodationCategory.None ? "unknown" : NameOf<AccommodationCategory>.Text(c))];

    /// <summary>The local month of an instant.</summary>
    public static string Month(Instant t) => Month(LondonTime.Date(t));

    /// <summary>The month of a date.</summary>
    public static string Month(DateOnly date)
    {
        var i = ((date.Year - FirstYear) * 12) + date.Month - 1;
        return (uint)i < (uint)Months.Length ? Months[i] : date.ToString("yyyy-MM");
    }

    /// <summary>A number from 0 to 1.</summary>
    public static string Share(double share) => Shares[(int)Math.Round(Math.Clamp(share, 0, 1) * 100, MidpointRounding.AwayFromZero)];

    /// <summary>Where somebody lived; unknown for none.</summary>
    public static string Accommodation(AccommodationCategory category) => Categories[(int)category];
}
