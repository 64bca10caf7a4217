using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>Events as they are sent.</summary>
internal static class Lines
{
    /// <summary>A Tuesday, ten o'clock in London.</summary>
    public static readonly Instant T0 = Instant.Parse("2026-06-02T09:00:00Z");

    public static string Registration(string crn, string day, string? by = null, string licenceEndsOn = "2027-06-30", string pdu = "gwent") => Event(
        $"{crn}-{day}", "release.registered", $"{crn}-{day.Replace("-", "", StringComparison.Ordinal)}", T0, new
        {
            crn, releasedAt = $"{day}T08:00:00Z", licenceEndsOn, region = "wales", pdu, practitionerId = "P1", rosh = "medium", handoverCompleted = true,
        }, by);

    public static string Event(
        string id, string type, string? subject, Instant time, object? data = null, string? by = null, Instant? recordedAt = null) => JsonSerializer.Serialize(
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "test", ["type"] = EventReader.Prefix + type, ["subject"] = subject, ["time"] = time.ToString(),
            ["recordedat"] = recordedAt?.ToString(), ["recordedby"] = by, ["data"] = data ?? new { },
        });

    /// <summary>A handover that happened at an instant.</summary>
    public static string Fact(string id, string subject, string time, string? by = null) => Event(id, "handover.completed", subject, Instant.Parse(time), null, by);

    public static Incoming Read(string line, Instant now, string? caller = null) => EventReader.Read(Encoding.UTF8.GetBytes(line), new Receipt(now, caller));
}
