using System.Globalization;

namespace RecallAlerts.Domain.Calendar;

/// <summary>A moment in UTC, in whole seconds: fractions are cut off on reading (rules.md, Time).</summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00Z.</param>
public readonly record struct Instant(long Seconds) : IComparable<Instant>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Patterns =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK",
    ];

    /// <summary>The length of one day of 24 hours, in seconds; a local day may be an hour shorter or longer.</summary>
    public const long Day = 86_400;

    /// <summary>Cuts off the fraction of a second.</summary>
    public static Instant From(DateTimeOffset time) => new(time.ToUnixTimeSeconds());

    /// <summary>The same moment as a framework type, in UTC.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(Seconds);

    /// <summary>Reads an ISO 8601 instant with an offset or Z; false when the offset is missing or the text is no instant.</summary>
    public static bool TryParse(string? text, out Instant instant)
    {
        instant = default;
        if (text is null || !HasOffset(text) ||
            !DateTimeOffset.TryParseExact(WithoutFraction(text), Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        instant = From(parsed);
        return true;
    }

    /// <summary>Reads an instant that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not an ISO 8601 instant with an offset.</exception>
    public static Instant Parse(string text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException($"'{text}' is not an instant with an offset.");

    /// <summary>This moment and a number of seconds.</summary>
    public Instant PlusSeconds(long seconds) => new(Seconds + seconds);

    /// <summary>This moment and a number of whole hours of 60 minutes.</summary>
    public Instant PlusHours(long hours) => new(Seconds + (hours * 3_600));

    /// <summary>The later of two.</summary>
    public static Instant Max(Instant a, Instant b) => a.Seconds >= b.Seconds ? a : b;

    /// <summary>The earlier of two, where null is never.</summary>
    public static Instant? Earliest(Instant? a, Instant? b) => a is null ? b : b is null || a.Value <= b.Value ? a : b;

    /// <inheritdoc />
    public int CompareTo(Instant other) => Seconds.CompareTo(other.Seconds);

    /// <summary>Written as yyyy-MM-ddTHH:mm:ssZ.</summary>
    public override string ToString() => ToDateTimeOffset().ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Instant a, Instant b) => a.Seconds < b.Seconds;

    /// <summary>Later than.</summary>
    public static bool operator >(Instant a, Instant b) => a.Seconds > b.Seconds;

    /// <summary>Earlier than or the same.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Seconds <= b.Seconds;

    /// <summary>Later than or the same.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Seconds >= b.Seconds;

    private static string WithoutFraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return text;
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == dot + 1 ? text : text.Remove(dot, end - dot);
    }

    private static bool HasOffset(string text)
    {
        if (text.EndsWith('Z')) return true;
        var sign = text.AsSpan().LastIndexOfAny('+', '-');
        return sign > text.IndexOf('T', StringComparison.Ordinal) && text.Contains('T', StringComparison.Ordinal);
    }
}
