using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Reviews;

/// <summary>Answers one worked case: a line {id, release, facts[], now} gives {id, state, phase, conditions, nextChangeAt}.</summary>
/// <param name="policies">The policy.</param>
/// <param name="calendar">Working days.</param>
public sealed class ReviewLine(PolicySet policies, WorkingCalendar calendar)
{
    /// <summary>Reads a case and writes its answer; a problem when the case cannot be read, and then nothing is written.</summary>
    public Problem? Answer(ReadOnlyMemory<byte> line, Utf8JsonWriter writer)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var (c, now, problem) = TryRead(document.RootElement);
            if (problem is null) Write(document.RootElement, Reviewer.Review(c!, now), writer);
            return problem;
        }
        catch (JsonException e)
        {
            return new Problem(ProblemType.MalformedJson, "", e.Message);
        }
    }

    private (Case? Case, Instant Now, Problem? Problem) TryRead(JsonElement root)
    {
        try
        {
            return Read(root);
        }
        catch (InvalidOperationException)
        {
            return (null, default, Problem.NoCharacter);
        }
    }

    private (Case? Case, Instant Now, Problem? Problem) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return (null, default, new Problem(ProblemType.MalformedJson, "", "must be an object"));
        var f = new Fields(root, "", InstantLimits.None);
        var (id, now) = (f.Text("id"), f.Instant("now"));
        if (!root.TryGetProperty("release", out var body)) f.Fail(ProblemType.MissingField, "release", "is required");
        var (release, problem) = ReleaseReader.Read(body, "release.", InstantLimits.None);
        var facts = new List<Fact>();
        problem = f.Problem ?? problem ?? ReadFacts(root, facts);
        return problem is null ? (new Case(release!, Timeline.Of(facts), policies.Of(release!.Region), calendar), now, null) : (null, now, problem);
    }

    private static Problem? ReadFacts(JsonElement root, List<Fact> facts)
    {
        if (!root.TryGetProperty("facts", out var list)) return null;
        if (list.ValueKind != JsonValueKind.Array) return new Problem(ProblemType.InvalidField, "facts", "must be a list");
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) return new Problem(ProblemType.InvalidField, $"facts[{facts.Count}]", "must be an object");
            var f = new Fields(item, $"facts[{facts.Count}].", InstantLimits.None);
            var head = new FactHead(f.Text("eventId"), f.Instant("occurredAt"), f.Instant("recordedAt"));
            var type = f.Text("type");
            var (fact, problem) = FactReader.Read(type, head, item.TryGetProperty("data", out var data) ? data : default, InstantLimits.None);
            if ((f.Problem ?? problem) is { } wrong) return wrong;
            facts.Add(fact!);
        }

        return null;
    }

    private static void Write(JsonElement root, Review review, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", root.GetProperty("id").GetString());
        writer.WriteString("state", NameOf<WatchState>.Text(review.State));
        writer.WriteString("phase", review.Phase is { } phase ? NameOf<Phase>.Text(phase) : null);
        writer.WriteStartArray("conditions");
        foreach (var condition in review.Conditions) Write(condition, writer);
        writer.WriteEndArray();
        writer.WriteString("nextChangeAt", review.NextChangeAt?.ToString());
        writer.WriteEndObject();
    }

    private static void Write(Condition condition, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", NameOf<RuleId>.Text(condition.Rule));
        writer.WriteString("key", condition.Key);
        writer.WriteString("since", condition.Since.ToString());
        writer.WriteString("severity", NameOf<Severity>.Text(condition.Severity));
        writer.WriteString("suppressedBy", condition.SuppressedBy is { } rule ? NameOf<RuleId>.Text(rule) : null);
        writer.WriteEndObject();
    }
}
