using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>A fact, amendment or withdrawal as it is stored: what was said, by whom, and a digest that tells variants apart.</summary>
/// <param name="Type">The type without the prefix of events.</param>
/// <param name="Fact">What it says.</param>
/// <param name="RecordedBy">role:id of who recorded it; null when nobody is named.</param>
/// <param name="Data">Its data as canonical JSON, without a narrative.</param>
/// <param name="Content">A digest of what the source sent: the same content again is a duplicate, another is a variant.</param>
/// <param name="Narrative">A recall's narrative, kept apart and encrypted; null when there is none.</param>
public sealed record RecordedFact(string Type, Fact Fact, string? RecordedBy, string Data, string Content, string? Narrative)
{
    /// <summary>The release for which it was recorded, where a merge has copied it from there; null for the release where it is.</summary>
    public ReleaseId? Subject { get; init; }

    /// <summary>The row key of an eventId: never the raw id.</summary>
    public static string KeyOf(string eventId) => Digest(Encoding.UTF8.GetBytes(eventId));

    /// <summary>The digest of what the source sent; times that it left open do not count.</summary>
    public static string ContentOf(string type, Fact fact, bool recordedAtGiven, string? recordedByGiven, string data) =>
        Digest(Encoding.UTF8.GetBytes($"{type}\n{fact.OccurredAt}\n{(recordedAtGiven ? fact.RecordedAt.ToString() : "")}\n{recordedByGiven}\n{data}"));

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
}

/// <summary>JSON in one form: names in code point order, no white space.</summary>
public static class CanonicalJson
{
    /// <summary>Writes a value in canonical form, without the named property of the outermost object.</summary>
    public static string Write(JsonElement value, string? without = null)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer)) Write(value, without, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An object of texts.</summary>
    public static string Of(params (string Name, string Value)[] fields) =>
        Write(JsonSerializer.SerializeToElement(fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal)));

    private static void Write(JsonElement value, string? without, Utf8JsonWriter writer)
    {
        if (value.ValueKind == JsonValueKind.Object) WriteObject(value, without, writer);
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray()) Write(item, null, writer);
            writer.WriteEndArray();
        }
        else value.WriteTo(writer);
    }

    private static void WriteObject(JsonElement value, string? without, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in value.EnumerateObject().Where(p => p.Name != without).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(property.Name);
            Write(property.Value, null, writer);
        }

        writer.WriteEndObject();
    }
}
