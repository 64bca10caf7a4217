using System.Collections.Specialized;
using System.Net;
using System.Net.Http.Headers;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages;
using RecallAlerts.Functions.Http;
using RecallAlerts.Functions.Tests.Access;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Pages;

/// <summary>The functions of pages behind a server on loopback, as the worker has them behind the host; people sign in at an authority that is made up.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private static readonly Uri Public = new("https://recall.example");
    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly Tenant _tenant = new();

    private PageHost(WebApplication app)
    {
        _app = app;
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public FakeAuthority Authority { get; private init; } = null!;

    public App App { get; private init; } = null!;

    private bool OwnsApp { get; init; }

    /// <summary>What the browser keeps.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>The clock of sessions.</summary>
    public Clock Clock { get; private init; } = null!;

    public static async Task<PageHost> StartAsync(IXmlRepository? keys = null, App? on = null)
    {
        var (authority, app, clock) = (new FakeAuthority(), on ?? new App(), new Clock(Domain.Calendar.Instant.From(TimeProvider.System.GetUtcNow())));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        var signIn = new EntraSignInOptions(FakeAuthority.Address, FakeAuthority.ClientId, Public) { Backchannel = authority, ClientAssertion = _ => Task.FromResult("assertion-1") };
        builder.Services.AddRecallAlertsPages(new PageOptions(IsDevelopment: false) { SignIn = signIn }).ProtectKeysWith(App.Secret);
        builder.Services.Configure<KeyManagementOptions>(o => o.XmlRepository = keys ?? new KeysInMemory());
        var web = builder.Build();
        var host = default(PageHost)!;
        web.Map("{*page}", (Delegate)((HttpContext http) => host.CallAsync(http)));
        await web.StartAsync();
        host = new PageHost(web) { Authority = authority, App = app, OwnsApp = on is null, Clock = clock };
        return host;
    }

    /// <summary>Asks for something as a browser would, without following.</summary>
    public async Task<Page> SendAsync(HttpMethod method, string path, Dictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        using var response = await _client.SendAsync(request);
        string[] set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        foreach (var cookie in set) Keep(cookie);
        return new Page(response.StatusCode, response.Headers, response.Headers.Location, await response.Content.ReadAsStringAsync(), set);
    }

    public Task<Page> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Asks for a page as who is not signed in; answers what Entra ID is asked.</summary>
    public async Task<NameValueCollection> ChallengeAsync(string to)
    {
        var page = await GetAsync(to);
        Assert.Equal(HttpStatusCode.Found, page.Status);
        return QueryOf(await GetAsync(page.Location!.ToString()));
    }

    /// <summary>What Entra ID is asked.</summary>
    public static NameValueCollection QueryOf(Page challenge)
    {
        Assert.StartsWith(FakeAuthority.Address.ToString(), challenge.Location!.ToString(), StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(challenge.Location.Query);
    }

    /// <summary>Comes back from Entra ID.</summary>
    public async Task<Page> CallbackAsync(NameValueCollection query)
    {
        Authority.Nonce = query["nonce"]!;
        return await GetAsync($"/sign-in/callback?code=code-1&state={Uri.EscapeDataString(query["state"]!)}");
    }

    /// <summary>Signs in, on the way to a page.</summary>
    public async Task<Page> SignInAsync(string to) => await CallbackAsync(await ChallengeAsync(to));

    /// <summary>Sends a form of a page.</summary>
    public async Task<Page> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = TokenOf((await GetAsync(page)).Text);
        return await SendAsync(HttpMethod.Post, path, new Dictionary<string, string>(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) { [token.Name] = token.Value });
    }

    /// <summary>The token of the first form of a page.</summary>
    public static (string Name, string Value) TokenOf(string html)
    {
        const string name = "__RequestVerificationToken";
        var from = html.IndexOf("value=\"", html.IndexOf(name, StringComparison.Ordinal), StringComparison.Ordinal) + 7;
        return (name, html[from..html.IndexOf('"', from)]);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        if (OwnsApp) await App.DisposeAsync();
        Authority.Dispose();
        _tenant.Dispose();
    }

    private Task<IResult> CallAsync(HttpContext http)
    {
        var pages = new PageFunctions(new HttpApi(App.UseCases, _tenant.Tokens(App.Clock), App.Clock, App.Logs.Of<HttpApi>()));
        return http.Request.Method == HttpMethods.Post ? pages.PostPageAsync(http.Request, App.Durable.Client) : pages.GetPageAsync(http.Request);
    }

    private void Keep(string cookie)
    {
        var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
        if (value.Length == 0) Cookies.Remove(name);
        else Cookies[name] = value;
    }

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly List<System.Xml.Linq.XElement> _keys = [];

        public IReadOnlyCollection<System.Xml.Linq.XElement> GetAllElements() => [.. _keys];

        public void StoreElement(System.Xml.Linq.XElement element, string friendlyName) => _keys.Add(element);
    }
}

/// <summary>What was answered.</summary>
internal sealed record Page(HttpStatusCode Status, HttpResponseHeaders Headers, Uri? Location, string Text, IReadOnlyList<string> Set);
