using System.Text.Json;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Queries;

/// <summary>Writes the history of alerts and messages, a line each (lifecycle.md §12).</summary>
public static class HistoryWriter
{
    /// <summary>Writes an alert and all that happened to it.</summary>
    public static void Write(AlertHistory history, Utf8JsonWriter writer)
    {
        var alert = history.Alert;
        writer.WriteStartObject();
        writer.WriteString("alertId", alert.Id.Value);
        writer.WriteString("releaseId", alert.ReleaseId.Value);
        writer.WriteString("rule", NameOf<RuleId>.Text(alert.Rule));
        writer.WriteString("key", alert.Key);
        writer.WriteString("status", NameOf<AlertStatus>.Text(alert.Status));
        writer.WriteString("closed", alert.Closed is { } how ? NameOf<ClosedHow>.Text(how) : null);
        writer.WriteString("severity", NameOf<Severity>.Text(alert.Severity));
        writer.WriteString("suppressedBy", alert.SuppressedBy is { } rule ? NameOf<RuleId>.Text(rule) : null);
        WritePerson("owner", alert.Owner, writer);
        writer.WriteStartArray("changes");
        foreach (var change in history.Changes) Write(change, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes a message.</summary>
    public static void Write(ListedMessage listed, Utf8JsonWriter writer)
    {
        var message = listed.Outbox.Message;
        writer.WriteStartObject();
        writer.WriteString("messageId", listed.Outbox.MessageId);
        writer.WriteString("at", message.At.ToString());
        writer.WriteString("channel", listed.Channel);
        WritePerson("audience", message.Audience, writer);
        writer.WriteString("kind", NameOf<MessageKind>.Text(message.Kind));
        WriteList("alertIds", message.Alerts.Select(a => a.Value), writer);
        if (message.Kind == MessageKind.Weekend) WriteList("releaseIds", message.Releases.Select(r => r.Value), writer);
        writer.WriteEndObject();
    }

    private static void Write(ListedChange change, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("at", change.At.ToString());
        writer.WriteString("change", change.Change);
        writer.WriteString("severity", NameOf<Severity>.Text(change.Severity));
        if (change.By is { } by) writer.WriteString("by", by.ToString());
        if (change.Closed is { } closed) writer.WriteString("closed", NameOf<ClosedHow>.Text(closed));
        if (change.Level is { } level) writer.WriteString("level", NameOf<Role>.Text(level));
        writer.WriteEndObject();
    }

    private static void WritePerson(string name, Person person, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(name);
        writer.WriteString("role", NameOf<Role>.Text(person.Role));
        writer.WriteString("id", person.Id);
        writer.WriteEndObject();
    }

    private static void WriteList(string name, IEnumerable<string> values, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
