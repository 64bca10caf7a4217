using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Intake;

/// <summary>HMPPS domain events as they are published, to be put wrong by a test.</summary>
internal static class Envelopes
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

    /// <summary>A Tuesday, ten o'clock in London.</summary>
    public static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    /// <summary>All types that are taken.</summary>
    public static readonly string[] Types = [Released, Cas3Arrived, Cas3Departed, ApArrived, ApDeparted, Recall, Allocated, Licence, Merged, Unmerged, Erased];

    /// <summary>A right envelope of a type.</summary>
    public static JsonObject Of(string type, string crn = "X000001", string occurredAt = "2026-06-01T10:30:00.125+01:00")
    {
        var envelope = new JsonObject
        {
            ["eventType"] = type, ["version"] = 1, ["description"] = "Something happened", ["detailUrl"] = "https://details.example/1", ["occurredAt"] = occurredAt,
            ["personReference"] = JsonNode.Parse($$"""{"identifiers":[{"type":"CRN","value":"{{crn}}"},{"type":"NOMS","value":"A1234BC"},{"type":"PNC","value":"2001/1"}]}"""),
            ["additionalInformation"] = JsonNode.Parse(MoreOf(type)),
        };
        return envelope;
    }

    /// <summary>An envelope with one field put otherwise, or away with null; fields within are named with a dot.</summary>
    public static JsonObject With(this JsonObject envelope, string path, string? json)
    {
        var names = path.Split('.');
        var parent = names[..^1].Aggregate((JsonNode)envelope, (node, name) => node[name]!).AsObject();
        if (json is null) parent.Remove(names[^1]);
        else parent[names[^1]] = JsonNode.Parse(json);
        return envelope;
    }

    /// <summary>An envelope in the wrapper of SNS.</summary>
    public static JsonObject Wrapped(this JsonObject envelope, string messageId = "5f3b7a10-0000-4000-8000-000000000001") => new()
    {
        ["Type"] = "Notification", ["MessageId"] = messageId, ["Message"] = envelope.ToJsonString(),
        ["MessageAttributes"] = new JsonObject { ["eventType"] = new JsonObject { ["Type"] = "String", ["Value"] = envelope["eventType"]?.DeepClone() } },
    };

    public static JsonElement Json(this JsonObject envelope) => JsonSerializer.SerializeToElement(envelope);

    public static HmppsEvent Read(this JsonObject envelope) => HmppsReader.Read(envelope.Json(), new Receipt(Now, null));

    public static Problem? ProblemOf(this JsonObject envelope) => (envelope.Read() as HmppsEvent.Refused)?.Problem;

    private static string MoreOf(string type) => type switch
    {
        Released => """{"nomsNumber":"A1234BC","reason":"RELEASED","prisonId":"MDI"}""",
        Cas3Arrived => """{"applicationId":"a1","expectedDepartureOn":"2026-08-24"}""",
        Allocated => """{"allocationId":"a1","practitionerId":"P7"}""",
        Licence => """{"licenceId":"1","licenceEndsOn":"2027-03-01"}""",
        Merged => """{"sourceCRN":"X000002","targetCRN":"X000001"}""",
        Unmerged => """{"unmergedCRN":"X000001","reactivatedCRN":"X000002"}""",
        _ => "{}",
    };
}
