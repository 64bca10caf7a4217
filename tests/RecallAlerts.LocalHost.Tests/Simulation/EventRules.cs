using System.Text.Json;
using System.Text.RegularExpressions;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Tests.Simulation;

/// <summary>What api.md refuses at the door, written a second time here on purpose: the cohort is judged by the spec, not by our parser.</summary>
public static partial class EventRules
{
    private const string Prefix = "uk.gov.justice.probation.";

    private static readonly string[] Accommodation =
    [
        "A01A", "A01C", "A01D", "A04", "A07B", "A12", "A02", "A03", "A07A", "A10", "A11", "A13", "A14", "A15", "A16", "A17",
        "A08", "A08A", "A08C",
    ];

    private static readonly string[] Outcomes =
    [
        "ATTC", "ATSS", "AFTC", "ATSH", "AFTA", "UAAB", "AACL", "AAEM", "AAFC", "AAHO", "AAME", "AARE", "AARC", "CO05", "CO10", "AAM11",
    ];

    private static readonly string[] RecallTypes = ["LR", "FTR_14", "FTR_28", "FTR_56", "FTR_HDC_14", "FTR_HDC_28", "CUR_HDC", "IN_HDC"];
    private static readonly string[] Checks = ["domestic-abuse", "child-safeguarding"];
    private static readonly string[] Needs = ["substance-misuse", "accommodation", "finance", "employment"];
    private static readonly string[] Rosh = ["low", "medium", "high", "very-high"];
    private static readonly string[] Ends = ["licence-ended", "died", "transferred", "replaced", "other"];
    private static readonly string[] Envelope = ["specversion", "id", "source", "type", "subject", "time", "recordedat", "recordedby", "data"];

    public static string TypeOf(JsonElement line) => line.GetProperty("type").GetString()![Prefix.Length..];

    public static void Obey(JsonElement line)
    {
        var names = line.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(Envelope.Where(names.Contains), names);
        Assert.Equal("1.0", line.GetProperty("specversion").GetString());
        Assert.StartsWith(Prefix, line.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Matches(Subject(), line.GetProperty("subject").GetString());
        AnInstant(line.GetProperty("time"));
        AnInstant(line.GetProperty("recordedat"));
        if (line.TryGetProperty("recordedby", out var by)) Assert.Matches(Person(), by.GetString());
        Data(TypeOf(line), line.GetProperty("data"), line.GetProperty("subject").GetString()!);
    }

    private static void Data(string type, JsonElement data, string subject)
    {
        switch (type)
        {
            case "release.registered": Registration(data, subject); break;
            case "release.amended": Amendment(data); break;
            case "accommodation.recorded" or "move-on.planned": Address(data); break;
            case "appointment.booked": Booking(data); break;
            case "appointment.outcome": OneOf(data, "outcome", Outcomes); Filled(data, "appointmentId"); break;
            case "enforcement.recorded": Filled(data, "appointmentId"); Filled(data, "action"); break;
            case "check.requested" or "check.completed": OneOf(data, "check", Checks); break;
            case "substance.test": OneOf(data, "result", ["negative", "positive", "refused"]); break;
            case "support.referred": OneOf(data, "need", Needs[1..]); break;
            case "watch.ended": OneOf(data, "reason", Ends); break;
            case "recall.recorded": Recall(data, subject); break;
            default: Filled(data, OnlyField(type)); break;
        }
    }

    private static string? OnlyField(string type) => type switch
    {
        "appointment.cancelled" => "appointmentId",
        "practitioner.allocated" => "practitionerId",
        "treatment.started" => "service",
        "contact.suspended" or "contact.resumed" => "reason",
        "fact.withdrawn" => "eventId",
        "accommodation.ended" or "move-on.cancelled" or "practitioner.unallocated" or "handover.completed" => null,
        _ => throw new Xunit.Sdk.XunitException($"unknown type {type}"),
    };

    private static void Registration(JsonElement data, string subject)
    {
        var releasedAt = AnInstant(data.GetProperty("releasedAt"));
        Assert.Equal($"{data.GetProperty("crn").GetString()}-{LondonTime.Date(releasedAt):yyyyMMdd}", subject);
        if (data.TryGetProperty("nomsNumber", out var noms)) Assert.Matches(Noms(), noms.GetString());
        ADate(data.GetProperty("licenceEndsOn"));
        Filled(data, "region");
        Filled(data, "pdu");
        OneOf(data, "rosh", Rosh);
        Assert.All(data.GetProperty("needs").EnumerateArray(), n => Assert.Contains(n.GetString(), Needs));
        Assert.All(data.GetProperty("checksRequired").EnumerateArray(), n => Assert.Contains(n.GetString(), Checks));
        Assert.True(data.GetProperty("handoverCompleted").ValueKind is JsonValueKind.True or JsonValueKind.False);
    }

    private static void Amendment(JsonElement data)
    {
        Assert.NotEmpty(data.EnumerateObject());
        Assert.All(data.EnumerateObject(), p => Assert.Contains(p.Name, new[] { "pdu", "region", "rosh", "licenceEndsOn" }));
    }

    private static void Address(JsonElement data)
    {
        OneOf(data, "code", Accommodation);
        foreach (var name in new[] { "expectedEndOn", "startsOn" })
        {
            if (data.TryGetProperty(name, out var date)) ADate(date);
        }
    }

    private static void Booking(JsonElement data)
    {
        Filled(data, "appointmentId");
        AnInstant(data.GetProperty("startsAt"));
    }

    private static void Recall(JsonElement data, string subject)
    {
        Filled(data, "recallId");
        Assert.Equal(subject, data.GetProperty("releaseId").GetString());
        AnInstant(data.GetProperty("recalledAt"));
        OneOf(data, "type", RecallTypes);
        Assert.NotEmpty(data.GetProperty("recordedReasons").EnumerateArray());
        if (data.TryGetProperty("narrative", out var narrative)) Assert.InRange(narrative.GetString()!.Length, 100, 600);
    }

    private static void Filled(JsonElement data, string? name)
    {
        if (name is null) Assert.Empty(data.EnumerateObject());
        else Assert.NotEmpty(data.GetProperty(name).GetString()!);
    }

    private static void OneOf(JsonElement data, string name, string[] values) => Assert.Contains(data.GetProperty(name).GetString(), values);

    private static void ADate(JsonElement date) => Assert.True(DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", out _));

    private static Instant AnInstant(JsonElement text)
    {
        Assert.Matches(Stamp(), text.GetString());
        Assert.True(Instant.TryParse(text.GetString(), out var instant));
        Assert.InRange(LondonTime.Date(instant).Year, TestCohort.From.Year - 1, TestCohort.From.Year + 2);
        return instant;
    }

    [GeneratedRegex(@"^[A-Z]\d{6}(-\d{8})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^[A-Z]\d{4}[A-Z]{2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Noms();

    [GeneratedRegex("^(practitioner|duty-spo):[A-Za-z0-9-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Person();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stamp();
}
