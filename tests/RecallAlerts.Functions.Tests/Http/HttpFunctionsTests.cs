using System.Reflection;
using System.Text;
using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Functions.Http;
using RecallAlerts.Functions.Tests.Access;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Http;

public sealed class HttpFunctionsTests : IAsyncDisposable
{
    private readonly App _app = new();
    private readonly Tenant _tenant = new();

    /// <summary>Functions, as their attributes say.</summary>
    private static (MethodInfo Method, HttpTriggerAttribute Trigger)[] Functions { get; } =
    [
        .. typeof(HttpApi).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(m => m.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Where(t => t.Route != PageFunctions.Everything).Select(t => (m, t))),
    ];

    public static TheoryData<string> Names => [.. Functions.Where(f => f.Trigger.Route != OperationsFunctions.Description).Select(f => f.Method.Name)];

    public async ValueTask DisposeAsync()
    {
        _tenant.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public void Functions_AreTheRoutesOfTheList()
    {
        var routes = ApiRoutes.All.Select(r => $"{r.Method} {r.Pattern}").Append($"GET /{OperationsFunctions.Description}").Order(StringComparer.Ordinal);
        Assert.Equal(routes, Functions.Select(f => $"{Assert.Single(f.Trigger.Methods!).ToUpperInvariant()} /{f.Trigger.Route}").Order(StringComparer.Ordinal));
        Assert.All(Functions, f => Assert.Equal(AuthorizationLevel.Anonymous, f.Trigger.AuthLevel));
        Assert.Equal(Functions.Length, Functions.Select(f => f.Method.GetCustomAttribute<FunctionAttribute>()!.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Function_WithoutAToken_AsksForOneUnlessItsRouteIsOpen(string name)
    {
        var (method, trigger) = Functions.Single(f => f.Method.Name == name);
        var route = ApiRoutes.All.Single(r => r.Pattern == "/" + trigger.Route && r.Method.Equals(trigger.Methods![0], StringComparison.OrdinalIgnoreCase));
        var answer = await CallAsync(method, route.Method, "/" + trigger.Route, null, null);
        Assert.Equal(route.Permission.IsOpen ? 200 : 401, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Function_WithATokenWithoutRoles_NamesThePermissionOfItsRoute(string name)
    {
        var (method, trigger) = Functions.Single(f => f.Method.Name == name);
        var route = ApiRoutes.All.Single(r => r.Pattern == "/" + trigger.Route && r.Method.Equals(trigger.Methods![0], StringComparison.OrdinalIgnoreCase));
        if (route.Permission.IsOpen) return;
        var answer = await CallAsync(method, route.Method, "/" + trigger.Route, null, _tenant.Sign(_app.Clock));
        Assert.Equal(403, answer.Status);
        Assert.Contains($"'{route.Permission.Name}'", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_OfASource_IsCreatedAndWatched()
    {
        var token = _tenant.Sign(_app.Clock, null, "service");
        var answer = await CallAsync(nameof(SendFunctions.PostReleaseAsync), Sent.Release(), token);
        Assert.Equal(201, answer.Status);
        Assert.Equal([(nameof(WatchRelease), _app.WatchId, null)], _app.Durable.Started);
        Assert.Equal(200, (await CallAsync(nameof(SendFunctions.PostReleaseAsync), Sent.Release(), token)).Status);
        Assert.Equal(2, _app.Durable.Started.Count);
    }

    [Fact]
    public async Task Erasure_EndsTheWatchAndRefusesWhatComesAfterIt()
    {
        var (send, operate) = (_tenant.Sign(_app.Clock, null, "service"), _tenant.Sign(_app.Clock, null, "operations"));
        await CallAsync(nameof(SendFunctions.PostReleaseAsync), Sent.Release(), send);
        var answer = await CallAsync(nameof(PeopleFunctions.PostEraseAsync), $$"""{"crn":"{{Sent.Crn}}","reason":"asked for"}""", operate);
        Assert.Equal((200, "done", 1), (answer.Status, answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("releases").GetInt32()));
        _app.Durable.Mock.Verify(c => c.TerminateInstanceAsync(_app.WatchId, It.IsAny<CancellationToken>()), Times.Once);
        Assert.Equal(410, (await CallAsync(nameof(SendFunctions.PostReleaseAsync), Sent.Release(), send)).Status);
    }

    [Fact]
    public async Task Event_ThatIsWrong_IsAProblem()
    {
        var answer = await CallAsync(nameof(SendFunctions.PostEventsAsync), "{", _tenant.Sign(_app.Clock, null, "service"));
        Assert.Equal((400, "/problems/malformed-json"), (answer.Status, answer.Json.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData(HttpApi.LargestImport, 200)]
    [InlineData(HttpApi.LargestImport + 1, 413)]
    public async Task Import_OverTheLimit_IsRefused(long length, int status)
    {
        var answer = await CallAsync(nameof(SendFunctions.PostImportAsync), Sent.Registration() + "\n", _tenant.Sign(_app.Clock, null, "service"), length);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Import_ThatGrowsBeyondTheLimit_IsRefused()
    {
        using var body = new TooLongStream();
        var answer = await CallAsync(Method(nameof(SendFunctions.PostImportAsync)), "POST", "/api/imports", body, _tenant.Sign(_app.Clock, null, "service"));
        Assert.Equal((413, "/problems/body-too-large"), (answer.Status, answer.Json.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Store_ThatCannotBeUsed_IsAProblemWithoutDetails()
    {
        foreach (var failure in new Exception[] { new StoreException(StoreProblem.Unavailable, "The store is away."), new RequestFailedException(500, Sent.ReleaseId), new TableStoreException(TableProblem.Contended, "Others.") })
        {
            var broken = new Mock<ICaseStore>();
            broken.Setup(s => s.FindAllAsync(It.IsAny<Crn>(), It.IsAny<CancellationToken>())).ThrowsAsync(failure);
            await using var app = new App(s => s with { Cases = broken.Object });
            var api = new HttpApi(app.UseCases, _tenant.Tokens(app.Clock), app.Clock, app.Logs.Of<HttpApi>());
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(Sent.Homeless()));
            var answer = await CallAsync(Method(nameof(SendFunctions.PostEventsAsync)), "POST", "/api/events", body, _tenant.Sign(app.Clock, null, "service"), api: api);
            Assert.Equal((503, "/problems/store-unavailable"), (answer.Status, answer.Json.GetProperty("type").GetString()));
            Assert.DoesNotContain(Sent.ReleaseId, answer.Text + string.Join('\n', app.Logs.Lines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Description_IsThatOfBothHosts()
    {
        var answer = await CallAsync(nameof(OperationsFunctions.GetOpenApi), "", null);
        Assert.Equal(ApiRoutes.All.Select(r => r.Pattern).Distinct().Count(), answer.Json.GetProperty("paths").EnumerateObject().Count());
    }

    private static MethodInfo Method(string name) => Functions.Single(f => f.Method.Name == name).Method;

    private async Task<(int Status, string Text, JsonElement Json)> CallAsync(string name, string body, string? token, long? length = null)
    {
        var (method, trigger) = Functions.Single(f => f.Method.Name == name);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await CallAsync(method, trigger.Methods![0].ToUpperInvariant(), "/" + trigger.Route, stream, token, length ?? stream.Length);
    }

    // As the worker does: the function is called with the request, then what it answers is written.
    private async Task<(int Status, string Text, JsonElement Json)> CallAsync(
        MethodInfo method, string verb, string path, Stream? body, string? token, long? length = null, HttpApi? api = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        using var written = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Method, http.Request.Path, http.Request.ContentLength, http.Response.Body) = (verb, path, length, written);
        if (body is not null) http.Request.Body = body;
        if (token is not null) http.Request.Headers.Authorization = "Bearer " + token;
        var target = Activator.CreateInstance(method.DeclaringType!, api ?? new HttpApi(_app.UseCases, _tenant.Tokens(_app.Clock), _app.Clock, _app.Logs.Of<HttpApi>()));
        var answered = method.Invoke(target, [http.Request, .. method.GetParameters().Skip(1).Select(_ => _app.Durable.Client)]);
        await (answered is Task<IResult> task ? await task : (IResult)answered!).ExecuteAsync(http);
        var text = Encoding.UTF8.GetString(written.ToArray());
        return (http.Response.StatusCode, text, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>A body as Kestrel gives it that is longer than is taken.</summary>
    private sealed class TooLongStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
