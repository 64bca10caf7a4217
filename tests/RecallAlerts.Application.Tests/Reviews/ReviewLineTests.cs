using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Reviews;

namespace RecallAlerts.Application.Tests.Reviews;

public sealed class ReviewLineTests
{
    private const string Release = """{ "crn": "X100001", "releasedAt": "2026-06-02T09:00:00Z", "licenceEndsOn": "2027-06-01", "region": "wales", "pdu": "gwent", "rosh": "low" }""";

    [Fact]
    public void Line_OfEachWorkedCase_IsAnsweredAsExpected()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "conformance", "reviews.jsonl"));

        Assert.Equal(314, lines.Length);
        Assert.All(lines, line =>
        {
            var worked = JsonNode.Parse(line)!;
            var expected = worked["expected"]!.AsObject();
            expected["id"] = worked["id"]!.GetValue<string>();
            var (answer, problem) = Answer(line);
            Assert.Null(problem);
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(answer)),
                $"{worked["id"]}: expected {expected.ToJsonString()} but was {answer}");
        });
    }

    [Fact]
    public void Line_WithoutFacts_IsAnsweredInOneObject() => Assert.Equal(
        """{"id":"c1","state":"pending","phase":null,"conditions":[],"nextChangeAt":"2026-06-02T09:00:00Z"}""",
        Answer($$"""{ "id": "c1", "release": {{Release}}, "now": "2026-06-01T09:00:00Z" }""").Text);

    [Theory]
    [InlineData("{", ProblemType.MalformedJson, "")]
    [InlineData("", ProblemType.MalformedJson, "")]
    [InlineData("[]", ProblemType.MalformedJson, "")]
    [InlineData("""{ "now": "2026-06-01T09:00:00Z", "release": RELEASE }""", ProblemType.MissingField, "id")]
    [InlineData("""{ "id": "c1", "release": RELEASE }""", ProblemType.MissingField, "now")]
    [InlineData("""{ "id": "c1", "now": "2026-06-01T09:00:00", "release": RELEASE }""", ProblemType.InstantWithoutOffset, "now")]
    [InlineData("""{ "id": "c1", "now": "2026-06-01T09:00:00Z" }""", ProblemType.MissingField, "release")]
    [InlineData("""{ "id": "c1", "now": "2026-06-01T09:00:00Z", "release": {} }""", ProblemType.MissingField, "release.crn")]
    [InlineData("""{ "id": "c1", "now": "2026-06-01T09:00:00Z", "release": RELEASE, "facts": {} }""", ProblemType.InvalidField, "facts")]
    [InlineData("""{ "id": "c1", "now": "2026-06-01T09:00:00Z", "release": RELEASE, "facts": [{}] }""", ProblemType.MissingField, "facts[0].eventId")]
    public void Line_ThatCannotBeRead_IsAProblemAndNothingIsWritten(string line, ProblemType type, string field)
    {
        var (text, problem) = Answer(line.Replace("RELEASE", Release, StringComparison.Ordinal));

        Assert.Equal((type, field, ""), (problem!.Type, problem.Field, text));
    }

    [Fact]
    public void Line_WithAFactOfAnUnknownType_IsAProblem()
    {
        const string fact = """{ "eventId": "e1", "type": "no.such", "occurredAt": "2026-06-01T09:00:00Z", "recordedAt": "2026-06-01T09:00:00Z" }""";

        Assert.Equal(ProblemType.UnknownType, Answer($$"""{ "id": "c1", "now": "2026-06-01T09:00:00Z", "release": {{Release}}, "facts": [{{fact}}] }""").Problem!.Type);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Line_WithAFactThatIsNoObject_IsAProblem(string fact) =>
        Assert.NotNull(Answer($$"""{ "id": "c1", "now": "2026-06-01T09:00:00Z", "release": {{Release}}, "facts": [{{fact}}] }""").Problem);

    private static (string Text, Problem? Problem) Answer(string line)
    {
        using var stream = new MemoryStream();
        Problem? problem;
        using (var writer = new Utf8JsonWriter(stream))
        {
            problem = new ReviewLine(PolicyDocument.Default, BankHolidays.Default).Answer(Encoding.UTF8.GetBytes(line), writer);
        }

        return (Encoding.UTF8.GetString(stream.ToArray()), problem);
    }
}
