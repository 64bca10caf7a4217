using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecallAlerts.Functions.Tests.Given;

/// <summary>What sources send.</summary>
internal static class Sent
{
    public const string Crn = "X424242";
    public const string Noms = "Z9876YX";
    public const string ReleaseId = "X424242-20260601";
    public const string Narrative = "He slept behind the Xanadu cinema; his sister saw him.";

    /// <summary>Released the day before the clock begins, with the handover open.</summary>
    public static string Release(string crn = Crn) => $$"""
        {"crn":"{{crn}}","nomsNumber":"{{Noms}}","releasedAt":"2026-06-01T09:00:00Z","licenceEndsOn":"2027-06-01","region":"east-midlands","pdu":"derby-city",
        "practitionerId":"P1","rosh":"medium","needs":[],"checksRequired":[],"handoverCompleted":false}
        """;

    public static string Event(string id, string type, string subject = Crn, string time = "2026-06-02T08:00:00Z", string data = "{}") => new JsonObject
    {
        ["specversion"] = "1.0", ["id"] = id, ["source"] = "/test", ["type"] = "uk.gov.justice.probation." + type, ["subject"] = subject, ["time"] = time, ["data"] = JsonNode.Parse(data),
    }.ToJsonString(JsonSerializerOptions.Web);

    public static string Registration(string crn = Crn) => Event($"reg-{crn}", "release.registered", "any", data: Release(crn));

    /// <summary>Homeless, which is told at once.</summary>
    public static string Homeless(string id = "event-e1", string crn = Crn) => Event(id, "accommodation.recorded", crn, data: """{"code":"A08A"}""");

    public static string Recall(string id = "event-r1") =>
        Event(id, "recall.recorded", data: $$"""{"recallId":"R1","type":"FTR_28","narrative":"{{Narrative}}"}""");
}
