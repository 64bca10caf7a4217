using System.Net.Http.Headers;
using System.Text;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>The real server on loopback, in a folder of its own, with a clock that stands where a test puts it. One for each test class.</summary>
public class RunningServer : IAsyncLifetime
{
    /// <summary>A Tuesday, 10:00 in London.</summary>
    public static readonly Instant Start = Instant.Parse("2026-06-02T09:00:00Z");

    private static readonly TimeSpan RestsWithin = TimeSpan.FromSeconds(20);

    private readonly string _path = System.IO.Directory.CreateTempSubdirectory("serving-").FullName;
    private LocalServer? _server;

    public RunningServer()
    {
        Folder = new DataFolder(_path);
        Store = new StoreFile(Folder.Database);
        Clock.MoveTo(Start);
    }

    public DataFolder Folder { get; }

    internal StoreFile Store { get; }

    public VirtualTime Clock { get; } = new(Start);

    public HttpClient Client { get; } = new();

    public Uri Address => _server!.Address;

    /// <summary>The use cases that it serves.</summary>
    public Services Services => _server!.Services;

    /// <summary>The directory file; none unless a class wants one.</summary>
    protected virtual string? Directory => null;

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        if (Directory is { } json) await File.WriteAllTextAsync(Folder.Directory, json);
        _server = await LocalServer.StartAsync(ServedStore.Of(Folder, Settings.Read(null, null)) with { IsOpen = true, Limits = null }, port: 0, Clock, CancellationToken.None);
        Client.BaseAddress = Address;
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        System.IO.Directory.Delete(_path, recursive: true);
    }

    /// <summary>Puts into the folder what a class wants there before the server starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>A token of this server.</summary>
    public string Token(AppRole role, string? id = null, string? pdu = null) => new DevelopmentTokens(Folder.Secret(), Clock).Sign(role, id, pdu, null);

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, null, token);

    public Task<Answer> PostAsync(string path, string body, string? token = null) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), token);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, string? token = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Sends a registration and waits until it was reviewed.</summary>
    public async Task RegisterAsync(params string[] releases)
    {
        foreach (var release in releases)
        {
            var answer = await PostAsync("/api/releases", release);
            Assert.True(answer.Status is 200 or 201, answer.Text);
        }

        await RestAsync();
    }

    /// <summary>Sends events, all of which must be taken, and waits until they were reviewed.</summary>
    public async Task RecordAsync(params string[] events)
    {
        var answer = await PostAsync("/api/events", $"[{string.Join(',', events)}]");
        Assert.All(answer.Body.EnumerateArray(), e => Assert.NotEqual("rejected", e.Text("status")));
        await RestAsync();
    }

    /// <summary>Puts the clock to an instant and waits until what falls due by then is done.</summary>
    public async Task MoveToAsync(Instant instant)
    {
        Clock.MoveTo(instant);
        await PostAsync("/api/events", "[]");
        await RestAsync();
    }

    /// <summary>Waits until no review is due.</summary>
    public Task RestAsync() => Until.TrueAsync(
        () => Store.Count("SELECT count(*) FROM releases WHERE pending_since IS NOT NULL OR next_wake <= $1", Instant.From(Clock.GetUtcNow()).Seconds) == 0,
        RestsWithin,
        "the watch to come to rest");
}
