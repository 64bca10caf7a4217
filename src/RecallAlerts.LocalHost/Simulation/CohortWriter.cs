using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>Writes a cohort as CloudEvents, one JSON object a line.</summary>
public static class CohortWriter
{
    private const string Prefix = "uk.gov.justice.probation.";
    private const int Chunk = 64 * 1024;

    /// <summary>The file is read by people too, and holds no markup.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes line by line in constant memory; the same events give the same bytes.</summary>
    public static void Write(Stream output, IEnumerable<SimulatedEvent> events, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Chunk);
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var line in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteLine(json, line);
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= Chunk) Empty(buffer, output);
        }

        Empty(buffer, output);
    }

    /// <summary>The order in which a replay plays them; holds the cohort in memory. Lines of one instant keep their order.</summary>
    public static IReadOnlyList<SimulatedEvent> ByRecording(IEnumerable<SimulatedEvent> events) => [.. events.OrderBy(e => e.RecordedAt)];

    private static void Empty(ArrayBufferWriter<byte> buffer, Stream output)
    {
        output.Write(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private static void WriteLine(Utf8JsonWriter json, SimulatedEvent line)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, line.Id);
        json.WriteString("source"u8, "simulate"u8);
        json.WriteString("type"u8, Prefix + line.Type);
        json.WriteString("subject"u8, line.Subject);
        json.WriteString("time"u8, line.Time.ToString());
        json.WriteString("recordedat"u8, line.RecordedAt.ToString());
        if (line.RecordedBy is { } by) json.WriteString("recordedby"u8, by);
        json.WriteStartObject("data"u8);
        foreach (var field in line.Data) WriteField(json, field);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteField(Utf8JsonWriter json, DataField field)
    {
        json.WritePropertyName(field.Name);
        switch (field.Value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case IEnumerable<string> list: WriteList(json, list); break;
            default: throw new NotSupportedException($"{field.Name} is of no kind that is written.");
        }
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable<string> list)
    {
        json.WriteStartArray();
        foreach (var item in list) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
