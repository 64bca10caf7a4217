using System.Globalization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>The moment that a page is asked to explain: an instant in its address, or a local date and time in the fields of its form.</summary>
/// <param name="At">The moment, UTC; null when it cannot be read.</param>
/// <param name="Day">The day as entered.</param>
/// <param name="Month">The month as entered.</param>
/// <param name="Year">The year as entered.</param>
/// <param name="Time">The time of day as entered.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record AskedMoment(Instant? At, string Day, string Month, string Year, string Time, IReadOnlyList<FieldError> Errors)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private static readonly string[] Times = ["H:mm", "HH:mm", "H.mm", "HH.mm", "htt", "h:mmtt", "h.mmtt"];

    /// <summary>Whether it came by the fields of the form.</summary>
    public bool IsByFields { get; private init; }

    /// <summary>The status of the page.</summary>
    internal int Status => Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    /// <summary>Reads it from a request; without any it is now.</summary>
    internal static AskedMoment Read(ApiRequest request, Instant now)
    {
        string? Field(string name) => request.Query(name)?.Trim();
        if (Field("day") is not null || Field("month") is not null || Field("year") is not null) return OfFields(Field("day"), Field("month"), Field("year"), Field("time"));
        if (request.Query("at") is not { } text) return Of(now);
        return Instant.TryParse(text, out var at) && IsInRange(at) ? Of(at) : Of(now) with { At = null, Errors = [new FieldError("day", "Enter a real date")] };
    }

    /// <summary>Reads the fields of the form.</summary>
    internal static AskedMoment OfFields(string? day, string? month, string? year, string? time)
    {
        var errors = new List<FieldError>();
        if (DateOf(day, month, year) is not { } date)
        {
            errors.Add(new FieldError("day", "Enter a real date, for example 3 6 2026"));
            date = default;
        }

        if (TimeOf(time) is not { } clock) errors.Add(new FieldError("time", "Enter a time, for example 9:30am or 14:00"));
        else if (errors.Count == 0) return new AskedMoment(LondonTime.At(date, clock.Hour, clock.Minute), day!, month!, year!, time ?? "", []) { IsByFields = true };
        return new AskedMoment(null, day ?? "", month ?? "", year ?? "", time ?? "", errors) { IsByFields = true };
    }

    /// <summary>A moment as the fields of the form have it.</summary>
    internal static AskedMoment Of(Instant at)
    {
        var (date, minutes) = (LondonTime.Date(at), LondonTime.SecondOfDay(at) / 60);
        return new AskedMoment(at, $"{date.Day}", $"{date.Month}", $"{date.Year}", $"{minutes / 60:00}:{minutes % 60:00}", []);
    }

    private static DateOnly? DateOf(string? day, string? month, string? year) =>
        int.TryParse(day, NumberStyles.None, null, out var d) && int.TryParse(month, NumberStyles.None, null, out var m) && int.TryParse(year, NumberStyles.None, null, out var y)
        && y is >= FirstYear and <= LastYear && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;

    // No time is the start of the day.
    private static TimeOnly? TimeOf(string? time)
    {
        if (time is null) return TimeOnly.MinValue;
        var text = time.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;
    }

    private static bool IsInRange(Instant at) => LondonTime.Date(at).Year is >= FirstYear and <= LastYear;
}
