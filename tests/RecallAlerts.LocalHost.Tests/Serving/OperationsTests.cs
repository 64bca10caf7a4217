using RecallAlerts.Api.Routing;

namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class OperationsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Watch_ProvesThatEveryReleaseIsWatched()
    {
        await server.RegisterAsync(Sent.Release("H000001"));
        await server.PostAsync("/api/events", Sent.Event("h1", "handover.completed", "H999999"));
        var proof = (await server.GetAsync("/api/watch")).Body;
        Assert.True(proof.GetProperty("isProven").GetBoolean());
        Assert.Equal((1, 0, 0, 1), (proof.Number("watched"), proof.Number("unwatched"), proof.Number("overdue"), proof.Number("heldEvents")));
        Assert.Equal("2026-06-02T09:00:00Z", proof.Text("at"));
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_Answers(string path, string status) => Assert.Equal(status, (await server.GetAsync(path)).Body.Text("status"));

    [Fact]
    public async Task OpenApi_IsTheDocumentThatTheOtherHostServes() =>
        Assert.Equal(System.Text.Encoding.UTF8.GetString(OpenApi.Written.Span).ReplaceLineEndings("\n").TrimEnd(), (await server.GetAsync("/api/openapi.json")).Text.TrimEnd());

    [Fact]
    public async Task OpenApi_DescribesEveryRouteWithItsParameters()
    {
        var document = (await server.GetAsync("/api/openapi.json")).Body;
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        foreach (var route in ApiRoutes.All)
        {
            var operation = document.GetProperty("paths").GetProperty(route.Pattern).GetProperty(route.Method.ToLowerInvariant());
            Assert.Equal(route.Summary, operation.Text("summary"));
            var inPath = route.Pattern.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}'));
            var described = operation.TryGetProperty("parameters", out var p) ? p.EnumerateArray().Select(x => x.Text("name") + " " + x.Text("in")) : [];
            Assert.Equal(inPath.Select(n => n + " path").Concat(route.Parameters.Select(q => q.Name + " query")), described);
            Assert.Equal(route.Body is not null, operation.TryGetProperty("requestBody", out var body));
            if (route.Body is not null) Assert.True(body.GetProperty("content").TryGetProperty(route.Body, out _), $"{route.Pattern} does not say {route.Body}.");
            Assert.True(operation.GetProperty("responses").TryGetProperty("default", out _));
        }

        Assert.Equal(ApiRoutes.All.Select(r => r.Pattern).Distinct().Order(), document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public void Routes_OfTheInbox_AreAsPublished()
    {
        var inbox = ApiRoutes.All.Single(r => r.Pattern == "/api/alerts");
        Assert.Equal(["status", "severity", "rule", "practitionerId", "pdu", "continuation"], inbox.Parameters.Select(p => p.Name));
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/api/events", 405)]
    [InlineData("DELETE", "/api/releases/H000001-20260601", 405)]
    public async Task Request_ForNoRoute_IsAProblemToo(string method, string path, int status)
    {
        var answer = await server.SendAsync(new HttpMethod(method), path, null);
        Assert.Equal((status, status == 404 ? "not-found" : "method-not-allowed"), (answer.Status, answer.Problem));
    }
}
