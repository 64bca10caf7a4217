using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>What sources send: releases and events that are right, to be put wrong by a test.</summary>
internal static class Sent
{
    public const string Prefix = "uk.gov.justice.probation.";

    /// <summary>Released the day before the server's clock begins, with the handover open.</summary>
    public static string Release(
        string crn, string pdu = "derby-city", string practitioner = "P1", string rosh = "medium", string releasedAt = "2026-06-01T09:00:00Z") => $$"""
        {"crn":"{{crn}}","nomsNumber":"A1234BC","releasedAt":"{{releasedAt}}","licenceEndsOn":"2027-06-01","region":"east-midlands","pdu":"{{pdu}}",
        "practitionerId":"{{practitioner}}","rosh":"{{rosh}}","needs":[],"checksRequired":[],"handoverCompleted":false}
        """;

    /// <summary>The id of such a release.</summary>
    public static string IdOf(string crn, string day = "20260601") => $"{crn}-{day}";

    public static string Event(string id, string type, string subject, string time = "2026-06-02T08:00:00Z", string data = "{}", string? recordedAt = null, string? by = null)
    {
        var e = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "/test", ["type"] = Prefix + type, ["subject"] = subject, ["time"] = time, ["data"] = JsonNode.Parse(data),
        };
        if (recordedAt is not null) e["recordedat"] = recordedAt;
        if (by is not null) e["recordedby"] = by;
        return e.ToJsonString();
    }

    /// <summary>A registration as a line of an import.</summary>
    public static string Registration(string id, string release) => Event(id, "release.registered", "any", data: release);

    /// <summary>JSON with one field put otherwise, or away with null; fields within are named with a dot.</summary>
    public static string With(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var names = path.Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => node[name]!);
        if (value is null) parent.AsObject().Remove(names[^1]);
        else parent[names[^1]] = JsonNode.Parse(value);
        return root.ToJsonString(JsonSerializerOptions.Web);
    }
}
