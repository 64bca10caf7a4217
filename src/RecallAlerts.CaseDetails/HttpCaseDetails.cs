using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.CaseDetails;

/// <summary>
/// Asks over HTTPS for what is behind a detailUrl. It comes from outside, so it is asked for only at hosts of the options, no redirect is followed, and an
/// answer has an end. An address may name a person: it stands in no log, no trace and no reason.
/// </summary>
public sealed class HttpCaseDetails : ICaseDetails, IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    private readonly CaseDetailsOptions _options;
    private readonly AllowedAddress _allowed;
    private readonly BearerToken _token;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<Fetched> _pipeline;

    /// <summary>A client.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="token">Gives tokens; those of the options without it.</param>
    public HttpCaseDetails(CaseDetailsOptions options, TimeProvider time, BearerToken? token = null)
    {
        (_options, _allowed) = (options, new AllowedAddress(options.AllowedHosts));

        // Without a propagator the handler writes no trace of its own: it would hold the address.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LongestAnswer };
        var fetched = options.Fetched is null ? null : new ClientCredentialTokens(options.Fetched, _http, time);
        _token = token ?? (fetched is null ? _ => ValueTask.FromResult(options.Token) : fetched.GetAsync);
        _pipeline = PipelineOf(options, time);
    }

    /// <inheritdoc />
    public Task<DetailsAnswer<Release>> ReleaseAsync(DetailsQuestion question, CancellationToken cancellation) =>
        AskAsync(question.DetailUrl ?? ReleaseUrlOf(question), body => ReadRelease(body, question), cancellation);

    /// <inheritdoc />
    public Task<DetailsAnswer<string>> PractitionerAsync(DetailsQuestion question, CancellationToken cancellation) =>
        AskAsync(question.DetailUrl, ReadPractitioner, cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline<Fetched> PipelineOf(CaseDetailsOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<Fetched> { TimeProvider = time };
        if (options.Tries > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<Fetched>
            {
                MaxRetryAttempts = options.Tries - 1, Delay = options.FirstPause, BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = new PredicateBuilder<Fetched>().Handle<HttpRequestException>(e => e.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded)
                    .Handle<TimeoutRejectedException>().HandleResult(f => f.IsTransient),
            });
        }

        return builder.AddTimeout(options.Timeout).Build();
    }

    private async Task<DetailsAnswer<T>> AskAsync<T>(string? address, Func<JsonElement, DetailsAnswer<T>> read, CancellationToken cancellation)
    {
        if (address is null) return new DetailsAnswer<T>.Wrong("The event has no detailUrl, and no address is configured for such events.");
        if (_allowed.Of(address) is not { } url) return new DetailsAnswer<T>.Wrong("detailUrl is not an https address at an allowed host.");
        try
        {
            var fetched = await _pipeline.ExecuteAsync(async (u, c) => await FetchAsync(u, c), url, cancellation);
            return fetched.Status == HttpStatusCode.OK ? Parse(fetched.Body, read) : OfStatus<T>(fetched);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new DetailsAnswer<T>.Wrong("The answer is too long.");
        }
        catch (HttpRequestException e)
        {
            return new DetailsAnswer<T>.NotYet($"The source could not be reached ({e.StatusCode?.ToString() ?? e.HttpRequestError.ToString()}).");
        }
        catch (TimeoutRejectedException)
        {
            return new DetailsAnswer<T>.NotYet("The source did not answer in time.");
        }
    }

    private async Task<Fetched> FetchAsync(Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (await _token(cancellation) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellation);
        var isFound = response.StatusCode == HttpStatusCode.OK;
        return new Fetched(response.StatusCode, isFound ? await response.Content.ReadAsByteArrayAsync(cancellation) : []);
    }

    private static DetailsAnswer<T> OfStatus<T>(Fetched fetched) => fetched.Status switch
    {
        HttpStatusCode.NotFound => new DetailsAnswer<T>.NotYet("The source does not know it yet."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new DetailsAnswer<T>.NotYet($"The source refuses this service ({(int)fetched.Status})."),
        _ when fetched.IsTransient => new DetailsAnswer<T>.NotYet($"The source answered {(int)fetched.Status}."),
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new DetailsAnswer<T>.Wrong("The source points to another address, which is not followed."),
        _ => new DetailsAnswer<T>.Wrong($"The source answered {(int)fetched.Status}."),
    };

    private static DetailsAnswer<T> Parse<T>(byte[] body, Func<JsonElement, DetailsAnswer<T>> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : new DetailsAnswer<T>.Wrong("The answer is no JSON object.");
        }
        catch (JsonException)
        {
            return new DetailsAnswer<T>.Wrong("The answer is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return new DetailsAnswer<T>.Wrong("The answer has an escape that is no character.");
        }
    }

    private static DetailsAnswer<Release> ReadRelease(JsonElement body, DetailsQuestion question)
    {
        var (release, problem) = ReleaseReader.ReadDetails(body, question.OccurredAt);
        if (problem is { Type: ProblemType.MissingField }) return new DetailsAnswer<Release>.NotYet($"In the answer {problem.Field} is missing.");
        return problem is null ? new DetailsAnswer<Release>.Found(release!) : new DetailsAnswer<Release>.Wrong($"In the answer {problem.Field} {problem.Reason}.");
    }

    // staffCode is what the source of allocations calls it.
    private static DetailsAnswer<string> ReadPractitioner(JsonElement body)
    {
        foreach (var name in (string[])["practitionerId", "staffCode"])
        {
            if (body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } id)
                return new DetailsAnswer<string>.Found(id);
        }

        return new DetailsAnswer<string>.NotYet("The answer names no practitioner.");
    }

    private string? ReleaseUrlOf(DetailsQuestion question) =>
        (question.Crn?.Value ?? question.Noms?.Value) is { } id ? _options.ReleaseUrl?.Replace("{id}", id, StringComparison.Ordinal) : null;

    private sealed record Fetched(HttpStatusCode Status, byte[] Body)
    {
        public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
    }
}
