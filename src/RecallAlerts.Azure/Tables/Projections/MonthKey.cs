using System.Globalization;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>
/// The key of what the index says of a release in a month. The version of the commit that it is of ends the key: rows of one release stand side by
/// side and a reader takes the highest, so one that comes late never hides a newer one.
/// </summary>
/// <param name="Kind">What it says: one letter.</param>
/// <param name="Month">The local month.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Version">The version of the release.</param>
internal readonly record struct MonthKey(char Kind, string Month, string WatchId, long Version)
{
    private const int MonthAt = 2;
    private const int MonthLength = 7;
    private const int WatchAt = MonthAt + MonthLength + 1;
    private const int VersionLength = 16;

    /// <summary>The key as it stands in a row.</summary>
    public string RowKey => $"{Kind}|{Month}|{WatchId}|{Version:x16}";

    /// <summary>Reads a key.</summary>
    public static MonthKey Of(string rowKey) => new(
        rowKey[0], rowKey.Substring(MonthAt, MonthLength), rowKey[WatchAt..^(VersionLength + 1)],
        long.Parse(rowKey.AsSpan(rowKey.Length - VersionLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>The months of dates, as they stand in keys.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="before">The date after the last.</param>
    public static IEnumerable<string> Between(DateOnly from, DateOnly before)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month < before; month = month.AddMonths(1)) yield return MonthOf(month);
    }

    /// <summary>The local month of an instant, as it stands in a key.</summary>
    public static string MonthOf(Instant t) => MonthOf(LondonTime.Date(t));

    /// <summary>The month of a date, as it stands in a key.</summary>
    public static string MonthOf(DateOnly date) => date.ToString("yyyy-MM");
}
