using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Application.Intake;

/// <summary>A recall that is sent by itself.</summary>
/// <param name="Release">A releaseId or watchId.</param>
/// <param name="Fact">The fact that it becomes.</param>
public sealed record SentRecall(string Release, RecordedFact Fact);

/// <summary>A person's answer as it is sent.</summary>
/// <param name="Reason">The answer.</param>
/// <param name="Words">Why.</param>
public sealed record SentReason(ReasonAnswer Reason, string Words);

/// <summary>Reads the bodies of the routes of recalls (api.md; recall-reasons.md).</summary>
public static class RecallReader
{
    private const int LongestWords = 2_000;

    /// <summary>Reads a recall; the problem names the field and the reason.</summary>
    public static (SentRecall? Recall, Problem? Problem) ReadRecall(JsonElement body, Receipt receipt) => Read(body, "", receipt, ReadRecall);

    /// <summary>Reads what is to be classified without a timeline.</summary>
    /// <param name="body">The object.</param>
    /// <param name="path">Where it stands, with a dot at the end; empty for the whole.</param>
    /// <param name="receipt">When it comes.</param>
    public static (RecallInput? Input, Problem? Problem) ReadInput(JsonElement body, string path, Receipt receipt) => Read(body, path, receipt, (element, f, _) =>
    {
        if (f.Has("type") && !f.IsNull("type")) f.OneOf("type", FactReader.RecallTypes);
        return new RecallInput(ReadNarrative(element, f), f.CapitalCodes("recordedReasons"), []);
    });

    /// <summary>Reads a person's answer: a primary reason, others, and why.</summary>
    public static (SentReason? Reason, Problem? Problem) ReadReason(JsonElement body, Receipt receipt) => Read(body, "", receipt, (_, f, _) =>
    {
        var primary = ReasonOf(f.OneOf("primary", [.. RecallReasons.AllNames]));
        RecallReason[] secondary = [.. f.SomeOf("secondary", RecallReasons.AllNames).Select(ReasonOf)];
        if (secondary.Contains(primary) || secondary.Contains(RecallReason.InsufficientInformation))
            f.Fail(ProblemType.InvalidField, "secondary", "must name neither the primary reason nor insufficient_information");
        return new SentReason(new ReasonAnswer(primary, secondary), f.Text("reason", LongestWords));
    });

    private static (T? Value, Problem? Problem) Read<T>(JsonElement body, string path, Receipt receipt, Func<JsonElement, Fields, Receipt, T> read)
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, new Problem(ProblemType.InvalidField, path.TrimEnd('.'), "must be an object"));
        var f = new Fields(body, path, InstantLimits.At(receipt.Now));
        try
        {
            var value = read(body, f, receipt);
            return f.Problem is null ? (value, null) : (null, f.Problem);
        }
        catch (InvalidOperationException)
        {
            return (null, Problem.NoCharacter);
        }
    }

    private static SentRecall ReadRecall(JsonElement body, Fields f, Receipt receipt)
    {
        var (recallId, recalledAt, _) = (f.Text("recallId"), f.Instant("recalledAt"), f.OneOf("type", FactReader.RecallTypes));
        var release = f.OptionalText("releaseId") ?? f.OptionalText("watchId");
        if (release is null) f.Fail(ProblemType.MissingField, "releaseId", "or watchId is required");
        var narrative = ReadNarrative(body, f);
        var fact = FactReader.ReadRecall(new FactHead($"recall:{recallId}", recalledAt, receipt.Now), f);
        var data = DataOf(fact);
        var content = RecordedFact.ContentOf(FactReader.Recall, fact, recordedAtGiven: false, null, data + narrative);
        return new SentRecall(release ?? "", new RecordedFact(FactReader.Recall, fact, receipt.Caller, data, content, narrative));
    }

    private static string? ReadNarrative(JsonElement body, Fields f)
    {
        var (narrative, problem) = EventReader.ReadNarrative(body, "");
        if (problem is not null) f.Fail(problem.Type, problem.Field, problem.Reason);
        return narrative;
    }

    // The same recall is the same body, whichever id names its release and whatever else was sent.
    private static string DataOf(RecallRecorded recall)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("recallId", recall.RecallId);
            writer.WriteStartArray("recordedReasons");
            foreach (var reason in recall.RecordedReasons.Split(';', StringSplitOptions.RemoveEmptyEntries)) writer.WriteStringValue(reason);
            writer.WriteEndArray();
            writer.WriteString("type", recall.Type);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RecallReason ReasonOf(string name) => RecallReasons.TryParse(name, out var reason) ? reason : RecallReason.InsufficientInformation;
}
