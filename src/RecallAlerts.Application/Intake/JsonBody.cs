using System.Text.Json;
using System.Text.Unicode;

namespace RecallAlerts.Application.Intake;

/// <summary>Parses what was sent as JSON in UTF-8.</summary>
public static class JsonBody
{
    /// <summary>The document, or why there is none. Dispose of the document.</summary>
    public static (JsonDocument? Json, Problem? Problem) Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span)) return (null, new Problem(ProblemType.MalformedJson, "", "is not UTF-8"));
        try
        {
            return (JsonDocument.Parse(bytes), null);
        }
        catch (JsonException e)
        {
            return (null, new Problem(ProblemType.MalformedJson, "", $"is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}"));
        }
    }
}
