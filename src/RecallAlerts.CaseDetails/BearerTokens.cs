using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecallAlerts.CaseDetails;

/// <summary>Gives the token with which details are asked for; null where none is needed.</summary>
/// <param name="cancellation">Ends the wait.</param>
public delegate ValueTask<string?> BearerToken(CancellationToken cancellation);

/// <summary>Fetches tokens by OAuth 2.0 client credentials, and keeps each until shortly before it ends.</summary>
/// <param name="options">Where and as whom.</param>
/// <param name="http">Calls; lives longer than this.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientCredentialTokens(TokenOptions options, HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(30);
    private string? _token;
    private DateTimeOffset _endsAt;

    /// <summary>A token.</summary>
    /// <exception cref="HttpRequestException">There is none to be had now.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellation)
    {
        if (_token is not null && time.GetUtcNow() < _endsAt - Early) return _token;
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        using var response = await http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException("No token was given.", null, response.StatusCode);
        return Keep(await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private string Keep(byte[] body)
    {
        var (token, seconds) = Read(body);
        if (token is null || seconds <= 0) throw new HttpRequestException("The answer holds no token.");
        (_token, _endsAt) = (token, time.GetUtcNow().AddSeconds(seconds));
        return token;
    }

    // An answer that cannot be read is not quoted: it may hold a token.
    private static (string? Token, int Seconds) Read(byte[] body)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<TokenAnswer>(body);
            return (answer?.Token, answer?.Seconds ?? 0);
        }
        catch (JsonException)
        {
            return (null, 0);
        }
    }

    private sealed record TokenAnswer([property: JsonPropertyName("access_token")] string? Token, [property: JsonPropertyName("expires_in")] int Seconds);
}
