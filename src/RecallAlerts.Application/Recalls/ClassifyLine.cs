using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Recalls;

/// <summary>Classifies a line: {id, text}, or a recall with recallId, narrative and recordedReasons. Stores nothing.</summary>
/// <param name="reviewBelow">The confidence under which a person should look (policy).</param>
public sealed class ClassifyLine(double reviewBelow)
{
    /// <summary>Reads a line and writes the answer {id, primary, secondary, confidence, needsReview, evidence, classifier}; a problem when it cannot be read.</summary>
    public Problem? Answer(ReadOnlyMemory<byte> line, Utf8JsonWriter writer)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Answer(document.RootElement, writer);
        }
        catch (JsonException e)
        {
            return new Problem(ProblemType.MalformedJson, "", $"is not JSON: byte {e.BytePositionInLine}");
        }
        catch (InvalidOperationException)
        {
            return Problem.NoCharacter;
        }
    }

    private Problem? Answer(JsonElement line, Utf8JsonWriter writer)
    {
        if (line.ValueKind != JsonValueKind.Object) return new Problem(ProblemType.MalformedJson, "", "must be a JSON object");
        var f = new Fields(line, "", InstantLimits.None);
        var id = f.Text(f.Has("id") || !f.Has("recallId") ? "id" : "recallId");
        var text = TextOf(line, "text", f) ?? TextOf(line, "narrative", f);
        var reasons = f.CapitalCodes("recordedReasons");
        if (f.Problem is not null) return f.Problem;
        Write(id, text ?? "", RecallClassifier.Classify(new RecallInput(text, reasons, []), reviewBelow), writer);
        return null;
    }

    // An empty text is a narrative that says nothing; the length alone is limited.
    private static string? TextOf(JsonElement line, string name, Fields f)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String) f.Fail(ProblemType.InvalidField, name, "must be a text");
        else if (value.GetString() is { Length: > FactReader.LongestNarrative })
            f.Fail(ProblemType.NarrativeTooLong, name, $"must not be over {FactReader.LongestNarrative} characters");
        else return value.GetString();
        return null;
    }

    private static void Write(string id, string text, RecallClassification c, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("primary", RecallReasons.Text(c.Primary));
        writer.WriteStartArray("secondary");
        foreach (var reason in c.Secondary) writer.WriteStringValue(RecallReasons.Text(reason));
        writer.WriteEndArray();
        writer.WriteNumber("confidence", c.Confidence);
        writer.WriteBoolean("needsReview", c.NeedsReview);
        writer.WriteStartArray("evidence");
        foreach (var evidence in c.Evidence) Write(text, evidence, writer);
        writer.WriteEndArray();
        writer.WriteString("classifier", c.Classifier);
        writer.WriteEndObject();
    }

    private static void Write(string text, RecallEvidence evidence, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("label", RecallReasons.Text(evidence.Label));
        writer.WriteString("cue", evidence.Cue);
        if (evidence.Discounted is { } why) writer.WriteString("discounted", NameOf<Discount>.Text(why));
        if (evidence is NarrativeEvidence span)
        {
            writer.WriteNumber("start", span.Start);
            writer.WriteNumber("length", span.Length);
            writer.WriteString("text", text.AsSpan(span.Start, span.Length));
        }

        writer.WriteEndObject();
    }
}
