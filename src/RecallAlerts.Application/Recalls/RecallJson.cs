using System.Text;
using System.Text.Json;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Recalls;

/// <summary>Evidence and alerts of a recall as the stores keep them, as JSON. Evidence says where the words stand, never which they are.</summary>
public static class RecallJson
{
    /// <summary>Evidence as a JSON array.</summary>
    public static string Write(IReadOnlyList<RecallEvidence> evidence) => Write(writer =>
    {
        foreach (var item in evidence) Write(item, writer);
    });

    /// <summary>Alerts looked back on as a JSON array.</summary>
    public static string Write(IReadOnlyList<LookedBackAlert> alerts) => Write(writer =>
    {
        foreach (var alert in alerts) Write(alert, writer);
    });

    /// <summary>Evidence of a JSON array.</summary>
    /// <exception cref="FormatException">It was not written by this program.</exception>
    public static IReadOnlyList<RecallEvidence> ReadEvidence(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ReadItem)];
    }

    /// <summary>Alerts of a JSON array.</summary>
    /// <exception cref="FormatException">It was not written by this program.</exception>
    public static IReadOnlyList<LookedBackAlert> ReadAlerts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ReadAlert)];
    }

    private static void Write(RecallEvidence item, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("label", RecallReasons.Text(item.Label));
        writer.WriteString("cue", item.Cue);
        if (item.Discounted is { } why) writer.WriteString("discounted", NameOf<Discount>.Text(why));
        if (item is NarrativeEvidence span)
        {
            writer.WriteNumber("start", span.Start);
            writer.WriteNumber("length", span.Length);
        }
        else writer.WriteString("eventId", ((TimelineEvidence)item).EventId);

        writer.WriteEndObject();
    }

    private static RecallEvidence ReadItem(JsonElement e)
    {
        var discounted = e.TryGetProperty("discounted", out var why) ? Named<Discount>(why) : (Discount?)null;
        var label = RecallReasons.TryParse(Text(e, "label"), out var reason) ? reason : throw new FormatException("A stored label is none.");
        return e.TryGetProperty("start", out var start)
            ? new NarrativeEvidence(label, Text(e, "cue"), discounted, start.GetInt32(), e.GetProperty("length").GetInt32())
            : new TimelineEvidence(label, Text(e, "cue"), discounted, e.GetProperty("eventId").GetString());
    }

    private static void Write(LookedBackAlert a, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("alert", a.Alert.Value);
        writer.WriteString("rule", NameOf<RuleId>.Text(a.Rule));
        writer.WriteString("key", a.Key);
        writer.WriteNumber("openedAt", a.OpenedAt.Seconds);
        writer.WriteString("openedAs", NameOf<Severity>.Text(a.OpenedAs));
        writer.WriteNumber("hoursBefore", a.HoursBefore);
        if (a.AcknowledgedAt is { } at) writer.WriteNumber("acknowledgedAt", at.Seconds);
        writer.WriteBoolean("wasOpen", a.WasOpen);
        writer.WriteBoolean("untouched", a.Untouched);
        writer.WriteEndObject();
    }

    private static LookedBackAlert ReadAlert(JsonElement e) => new(
        new AlertId(Text(e, "alert")), Named<RuleId>(e.GetProperty("rule")), Text(e, "key"), new Instant(e.GetProperty("openedAt").GetInt64()),
        Named<Severity>(e.GetProperty("openedAs")), e.GetProperty("hoursBefore").GetInt64(),
        e.TryGetProperty("acknowledgedAt", out var at) ? new Instant(at.GetInt64()) : null, e.GetProperty("wasOpen").GetBoolean(), e.GetProperty("untouched").GetBoolean());

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private static T Named<T>(JsonElement value)
        where T : struct, Enum => NameOf<T>.TryParse(value.GetString(), out var named) ? named : throw new FormatException("A stored name is none.");

    private static string Write(Action<Utf8JsonWriter> items)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            items(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
