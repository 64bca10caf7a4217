using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class RecallReaderTests
{
    private const string Right = """{"recallId":"R1","releaseId":"X000001-20260602","recalledAt":"2026-06-16T10:00:00+01:00","type":"FTR_28","recordedReasons":["OTHER","FAILED_RESIDE"],"narrative":"He left."}""";
    private static readonly Receipt Receipt = new(Instant.Parse("2026-06-17T09:00:00Z"), null);

    [Fact]
    public void Recall_BecomesAFactUnderAnIdOfItsOwn()
    {
        var (sent, problem) = RecallReader.ReadRecall(Parse(Right), Receipt);
        Assert.Null(problem);
        Assert.Equal("X000001-20260602", sent!.Release);
        var expected = new RecallRecorded("recall:R1", Instant.Parse("2026-06-16T09:00:00Z"), Receipt.Now, "R1") { Type = "FTR_28", RecordedReasons = "OTHER;FAILED_RESIDE" };
        Assert.Equal(expected, sent.Fact.Fact);
        Assert.Equal(("recall.recorded", "He left.", null), (sent.Fact.Type, sent.Fact.Narrative, sent.Fact.RecordedBy));
        Assert.Equal("""{"recallId":"R1","recordedReasons":["OTHER","FAILED_RESIDE"],"type":"FTR_28"}""", sent.Fact.Data);
        Assert.Equal(expected, FactReader.ReadStored(sent.Fact.Type, new FactHead("recall:R1", expected.OccurredAt, expected.RecordedAt), Parse(sent.Fact.Data)));
    }

    [Theory]
    [InlineData("releaseId", "\"X000002-20260602\"", true)]
    [InlineData("recalledAt", "\"2026-06-16T09:00:00.7Z\"", true)]
    [InlineData("more", "1", true)]
    [InlineData("recalledAt", "\"2026-06-16T09:00:01Z\"", false)]
    [InlineData("type", "\"LR\"", false)]
    [InlineData("recordedReasons", "[\"OTHER\"]", false)]
    [InlineData("narrative", "\"He left\"", false)]
    [InlineData("narrative", "null", false)]
    public void Content_IsTheSameForTheSameRecall(string field, string value, bool isSame)
    {
        var later = new Receipt(Receipt.Now.PlusHours(5), null);
        var (first, second) = (RecallReader.ReadRecall(Parse(Right), Receipt).Recall!, RecallReader.ReadRecall(Parse(With(field, value)), later).Recall!);
        Assert.Equal(isSame, first.Fact.Content == second.Fact.Content);
    }

    [Theory]
    [InlineData("recallId", null, ProblemType.MissingField)]
    [InlineData("recalledAt", null, ProblemType.MissingField)]
    [InlineData("type", null, ProblemType.MissingField)]
    [InlineData("releaseId", null, ProblemType.MissingField)]
    [InlineData("recalledAt", "\"2026-06-16T09:00:00\"", ProblemType.InstantWithoutOffset)]
    [InlineData("recalledAt", "\"1999-12-31T23:59:59Z\"", ProblemType.InstantOutOfRange)]
    [InlineData("type", "\"EOTL\"", ProblemType.UnknownCode)]
    [InlineData("recordedReasons", "[\"X000001\"]", ProblemType.InvalidField)]
    [InlineData("recordedReasons", "7", ProblemType.InvalidField)]
    [InlineData("narrative", "7", ProblemType.InvalidField)]
    public void Recall_ThatIsWrong_NamesTheField(string field, string? value, ProblemType type)
    {
        var problem = RecallReader.ReadRecall(Parse(With(field, value)), Receipt).Problem;
        Assert.Equal((type, field), (problem!.Type, problem.Field));
    }

    [Theory]
    [InlineData(20_000, null)]
    [InlineData(20_001, ProblemType.NarrativeTooLong)]
    public void Narrative_HasAnEnd(int length, ProblemType? problem)
    {
        var text = $"\"{new string('x', length)}\"";
        Assert.Equal(problem, RecallReader.ReadRecall(Parse(With("narrative", text)), Receipt).Problem?.Type);
        Assert.Equal(problem, RecallReader.ReadInput(Parse($$"""{"narrative":{{text}}}"""), "", Receipt).Problem?.Type);
    }

    [Fact]
    public void WatchId_NamesTheReleaseToo() => Assert.Equal("abc", RecallReader.ReadRecall(Parse(With("releaseId", null)[..^1] + ",\"watchId\":\"abc\"}"), Receipt).Recall!.Release);

    [Theory]
    [InlineData("{}", null, "")]
    [InlineData("""{"narrative":"He left.","recordedReasons":["OTHER","OTHER"],"type":"LR"}""", "He left.", "OTHER")]
    public void Input_TakesWhatThereIs(string json, string? narrative, string reasons)
    {
        var input = RecallReader.ReadInput(Parse(json), "", Receipt).Input!;
        Assert.Equal((narrative, reasons, 0), (input.Narrative, string.Join(';', input.RecordedReasons), input.Signs.Count));
    }

    [Theory]
    [InlineData("[]", "[3]", ProblemType.InvalidField)]
    [InlineData("""{"narrative":7}""", "[3].narrative", ProblemType.InvalidField)]
    [InlineData("""{"type":"EOTL"}""", "[3].type", ProblemType.UnknownCode)]
    [InlineData("""{"recordedReasons":["lower"]}""", "[3].recordedReasons", ProblemType.InvalidField)]
    [InlineData("""{"narrative":"\ud800"}""", "", ProblemType.MalformedJson)]
    public void Input_ThatIsWrong_NamesTheField(string json, string field, ProblemType type)
    {
        var problem = RecallReader.ReadInput(Parse(json), "[3].", Receipt).Problem!;
        Assert.Equal((type, field), (problem.Type, problem.Field));
    }

    [Fact]
    public void Reason_IsReadInTheOrderOfTheReasons()
    {
        var sent = RecallReader.ReadReason(Parse("""{"primary":"further_offence","secondary":["continuity_failure","homelessness","homelessness"],"reason":"Charged."}"""), Receipt).Reason!;
        Assert.Equal((RecallReason.FurtherOffence, "Charged."), (sent.Reason.Primary, sent.Words));
        Assert.Equal([RecallReason.Homelessness, RecallReason.ContinuityFailure], sent.Reason.Secondary);
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", "primary", ProblemType.MissingField)]
    [InlineData("""{"primary":"homeless","reason":"x"}""", "primary", ProblemType.UnknownCode)]
    [InlineData("""{"primary":"homelessness"}""", "reason", ProblemType.MissingField)]
    [InlineData("""{"primary":"homelessness","reason":" "}""", "reason", ProblemType.InvalidField)]
    [InlineData("""{"primary":"homelessness","secondary":"x","reason":"x"}""", "secondary", ProblemType.InvalidField)]
    [InlineData("""{"primary":"homelessness","secondary":["x"],"reason":"x"}""", "secondary", ProblemType.UnknownCode)]
    [InlineData("""{"primary":"homelessness","secondary":[null],"reason":"x"}""", "secondary", ProblemType.UnknownCode)]
    [InlineData("""{"primary":"homelessness","secondary":["homelessness"],"reason":"x"}""", "secondary", ProblemType.InvalidField)]
    [InlineData("""{"primary":"homelessness","secondary":["insufficient_information"],"reason":"x"}""", "secondary", ProblemType.InvalidField)]
    [InlineData("[]", "", ProblemType.InvalidField)]
    public void Reason_ThatIsWrong_NamesTheField(string json, string field, ProblemType type)
    {
        var problem = RecallReader.ReadReason(Parse(json), Receipt).Problem!;
        Assert.Equal((type, field), (problem.Type, problem.Field));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string With(string field, string? value)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(Right)!.AsObject();
        if (value is null) root.Remove(field);
        else root[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return root.ToJsonString();
    }
}
