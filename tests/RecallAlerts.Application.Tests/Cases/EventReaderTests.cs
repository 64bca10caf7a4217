using System.Text;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Cases.Lines;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>What api.md refuses at the door, each with its type, field and reason, and never with the value.</summary>
public sealed class EventReaderTests
{
    private static readonly string Booking =
        Event("e1", "appointment.booked", "X000001", T0, new { appointmentId = "a1", startsAt = "2026-06-03T10:00:00Z" }, "practitioner:P1", T0);

    private static readonly string Release = Event("e1", "release.registered", "X000001-20260602", T0, new
    {
        crn = "X000001", nomsNumber = "A1234BC", releasedAt = "2026-06-02T08:00:00Z", licenceEndsOn = "2027-06-30", region = "wales", pdu = "gwent", rosh = "high",
        needs = new[] { "finance" }, mappaLevel = 2,
    });

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("{}{}", "is not JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("\"x\"", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    public void Read_OfWhatIsNoEvent_IsMalformed(string json, string reason)
    {
        var problem = Refused(json);
        Assert.Equal((ProblemType.MalformedJson, ""), (problem.Type, problem.Field));
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfDeepNesting_IsMalformed() => Assert.Equal(ProblemType.MalformedJson, Refused(new string('[', 5_000) + new string(']', 5_000)).Type);

    public static TheoryData<string, string?, ProblemType, string> Envelopes => new()
    {
        { "specversion", null, ProblemType.MissingField, "is required" }, { "specversion", "\"0.3\"", ProblemType.UnknownCode, "must be one of 1.0" },
        { "specversion", "1.0", ProblemType.InvalidField, "must be a text of 1 to 200 characters" }, { "id", null, ProblemType.MissingField, "is required" },
        { "id", "\"\"", ProblemType.InvalidField, "must be a text of 1 to 200 characters" }, { "id", "\"  \"", ProblemType.InvalidField, "must be a text of 1 to 200 characters" },
        { "id", "7", ProblemType.InvalidField, "must be a text of 1 to 200 characters" }, { "source", null, ProblemType.MissingField, "is required" },
        { "type", null, ProblemType.MissingField, "is required" }, { "type", "\"appointment.booked\"", ProblemType.UnknownType, "must begin with uk.gov.justice.probation." },
        { "type", "\"uk.gov.justice.probation.appointment.BOOKED\"", ProblemType.UnknownType, "is not a known type" },
        { "type", "\"uk.gov.justice.probation.alert.acknowledge\"", ProblemType.UnknownType, "is not a known type" },
        { "subject", null, ProblemType.MissingField, "must be a releaseId or a CRN" }, { "subject", "\"x000001\"", ProblemType.InvalidCrn, "must be a releaseId or a CRN" },
        { "subject", "\"X00001\"", ProblemType.InvalidCrn, "must be a releaseId or a CRN" }, { "subject", "\"X0000012\"", ProblemType.InvalidCrn, "must be a releaseId or a CRN" },
        { "subject", "\"X00000\\u0661\"", ProblemType.InvalidCrn, "must be a releaseId or a CRN" },
        { "subject", "\"X000001-20260231\"", ProblemType.InvalidCrn, "must be a releaseId or a CRN" }, { "time", null, ProblemType.MissingField, "is required" },
        { "time", "\"2026-06-02T09:00:00\"", ProblemType.InstantWithoutOffset, "must have an offset or Z" },
        { "time", "\"2026-06-02\"", ProblemType.InvalidField, "must be an instant such as 2026-06-02T09:00:00Z" },
        { "time", "\"2026-06-31T09:00:00Z\"", ProblemType.InvalidField, "must be an instant such as 2026-06-02T09:00:00Z" },
        { "time", "\"1999-12-31T23:59:59Z\"", ProblemType.InstantOutOfRange, "must not be before 2000 nor more than two years ahead" },
        { "time", "\"2028-06-02T09:00:01Z\"", ProblemType.InstantOutOfRange, "must not be before 2000 nor more than two years ahead" },
        { "recordedat", "\"2026-06-02T09:00:00\"", ProblemType.InstantWithoutOffset, "must have an offset or Z" },
        { "recordedat", "\"1066-10-14T09:00:00Z\"", ProblemType.InstantOutOfRange, "must not be before 2000 nor more than two years ahead" },
        { "recordedby", "\"Mrs Smith\"", ProblemType.InvalidField, "must be role:id" }, { "recordedby", "\"boss:1\"", ProblemType.InvalidField, "must be role:id" },
        { "recordedby", "\"practitioner:\"", ProblemType.InvalidField, "must be role:id" }, { "data", "[]", ProblemType.InvalidField, "must be an object" },
        { "data", "\"x\"", ProblemType.InvalidField, "must be an object" },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Read_OfAWrongEnvelope_NamesTypeFieldAndReason(string field, string? value, ProblemType type, string reason) =>
        Assert.Equal(new Problem(type, field, reason), Refused(With(Booking, field, value)));

    [Fact]
    public void Read_OfHalfACharacter_IsAWrongField() => Assert.Equal(
        new Problem(ProblemType.InvalidField, "id", "must be a text of 1 to 200 characters"), Refused(Booking.Replace("\"id\":\"e1\"", "\"id\":\"\\ud800\"", StringComparison.Ordinal)));

    public static TheoryData<string, string?, ProblemType, string> Data => new()
    {
        { "appointmentId", null, ProblemType.MissingField, "is required" }, { "appointmentId", "7", ProblemType.InvalidField, "must be a text of 1 to 200 characters" },
        { "startsAt", null, ProblemType.MissingField, "is required" }, { "startsAt", "\"2026-06-03T10:00\"", ProblemType.InstantWithoutOffset, "must have an offset or Z" },
        { "startsAt", "\"2031-06-03T10:00:00Z\"", ProblemType.InstantOutOfRange, "must not be before 2000 nor more than two years ahead" },
    };

    [Theory]
    [MemberData(nameof(Data))]
    public void Read_OfWrongData_NamesTypeFieldAndReason(string field, string? value, ProblemType type, string reason) =>
        Assert.Equal(new Problem(type, $"data.{field}", reason), Refused(With(Booking, field, value, inData: true)));

    public static TheoryData<string, string?, ProblemType> Bodies => new()
    {
        { "crn", null, ProblemType.MissingField }, { "crn", "\"X00001\"", ProblemType.InvalidCrn }, { "nomsNumber", "\"A12345B\"", ProblemType.InvalidNomsNumber },
        { "releasedAt", "\"2026-06-02T08:00:00\"", ProblemType.InstantWithoutOffset }, { "releasedAt", "\"2029-06-02T08:00:00Z\"", ProblemType.InstantOutOfRange },
        { "licenceEndsOn", "\"30/06/2027\"", ProblemType.InvalidField }, { "rosh", "\"enormous\"", ProblemType.UnknownCode }, { "needs", "[\"finance\",\"luck\"]", ProblemType.UnknownCode },
        { "needs", "\"finance\"", ProblemType.InvalidField }, { "mappaLevel", "4", ProblemType.InvalidField }, { "region", null, ProblemType.MissingField },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Read_OfAWrongRelease_NamesTypeAndField(string field, string? value, ProblemType type)
    {
        var problem = Refused(With(Release, field, value, inData: true));
        Assert.Equal((type, $"data.{field}"), (problem.Type, problem.Field));
    }

    [Fact]
    public void Read_OfTheseExamplesUnchanged_IsAccepted()
    {
        Assert.IsType<Incoming.Recording>(Read(Booking, T0));
        Assert.IsType<Incoming.Registering>(Read(Release, T0));
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2028-06-02T09:00:00Z")]
    [InlineData("2026-06-02T10:00:00.999+01:00")]
    public void Read_OfAnInstantWithinTheLimits_IsAccepted(string time) => Assert.IsType<Incoming.Recording>(Read(With(Booking, "time", $"\"{time}\""), T0));

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void Read_OfANarrative_IsUpTo20000Characters(int length, bool isAccepted)
    {
        var line = Event("e1", "recall.recorded", "X000001", T0, new { recallId = "R1", narrative = new string('x', length) });
        if (isAccepted) Assert.Equal(length, Assert.IsType<Incoming.Recording>(Read(line, T0)).Fact.Narrative!.Length);
        else Assert.Equal(new Problem(ProblemType.NarrativeTooLong, "data.narrative", "must be at most 20000 characters"), Refused(line));
    }

    [Theory]
    [InlineData("accommodation.recorded", "{\"code\":\"A99\"}", "data.code")]
    [InlineData("move-on.planned", "{\"code\":\"a01a\",\"startsOn\":\"2026-06-09\"}", "data.code")]
    [InlineData("substance.test", "{\"result\":\"dunno\"}", "data.result")]
    [InlineData("check.completed", "{\"check\":\"spelling\"}", "data.check")]
    [InlineData("watch.ended", "{\"reason\":\"bored\"}", "data.reason")]
    [InlineData("support.referred", "{\"need\":\"substance-misuse\"}", "data.need")]
    [InlineData("recall.recorded", "{\"recallId\":\"R1\",\"type\":\"EOTL\"}", "data.type")]
    [InlineData("release.amended", "{\"rosh\":\"enormous\"}", "data.rosh")]
    public void Read_OfAnUnknownCode_NamesItsField(string type, string data, string field)
    {
        var problem = Refused(With(With(Booking, "type", $"\"{EventReader.Prefix}{type}\""), "data", data));
        Assert.Equal((ProblemType.UnknownCode, field), (problem.Type, problem.Field));
    }

    [Fact]
    public void Problems_NeverShowTheValue()
    {
        const string Secret = "Zebedee";
        foreach (var field in JsonNode.Parse(Release)!["data"]!.AsObject().Select(p => p.Key))
        {
            if (Read(With(Release, field, $"\"{Secret}\"", inData: true), T0) is Incoming.Refused refused)
                Assert.DoesNotContain(Secret, refused.Problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Content_OfTheSameEventWrittenInAnotherWay_IsTheSame()
    {
        var other = "{ \"data\" : {\"startsAt\":\"2026-06-03T10:00:00Z\",\t\"appointmentId\":\"\\u00611\"}, " + Booking[1..].Replace(",\"data\":{", ",\"ignored\":{", StringComparison.Ordinal);
        Assert.Equal(ContentOf(Booking), ContentOf(other));
        Assert.NotEqual(ContentOf(Booking), ContentOf(With(Booking, "appointmentId", "\"a2\"", inData: true)));
        Assert.NotEqual(ContentOf(Booking), ContentOf(With(Booking, "recordedby", "\"practitioner:P2\"")));
        Assert.NotEqual(ContentOf(Booking), ContentOf(With(Booking, "recordedat", null)));
    }

    private static string ContentOf(string line) => Assert.IsType<Incoming.Recording>(Read(line, T0)).Fact.Content;

    private static Problem Refused(string line) => Assert.IsType<Incoming.Refused>(Read(line, T0)).Problem;

    private static string With(string line, string field, string? value, bool inData = false)
    {
        var root = JsonNode.Parse(line)!.AsObject();
        var target = inData ? root["data"]!.AsObject() : root;
        target.Remove(field);
        if (value is not null) target.Add(field, JsonNode.Parse(value));
        return root.ToJsonString();
    }
}
