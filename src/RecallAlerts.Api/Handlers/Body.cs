using System.Text.Json;
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

        return JsonBody.Parse(bytes.ToArray());
    }

    private static Problem TooLarge => new(ProblemType.BodyTooLarge, "", "is over 1 MiB");
}
