using System.Security.Cryptography;
using System.Text.Json;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Calendars;

/// <summary>Reads bank holidays in the format that GOV.UK publishes.</summary>
public static class BankHolidays
{
    private const string Division = "england-and-wales";

    private static readonly Lazy<WorkingCalendar> Shipped = new(ReadShipped);

    /// <summary>The calendar that ships.</summary>
    public static WorkingCalendar Default => Shipped.Value;

    /// <summary>Reads the holidays of England and Wales; the version is a digest of the document.</summary>
    /// <exception cref="FormatException">The document is not of that format.</exception>
    public static WorkingCalendar Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var dates = document.RootElement.GetProperty(Division).GetProperty("events").EnumerateArray()
                .Select(e => DateOnly.ParseExact(e.GetProperty("date").GetString()!, "yyyy-MM-dd"));
            return new WorkingCalendar(dates, Convert.ToHexStringLower(SHA256.HashData(json.Span))[..12]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new FormatException($"The bank holidays are not in the format of GOV.UK: {e.Message}", e);
        }
    }

    private static WorkingCalendar ReadShipped()
    {
        using var stream = typeof(BankHolidays).Assembly.GetManifestResourceStream("bank-holidays.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }
}
