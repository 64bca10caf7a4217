using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;

namespace RecallAlerts.Pages.Tests.Access;

/// <summary>
/// A server that takes nothing without a token or a session, with two cases of P1 in derby-city: one with an alert, one that was recalled.
/// </summary>
public sealed partial class ClosedServer : IAsyncLifetime, IDisposable
{
    /// <summary>A Tuesday, 10:00 in London.</summary>
    public static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    public const string Recall = "recall-1";

    private const string Type = "uk.gov.justice.probation.";
    private static readonly TimeSpan RestsWithin = TimeSpan.FromSeconds(60);
    private readonly string _path = System.IO.Directory.CreateTempSubdirectory("closed-").FullName;
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All });
    private LocalServer? _server;

    public VirtualTime Clock { get; } = new(Now);

    public byte[] Secret => new DataFolder(_path).Secret();

    public Uri Address => _server!.Address;

    /// <summary>The watchId of the case with an alert.</summary>
    public string Watch { get; private set; } = "";

    /// <summary>Its alert.</summary>
    public string Alert { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Clock.MoveTo(Now);
        _server = await LocalServer.StartAsync(ServedStore.Of(new DataFolder(_path), Settings.Read(null, null)) with { Limits = null }, port: 0, Clock, CancellationToken.None);
        _client.BaseAddress = _server.Address;
        foreach (var crn in (string[])["X100001", "X100002"]) await SendAsync("/api/releases", Release(crn));
        await SendAsync("/api/events", Event("e-1", "accommodation.recorded", "X100001-20260601", """{"category":"homeless","code":"A08A"}"""));
        await SendAsync("/api/recalls", $$"""{"recallId":"{{Recall}}","type":"FTR_28","releaseId":"X100002-20260601","recalledAt":"2026-06-02T08:30:00Z","narrative":"He was sleeping rough and lost his place."}""");
        for (var until = TimeProvider.System.GetTimestamp(); (Alert.Length == 0 || Watch.Length == 0) && TimeProvider.System.GetElapsedTime(until) < RestsWithin; await Task.Delay(50)) await FindAsync();
        Assert.NotEqual("", Alert);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        System.IO.Directory.Delete(_path, recursive: true);
    }

    public void Dispose() => _client.Dispose();

    public string Token(AppRole role, string? id, string? pdu) => new DevelopmentTokens(Secret, Clock).Sign(role, id, pdu, "east-midlands");

    /// <summary>Calls, with a token or none.</summary>
    public async Task<Reply> CallAsync(string method, string path, string? token, string body = "{}")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (method == "POST") request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await ReplyAsync(request);
    }

    /// <summary>Signs in as a persona; answers the cookies and what a form sends back.</summary>
    public async Task<Session> SignInAsync(string? persona)
    {
        var session = new Session();
        await PageAsync("GET", "/sign-in", session);
        if (persona is null) return session;
        var signedIn = await PageAsync("POST", "/sign-in", session, ("persona", persona));
        Assert.Equal(302, signedIn.Status);
        await PageAsync("GET", "/signed-out", session);
        return session;
    }

    /// <summary>Asks for a page, or sends a form.</summary>
    public async Task<Reply> PageAsync(string method, string path, Session session, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (session.Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", session.Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (method == "POST") request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", session.Token)));
        var reply = await ReplyAsync(request);
        foreach (var cookie in reply.Set) session.Keep(cookie);
        if (FormToken().Match(reply.Text) is { Success: true } found) session.Token = found.Groups["token"].Value;
        return reply;
    }

    /// <summary>Sends a request that somebody else made; answers only its status.</summary>
    public async Task<int> StatusAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        return (int)response.StatusCode;
    }

    private async Task<Reply> ReplyAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request);
        var set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToArray() : [];
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.ToString(), set, response.Headers);
    }

    private async Task SendAsync(string path, string body)
    {
        var reply = await CallAsync("POST", path, Token(AppRole.Service, null, null), body);
        Assert.True(reply.Status is 200 or 201, reply.Text);
    }

    private async Task FindAsync()
    {
        var reply = await CallAsync("GET", "/api/alerts?rule=homeless", Token(AppRole.Practitioner, "P1", "derby-city"));
        (Alert, Watch) = (AlertId().Match(reply.Text).Groups["id"].Value, WatchId().Match(reply.Text).Groups["id"].Value);
    }

    private static string Release(string crn) => $$"""
        {"crn":"{{crn}}","releasedAt":"2026-06-01T09:00:00Z","licenceEndsOn":"2027-06-01","region":"east-midlands","pdu":"derby-city","practitionerId":"P1","rosh":"high","needs":[],"checksRequired":[],"handoverCompleted":true}
        """;

    private static string Event(string id, string type, string subject, string data) =>
        $$"""{"specversion":"1.0","id":"{{id}}","source":"/test","type":"{{Type}}{{type}}","subject":"{{subject}}","time":"2026-06-02T08:00:00Z","data":{{data}}}""";

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FormToken();

    [GeneratedRegex("\"alertId\":\"(?<id>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AlertId();

    [GeneratedRegex("\"watchId\":\"(?<id>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex WatchId();
}

/// <summary>What a browser keeps.</summary>
public sealed class Session
{
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public string Token { get; set; } = "";

    public void Keep(string cookie)
    {
        var at = cookie.IndexOf('=', StringComparison.Ordinal);
        var value = cookie[(at + 1)..].Split(';')[0];
        if (value.Length == 0) Cookies.Remove(cookie[..at]);
        else Cookies[cookie[..at]] = value;
    }
}

/// <summary>What was answered.</summary>
public sealed record Reply(int Status, string Text, string? Location, IReadOnlyList<string> Set, HttpResponseHeaders Headers);
