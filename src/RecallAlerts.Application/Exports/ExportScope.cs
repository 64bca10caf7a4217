using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Exports;

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>csv: RFC 4180, UTF-8, with a header.</summary>
    Csv,

    /// <summary>ndjson: a JSON object a line.</summary>
    Ndjson,
}

/// <summary>
/// Which rows an export holds: those of whole months, by the local date of the recall or release. No row says an exact date, and neither must
/// the window: asked for a single day, an export holds that day's month.
/// </summary>
/// <param name="From">The first moment, UTC.</param>
/// <param name="Before">The first moment that is no longer in it, UTC.</param>
/// <param name="Region">Slug of the region; null for all.</param>
public sealed record ExportScope(Instant From, Instant Before, string? Region)
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    /// <summary>The months that hold any day of a window.</summary>
    /// <param name="from">The first local date; null from the beginning.</param>
    /// <param name="to">The local date after the last; null to the end.</param>
    /// <param name="region">Slug of the region; null for all.</param>
    public static ExportScope Of(DateOnly? from, DateOnly? to, string? region)
    {
        var first = Clamp(from ?? Earliest);
        var after = Clamp(to ?? Latest);
        if (after <= first) return new ExportScope(StartOfMonth(first), StartOfMonth(first), region);
        return new ExportScope(StartOfMonth(first), StartOfMonth(after.AddDays(-1).AddMonths(1)), region);
    }

    private static DateOnly Clamp(DateOnly date) => date < Earliest ? Earliest : date > Latest ? Latest : date;

    private static Instant StartOfMonth(DateOnly date) => LondonTime.StartOf(new DateOnly(date.Year, date.Month, 1));
}
