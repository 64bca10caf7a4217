using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Intake.Hmpps;

/// <summary>Reads HMPPS domain events, bare or in the wrapper of SNS (docs/hmpps-events.md). Never throws on any JSON.</summary>
public static class HmppsReader
{
    private const string MessageField = "Message";
    private const string TypeField = "eventType";

    /// <summary>Whether a message has the shape of an HMPPS domain event, right or wrong; a CloudEvent has not.</summary>
    public static bool IsEnvelope(JsonElement root)
    {
        try
        {
            if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("specversion", out _)) return false;
            return root.TryGetProperty(TypeField, out _) || root.TryGetProperty(MessageField, out _);
        }
        catch (InvalidOperationException)
        {
            // The name of a field is an escape that is no character: whoever reads it next says so.
            return false;
        }
    }

    /// <summary>Reads one event; the answer says what it means or why it is refused.</summary>
    public static HmppsEvent Read(JsonElement root, Receipt receipt)
    {
        try
        {
            if (root.ValueKind != JsonValueKind.Object) return Refuse(ProblemType.MalformedJson, "", "must be a JSON object");
            return root.TryGetProperty(MessageField, out var message) ? ReadWrapped(root, message, receipt) : ReadEnvelope(root, null, receipt);
        }
        catch (InvalidOperationException)
        {
            return new HmppsEvent.Refused(Problem.NoCharacter);
        }
    }

    /// <summary>Reads an event that was taken before.</summary>
    /// <param name="canonical">The envelope as it was kept.</param>
    /// <param name="eventId">Its eventId.</param>
    /// <param name="receipt">When it is looked at.</param>
    public static HmppsEvent ReadKept(string canonical, string eventId, Receipt receipt)
    {
        using var document = JsonDocument.Parse(canonical);
        return ReadEnvelope(document.RootElement, eventId, receipt);
    }

    private static HmppsEvent ReadWrapped(JsonElement wrapper, JsonElement message, Receipt receipt)
    {
        var f = new Fields(wrapper, "", InstantLimits.None);
        var messageId = f.Text("MessageId");
        if (message.ValueKind != JsonValueKind.String) f.Fail(ProblemType.InvalidField, MessageField, "must be a text that holds a JSON object");
        var said = TypeOfAttributes(wrapper, f);
        if (f.Problem is not null) return new HmppsEvent.Refused(f.Problem);
        try
        {
            using var document = JsonDocument.Parse(message.GetString()!);
            return ReadMessage(document.RootElement, messageId, said, receipt);
        }
        catch (JsonException e)
        {
            return Refuse(ProblemType.MalformedJson, MessageField, $"is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}");
        }
    }

    private static HmppsEvent ReadMessage(JsonElement root, string messageId, string? said, Receipt receipt)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refuse(ProblemType.MalformedJson, MessageField, "must hold a JSON object");
        var read = ReadEnvelope(root, messageId, receipt);
        var isOther = said is not null && read is HmppsEvent.Taken && root.GetProperty(TypeField).GetString() != said;
        return isOther ? Refuse(ProblemType.InvalidField, "MessageAttributes.eventType", "is not the eventType of the message") : read;
    }

    private static string? TypeOfAttributes(JsonElement wrapper, Fields f)
    {
        if (!wrapper.TryGetProperty("MessageAttributes", out var attributes) || attributes.ValueKind == JsonValueKind.Null) return null;
        if (attributes.ValueKind != JsonValueKind.Object) f.Fail(ProblemType.InvalidField, "MessageAttributes", "must be an object");
        else if (attributes.TryGetProperty(TypeField, out var type))
        {
            if (type.ValueKind == JsonValueKind.Object) return new Fields(type, "", InstantLimits.None).OptionalText("Value");
            f.Fail(ProblemType.InvalidField, "MessageAttributes.eventType", "must be an object with a Value");
        }

        return null;
    }

    private static HmppsEvent ReadEnvelope(JsonElement root, string? eventId, Receipt receipt)
    {
        var f = new Fields(root, "", InstantLimits.At(receipt.Now));
        var type = f.Text(TypeField);
        if (f.Problem is not null) return new HmppsEvent.Refused(f.Problem);
        if (!HmppsTypes.IsKnown(type)) return new HmppsEvent.LetPass(LetPassReason.UnknownType);
        var occurredAt = ReadOccurredAt(root, f);
        var (crn, noms) = HmppsPerson.Read(root, f);
        var canonical = CanonicalJson.Write(root);
        var head = new HmppsHead(eventId ?? RecordedFact.KeyOf(canonical), canonical, occurredAt, crn, noms);
        var read = f.Problem is null ? HmppsTypes.Read(type, head, f, root, receipt) : new HmppsEvent.Refused(f.Problem);
        return read with { Type = type };
    }

    private static Instant ReadOccurredAt(JsonElement root, Fields f)
    {
        if (!f.Has("version")) f.Fail(ProblemType.MissingField, "version", "is required");
        else if (!IsVersion(root.GetProperty("version"))) f.Fail(ProblemType.InvalidField, "version", "must be a whole number from 0");
        return f.Instant("occurredAt");
    }

    // Some publishers write it as a text, and one begins with 0.
    private static bool IsVersion(JsonElement version) => version.ValueKind switch
    {
        JsonValueKind.Number => version.TryGetInt32(out var number) && number >= 0,
        JsonValueKind.String => version.GetString() is { Length: > 0 and < 10 } text && text.All(char.IsAsciiDigit),
        _ => false,
    };

    private static HmppsEvent.Refused Refuse(ProblemType type, string field, string reason) => new(new Problem(type, field, reason));
}
