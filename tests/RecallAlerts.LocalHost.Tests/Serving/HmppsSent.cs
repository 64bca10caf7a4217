using System.Text.Json.Nodes;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>HMPPS domain events as they are published.</summary>
internal static class HmppsSent
{
    public const string Released = "prison-offender-events.prisoner.released";
    public const string Cas3Arrived = "accommodation.cas3.person.arrived";
    public const string Cas3Departed = "accommodation.cas3.person.departed";
    public const string ApArrived = "approved-premises.person.arrived";
    public const string ApDeparted = "approved-premises.person.departed";
    public const string Recall = "enforcement.recall.raised";
    public const string Allocated = "person.community.manager.allocated";
    public const string Licence = "create-and-vary-a-licence.licence.activated";
    public const string Merged = "probation-case.merge.completed";
    public const string Unmerged = "probation-case.unmerge.completed";
    public const string Erased = "probation-case.deleted.gdpr";

    // The recall ends the watch, for which the rest of a session needs, and so does an erasure: they are not among them.
    public static readonly string[] Types = [Released, Cas3Arrived, Allocated, Merged, Unmerged];

    public static string Of(string type, string crn, string noms = "A1234BC", string occurredAt = "2026-06-02T08:00:00Z", string? detailUrl = null, string more = "{}")
    {
        var said = JsonNode.Parse(more)!.AsObject();
        if (type == Released) (said["nomsNumber"], said["reason"]) = (noms, said["reason"]?.GetValue<string>() ?? "RELEASED");
        if (type == Merged) (said["sourceCRN"], said["targetCRN"]) = (said["sourceCRN"]?.GetValue<string>() ?? crn, crn);
        if (type == Unmerged && said["unmergedCRN"] is null) (said["unmergedCRN"], said["reactivatedCRN"]) = (crn, crn);
        return new JsonObject
        {
            ["eventType"] = type, ["version"] = 1, ["occurredAt"] = occurredAt, ["detailUrl"] = detailUrl, ["additionalInformation"] = said,
            ["personReference"] = JsonNode.Parse($$"""{"identifiers":[{"type":"CRN","value":"{{crn}}"},{"type":"NOMS","value":"{{noms}}"}]}"""),
        }.ToJsonString();
    }

    public static string Wrapped(string envelope, string messageId) => new JsonObject
    {
        ["Type"] = "Notification", ["MessageId"] = messageId, ["Message"] = envelope,
        ["MessageAttributes"] = new JsonObject { ["eventType"] = new JsonObject { ["Type"] = "String", ["Value"] = JsonNode.Parse(envelope)!["eventType"]!.GetValue<string>() } },
    }.ToJsonString();
}
