using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Intake;

namespace RecallAlerts.Api.Handlers;

/// <summary>Reads request bodies of up to 1 MiB.</summary>
internal static class Body
{
    private const int Largest = 1024 * 1024;

    /// <summary>The body as JSON, or why it is refused. Dispose of the document.</summary>
    public static async Task<(JsonDocument? Json, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Largest) return (null, TooLarge);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await request.Body.ReadAsync(buffer, cancellation); read > 0; read = await request.Body.ReadAsync(buffer, cancellation))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Largest) return (null, TooLarge);
        }

        return Parse(bytes.ToArray());
    }

    private static Problem TooLarge => new(ProblemType.BodyTooLarge, "", "is over 1 MiB");

    private static (JsonDocument? Json, Problem? Problem) Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) return (null, new Problem(ProblemType.MalformedJson, "", "is not UTF-8"));
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
