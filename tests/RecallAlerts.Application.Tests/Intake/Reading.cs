using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Intake;

/// <summary>Reads bodies as if they were received on Wednesday 10 June 2026 at noon UTC.</summary>
internal static class Reading
{
    public const string Absent = "(absent)";

    public static InstantLimits Limits { get; } = InstantLimits.At(Instant.Parse("2026-06-10T12:00:00Z"));

    public static FactHead Head { get; } = new("e1", Instant.Parse("2026-06-03T10:00:00Z"), Instant.Parse("2026-06-03T11:00:00Z"));

    /// <summary>A good release with one field replaced by a JSON value, or left out.</summary>
    public static (Release? Release, Problem? Problem) Release(string field = "", string json = Absent)
    {
        var body = JsonNode.Parse("""
            {
              "crn": "X100001", "nomsNumber": "A1234BC", "releasedAt": "2026-06-02T09:00:00Z", "licenceEndsOn": "2027-06-01", "region": "north-west",
              "pdu": "bury-and-rochdale", "team": "T1", "practitionerId": "P1", "rosh": "very-high", "needs": ["finance", "accommodation", "finance"],
              "checksRequired": ["domestic-abuse"], "handoverCompleted": true, "mappaLevel": 2, "childProtection": true
            }
            """)!.AsObject();
        body.Remove(field);
        return ReleaseReader.Read(With(body, field, json), "", Limits);
    }

    public static (Fact? Fact, Problem? Problem) Fact(string type, string data) =>
        FactReader.Read(type, Head, data == Absent ? default : JsonDocument.Parse(data).RootElement, Limits);

    // By text, so that a value that no object model would hold can be tried.
    private static JsonElement With(JsonObject body, string field, string json)
    {
        var text = body.ToJsonString();
        if (json != Absent) text = $"{text[..^1]},\"{field}\":{json}}}";
        return JsonDocument.Parse(text).RootElement;
    }
}
