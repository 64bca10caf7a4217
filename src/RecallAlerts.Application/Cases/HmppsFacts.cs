using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;

namespace RecallAlerts.Application.Cases;

/// <summary>Turns what HMPPS events tell into facts of ours (docs/hmpps-events.md).</summary>
public static class HmppsFacts
{
    /// <summary>The fact that follows from an event.</summary>
    public static Incoming Of(HmppsEvent.Telling told, Receipt receipt)
    {
        var (type, data) = DataOf(told);
        var element = JsonSerializer.SerializeToElement(data);
        var head = new FactHead(told.Head.EventId, told.Head.OccurredAt, receipt.Now);
        var (fact, problem) = FactReader.Read(type, head, element, InstantLimits.At(receipt.Now));
        if (fact is null) return new Incoming.Refused(problem!);
        var json = CanonicalJson.Write(element);
        var content = RecordedFact.ContentOf(type, fact, recordedAtGiven: false, null, json);
        return new Incoming.Recording(told.Head.Crn!.Value.Value, new RecordedFact(type, fact, receipt.Caller, json, content, null));
    }

    private static (string Type, Dictionary<string, string> Data) DataOf(HmppsEvent.Telling told) => told switch
    {
        HmppsEvent.Arrived { ExpectedEndOn: { } end } arrived => ("accommodation.recorded", Data(("code", arrived.Code), ("expectedEndOn", DayOf(end)))),
        HmppsEvent.Arrived arrived => ("accommodation.recorded", Data(("code", arrived.Code))),
        HmppsEvent.Departed { NextCode: { } next } => ("accommodation.recorded", Data(("code", next))),
        HmppsEvent.Departed => ("accommodation.ended", []),
        HmppsEvent.RecallRaised recall => (FactReader.Recall, Data(("recallId", recall.RecallId))),
        HmppsEvent.ManagerAllocated allocated => ("practitioner.allocated", Data(("practitionerId", allocated.PractitionerId))),
        HmppsEvent.LicenceActivated licence => (FactReader.Amended, Data(("licenceEndsOn", DayOf(licence.EndsOn)))),
        _ => throw new InvalidOperationException("What events tell is a closed hierarchy."),
    };

    private static Dictionary<string, string> Data(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    private static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
