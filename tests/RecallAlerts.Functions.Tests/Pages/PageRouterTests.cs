using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Pages;

namespace RecallAlerts.Functions.Tests.Pages;

public sealed partial class PageRouterTests
{
    public static TheoryData<string> Routes => [.. PageRoutes.All.Select(r => $"{r.Method} {r.Pattern}")];

    [Theory]
    [MemberData(nameof(Routes))]
    public void Path_OfAnyPage_FindsThatPage(string route)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = (method, Part().Replace(pattern, "x"));
        Assert.Equal(route, PageRouter.Find(request) is { } found ? $"{found.Method} {found.Pattern}" : null);
        Assert.All(Part().Matches(pattern), part => Assert.Equal("x", request.RouteValues[part.Groups["name"].Value]));
    }

    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/alerts/x/undo")]
    [InlineData("DELETE", "/my-cases")]
    public void Path_OfNoPage_FindsNone(string method, string path)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = (method, path);
        Assert.Null(PageRouter.Find(request));
    }

    [Fact]
    public async Task Nothing_IsAPageOrAProblemByItsPath()
    {
        await using var host = await PageHost.StartAsync();
        var (page, call) = (await host.GetAsync("/nothing"), await host.GetAsync("/api/nothing"));
        Assert.Equal((HttpStatusCode.NotFound, true), (page.Status, page.Text.Contains("Page not found", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.NotFound, true), (call.Status, call.Text.Contains("/problems/not-found", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Headers_OfEveryPage_LetNothingInFromElsewhere()
    {
        await using var host = await PageHost.StartAsync();
        foreach (var path in (string[])["/signed-out", "/nothing", "/my-cases", "/assets/app.css"])
        {
            var headers = (await host.GetAsync(path)).Headers;
            string One(string name) => Assert.Single(headers.GetValues(name));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", One("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", One("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal(("nosniff", "DENY", "same-origin"), (One("X-Content-Type-Options"), One("X-Frame-Options"), One("Referrer-Policy")));
            Assert.StartsWith("max-age=31536000", One("Strict-Transport-Security"), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\{\**(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Part();
}
