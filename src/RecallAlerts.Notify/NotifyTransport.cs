using System.Net;
using System.Text.Json;
using Notify.Interfaces;

namespace RecallAlerts.Notify;

/// <summary>GOV.UK Notify answered, and not with success.</summary>
/// <param name="status">The status.</param>
/// <param name="retryAfter">When it may be asked again, if it says so.</param>
/// <param name="errors">Its errors: the type, which does not change, and words for a person.</param>
internal sealed class NotifyRefusalException(HttpStatusCode status, RetryHint retryAfter, IReadOnlyList<NotifyError> errors)
    : IOException($"GOV.UK Notify answered {(int)status}.")
{
    public HttpStatusCode Status { get; } = status;

    public RetryHint RetryAfter { get; } = retryAfter;

    public IReadOnlyList<NotifyError> Errors { get; } = errors;
}

/// <summary>One error of an answer.</summary>
internal sealed record NotifyError(string Type, string Words);

/// <summary>The header Retry-After, in either form.</summary>
internal readonly record struct RetryHint(TimeSpan? Pause, DateTimeOffset? At);

/// <summary>
/// Carries the requests of the GOV.UK Notify client. Its own carrier hides the status in the text of an exception together with the answer's body,
/// which may hold an address, and drops Retry-After; this one keeps them apart.
/// </summary>
/// <param name="http">Has the base address, the timeout and the headers; lives as long as the sender.</param>
internal sealed class NotifyTransport(HttpClient http) : IHttpClient
{
    /// <summary>The client sets the public service here; where requests go is the options' business.</summary>
    public Uri? BaseAddress { get; set; }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var hint = new RetryHint(response.Headers.RetryAfter?.Delta, response.Headers.RetryAfter?.Date);
            throw new NotifyRefusalException(response.StatusCode, hint, ErrorsOf(await response.Content.ReadAsByteArrayAsync()));
        }
    }

    public void SetClientBaseAddress()
    {
        // See BaseAddress.
    }

    public void AddContentHeader(string header) => http.DefaultRequestHeaders.Accept.ParseAdd(header);

    public void AddUserAgent(string userAgent) => http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);

    public void Dispose() => http.Dispose();

    private static NotifyError[] ErrorsOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("errors", out var errors)) return [];
            if (errors.ValueKind != JsonValueKind.Array) return [];
            var objects = errors.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object);
            return [.. objects.Select(e => new NotifyError(Text(e, "error"), Text(e, "message")))];
        }
        catch (JsonException)
        {
            // A proxy in between answers in HTML; then the status is all that is known.
            return [];
        }
    }

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
