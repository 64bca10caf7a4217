using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Application.Tests.Recalls;

public sealed class ClassifyLineTests
{
    private const string Text = "Evicted from his flat \u2013 \"rough sleeping\" \U0001F3E0 since. Denies using drugs.";

    private static readonly string[] Fields = ["id", "primary", "secondary", "confidence", "needsReview", "evidence", "classifier"];

    [Fact]
    public void Line_OfIdAndText_IsAnsweredWithTheseFieldsInThisOrder()
    {
        var answer = Read(Line("id", "n1", "text", Text));

        Assert.Equal(Fields, answer.Select(f => f.Key));
        Assert.Equal(("n1", "homelessness", RecallClassifier.Version), ((string)answer["id"]!, (string)answer["primary"]!, (string)answer["classifier"]!));
        Assert.InRange((double)answer["confidence"]!, 0, 0.99);
    }

    [Fact]
    public void Evidence_OfANarrative_IsTheSubstring()
    {
        var evidence = Read(Line("id", "n1", "text", Text))["evidence"]!.AsArray();

        Assert.NotEmpty(evidence);
        Assert.All(evidence, e =>
        {
            string[] plain = ["label", "cue", "start", "length", "text"], discounted = ["label", "cue", "discounted", "start", "length", "text"];
            Assert.Equal(e!["discounted"] is null ? plain : discounted, e.AsObject().Select(f => f.Key));
            Assert.Equal(Text.Substring((int)e["start"]!, (int)e["length"]!), (string)e["text"]!);
        });
        Assert.Contains(evidence, e => (string)e!["label"]! == "substance_misuse" && (string?)e["discounted"] == "negated");
    }

    [Fact]
    public void Line_OfARecall_IsAnsweredAsItsNarrative()
    {
        var recall = Read(Line("recallId", "r1", "narrative", Text, "releaseId", "any", "type", "FTR_14"));
        var line = Read(Line("id", "r1", "text", Text));

        Assert.Equal(line.ToJsonString(), recall.ToJsonString());
    }

    [Fact]
    public void Line_OfARecall_ReadsItsRecordedReasons()
    {
        var without = Read("""{"recallId":"r1","narrative":"Relapsed."}""");
        var with = Read("""{"recallId":"r1","narrative":"Relapsed.","recordedReasons":["POOR_BEHAVIOUR_DRUGS"]}""");

        Assert.NotEqual((double)without["confidence"]!, (double)with["confidence"]!);
    }

    [Theory]
    [InlineData("""{"id":"n1"}""")]
    [InlineData("""{"id":"n1","text":null}""")]
    [InlineData("""{"id":"n1","text":""}""")]
    [InlineData("""{"recallId":"r1","narrative":"  ","recordedReasons":null}""")]
    public void Line_WithoutAText_IsInsufficientInformation(string line)
    {
        var answer = Read(line);

        Assert.Equal(("insufficient_information", true), ((string)answer["primary"]!, (bool)answer["needsReview"]!));
        Assert.Empty(answer["secondary"]!.AsArray());
        Assert.NotEmpty(answer["evidence"]!.AsArray());
    }

    [Theory]
    [InlineData("{", ProblemType.MalformedJson, "")]
    [InlineData("", ProblemType.MalformedJson, "")]
    [InlineData("[]", ProblemType.MalformedJson, "")]
    [InlineData("17", ProblemType.MalformedJson, "")]
    [InlineData("""{"id":"n1","text":"x"} {}""", ProblemType.MalformedJson, "")]
    [InlineData("""{"text":"x"}""", ProblemType.MissingField, "id")]
    [InlineData("""{"id":"","text":"x"}""", ProblemType.InvalidField, "id")]
    [InlineData("""{"id":7,"text":"x"}""", ProblemType.InvalidField, "id")]
    [InlineData("""{"id":"n1","text":7}""", ProblemType.InvalidField, "text")]
    [InlineData("""{"id":"n1","text":["x"]}""", ProblemType.InvalidField, "text")]
    [InlineData("""{"recallId":"r1","narrative":{}}""", ProblemType.InvalidField, "narrative")]
    [InlineData("""{"id":"n1","text":"\ud800"}""", ProblemType.MalformedJson, "")]
    [InlineData("""{"id":"n1","\ud800":1,"text":"x"}""", ProblemType.MalformedJson, "")]
    [InlineData("""{"id":"\ud800","text":"x"}""", ProblemType.InvalidField, "id")]
    [InlineData("""{"id":"n1","text":"x","recordedReasons":"OTHER"}""", ProblemType.InvalidField, "recordedReasons")]
    [InlineData("""{"id":"n1","text":"x","recordedReasons":["X100001"]}""", ProblemType.InvalidField, "recordedReasons")]
    public void Line_ThatCannotBeRead_IsAProblemAndNothingIsWritten(string line, ProblemType type, string field)
    {
        var (text, problem) = Answer(line);

        Assert.Equal((type, field, ""), (problem!.Type, problem.Field, text));
    }

    // The longest is 20,000 UTF-16 characters.
    [Theory]
    [InlineData(20_000, false)]
    [InlineData(20_001, true)]
    public void Text_OverTheLongest_IsAProblem(int length, bool tooLong)
    {
        foreach (var (id, name) in ((string, string)[])[("id", "text"), ("recallId", "narrative")])
        {
            var problem = Answer(Line(id, "n1", name, new string('x', length))).Problem;
            Assert.Equal((tooLong ? ProblemType.NarrativeTooLong : null, tooLong ? name : null), (problem?.Type, problem?.Field));
        }
    }

    [Fact]
    public void Problem_NeverHoldsTheNarrative() =>
        Assert.DoesNotContain("secretword", Answer("""{"id":"n1","text":"secretword""").Problem!.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"id":"n1","text":"Tested positive for cocaine twice, relapsed.","narrative":"Evicted, rough sleeping."}""", "substance_misuse")]
    [InlineData("""{"id":"n1","text":null,"narrative":"Evicted, rough sleeping."}""", "homelessness")]
    public void Text_GoesBeforeNarrative(string line, string primary) => Assert.Equal(primary, (string)Read(line)["primary"]!);

    private static string Line(params string[] namesAndValues) =>
        new JsonObject(namesAndValues.Chunk(2).Select(p => KeyValuePair.Create<string, JsonNode?>(p[0], JsonValue.Create(p[1])))).ToJsonString();

    private static JsonObject Read(string line)
    {
        var (text, problem) = Answer(line);
        Assert.Null(problem);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static (string Text, Problem? Problem) Answer(string line)
    {
        using var stream = new MemoryStream();
        Problem? problem;
        using (var writer = new Utf8JsonWriter(stream))
        {
            problem = new ClassifyLine(reviewBelow: 0.7).Answer(Encoding.UTF8.GetBytes(line), writer);
        }

        return (Encoding.UTF8.GetString(stream.ToArray()), problem);
    }
}
