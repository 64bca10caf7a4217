using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Reviews;

/// <summary>The worked cases of conformance/reviews.jsonl, by id in the order of the file.</summary>
internal static class WorkedCases
{
    private static readonly Dictionary<string, JsonElement> ById = Read();

    public static IReadOnlyCollection<string> Ids => ById.Keys;

    public static JsonElement Expected(string id) => ById[id].GetProperty("expected");

    public static Review Review(string id)
    {
        var line = ById[id];
        var (release, problem) = ReleaseReader.Read(line.GetProperty("release"), "release.", InstantLimits.None);
        Assert.Null(problem);
        var facts = line.GetProperty("facts").EnumerateArray().Select(ReadFact);
        var c = new Case(release!, Timeline.Of(facts), Given.Policy, Given.Calendar);
        return Reviewer.Review(c, InstantOf(line, "now"));
    }

    private static Fact ReadFact(JsonElement fact)
    {
        var head = new FactHead(fact.GetProperty("eventId").GetString()!, InstantOf(fact, "occurredAt"), InstantOf(fact, "recordedAt"));
        return FactReader.ReadStored(fact.GetProperty("type")
            .GetString()!, head, fact.TryGetProperty("data", out var data) ? data : default);
    }

    private static Instant InstantOf(JsonElement element, string name) => Given.At(element.GetProperty(name).GetString()!);

    private static Dictionary<string, JsonElement> Read()
    {
        var cases = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "conformance", "reviews.jsonl"))
            .Where(l => l.Length > 0))
        {
            var element = JsonDocument.Parse(line).RootElement;
            cases.Add(element.GetProperty("id").GetString()!, element);
        }

        return cases;
    }
}
