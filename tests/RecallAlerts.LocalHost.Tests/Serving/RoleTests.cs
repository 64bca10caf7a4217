using System.Net.Http.Headers;
using System.Text;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Each route for each role, and who is who.</summary>
public sealed class RoleTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly Dictionary<string, string> AllowedTo = new(StringComparer.Ordinal)
    {
        ["send"] = "service",
        ["see-cases"] = "practitioner duty-manager head-of-pdu",
        ["act"] = "practitioner duty-manager head-of-pdu",
        ["triage"] = "duty-manager head-of-pdu",
        ["answer-recalls"] = "practitioner duty-manager head-of-pdu",
        ["classify"] = "service duty-manager head-of-pdu",
        ["operate"] = "operations",
        ["analyse"] = "analyst",
        ["report"] = "analyst duty-manager head-of-pdu",
    };

    private static readonly Dictionary<string, string> Permissions = new(StringComparer.Ordinal)
    {
        ["POST /api/releases"] = "send", ["POST /api/events"] = "send", ["POST /api/imports"] = "send", ["GET /api/releases/{releaseId}"] = "see-cases",
        ["GET /api/releases/{releaseId}/explain"] = "see-cases", ["GET /api/alerts"] = "see-cases", ["POST /api/alerts/{alertId}/acknowledge"] = "act",
        ["POST /api/alerts/{alertId}/snooze"] = "act", ["POST /api/alerts/{alertId}/dismiss"] = "act", ["POST /api/alerts/{alertId}/undo"] = "act",
        ["POST /api/alerts/{alertId}/reassign"] = "act", ["GET /api/triage"] = "triage", ["GET /api/watch"] = "operate", ["GET /api/audit/verify"] = "operate", ["GET /health/live"] = "anyone",
        ["POST /api/people/merge"] = "operate", ["POST /api/people/unmerge"] = "operate", ["POST /api/people/erase"] = "operate", ["POST /api/recalls"] = "send", ["GET /api/recalls/{recallId}"] = "see-cases",
        ["POST /api/recalls/{recallId}/reason"] = "answer-recalls", ["POST /api/recall-reasons/classify"] = "classify",
        ["GET /health/ready"] = "anyone", ["GET /api/exports/recall-reasons"] = "analyse", ["GET /api/exports/recall-reasons/metadata"] = "analyse",
        ["GET /api/exports/releases"] = "analyse", ["GET /api/exports/releases/metadata"] = "analyse", ["GET /api/exports/jobs/{jobId}"] = "analyse",
        ["GET /api/exports/jobs/{jobId}/file"] = "analyse", ["POST /api/exports/jobs/{jobId}/cancel"] = "analyse", ["GET /api/reports/headline"] = "report",
    };

    public static TheoryData<string, string, bool> Matrix
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var route in ApiRoutes.All.Where(r => !r.Permission.IsOpen))
            {
                foreach (var role in NameOf<AppRole>.All)
                    rows.Add($"{route.Method} {route.Pattern}", role, AllowedTo[Permissions[$"{route.Method} {route.Pattern}"]].Split(' ').Contains(role));
            }

            return rows;
        }
    }

    public static TheoryData<string> Closed => [.. ApiRoutes.All.Where(r => !r.Permission.IsOpen).Select(r => $"{r.Method} {r.Pattern}")];

    [Fact]
    public void Routes_AreAllKnownHere() => Assert.Equal(Permissions.Keys.Order(), ApiRoutes.All.Select(r => $"{r.Method} {r.Pattern}").Order());

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Route_ForARole_IsAllowedOr403(string route, string role, bool isAllowed)
    {
        Assert.True(NameOf<AppRole>.TryParse(role, out var known));
        var answer = await CallAsync(route, server.Token(known, "P1", "derby-city"));
        if (isAllowed) Assert.NotInRange(answer.Status, 401, 403);
        else Assert.Equal((403, "forbidden"), (answer.Status, answer.Problem));
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Route_WithAWrongToken_Is401(string route)
    {
        var answer = await CallAsync(route, "nonsense");
        Assert.Equal((401, "unauthorized"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Token_OfAnotherKey_Is401()
    {
        var foreign = new DevelopmentTokens(new byte[32], server.Clock).Sign(AppRole.Operations, null, null, null);
        Assert.Equal(401, (await server.GetAsync("/api/watch", foreign)).Status);
        Assert.Equal(200, (await server.GetAsync("/api/watch", server.Token(AppRole.Operations))).Status);
    }

    [Fact]
    public async Task Token_LastsTwelveHours()
    {
        var clock = new LocalHost.Serving.VirtualTime(RunningServer.Start);
        async Task<int> StatusAsync(Instant signedAt)
        {
            clock.MoveTo(signedAt);
            return (await server.GetAsync("/api/watch", new DevelopmentTokens(server.Folder.Secret(), clock).Sign(AppRole.Operations, null, null, null))).Status;
        }

        Assert.Equal(200, await StatusAsync(RunningServer.Start.PlusSeconds(1 - (12 * 3_600))));
        Assert.Equal(401, await StatusAsync(RunningServer.Start.PlusHours(-12)));
        Assert.Equal(401, await StatusAsync(RunningServer.Start.PlusHours(1)));
    }

    [Theory]
    [InlineData("{\"alg\":\"none\",\"typ\":\"JWT\"}", false)]
    [InlineData("{\"alg\":\"none\",\"typ\":\"JWT\"}", true)]
    public async Task Token_WithoutSignature_Is401(string header, bool keepsSignature)
    {
        var parts = server.Token(AppRole.Operations).Split('.');
        var forged = $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(header)).TrimEnd('=')}.{parts[1]}.{(keepsSignature ? parts[2] : "")}";
        Assert.Equal(401, (await server.GetAsync("/api/watch", forged)).Status);
    }

    [Fact]
    public async Task Token_WhoseClaimsWereChanged_Is401()
    {
        var (one, other) = (server.Token(AppRole.Analyst).Split('.'), server.Token(AppRole.Operations).Split('.'));
        Assert.Equal(401, (await server.GetAsync("/api/watch", $"{one[0]}.{other[1]}.{one[2]}")).Status);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer a.b.c")]
    public async Task Authorization_OfAnotherKind_Is401(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/watch", UriKind.Relative));
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", value));
        Assert.Equal((401, "unauthorized"), (await server.SendAsync(request)) is var a ? (a.Status, a.Problem) : default);
    }

    [Fact]
    public async Task Request_WithoutToken_IsOfTheDeveloper() => Assert.Equal(200, (await server.GetAsync("/api/watch")).Status);

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:7071")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "127.0.0.1.nip.io")]
    public async Task Request_WithoutTokenFromAnotherSite_Is401(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/watch", UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal((401, "unauthorized"), (await server.SendAsync(request)) is var a ? (a.Status, a.Problem) : default);
        using var signed = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/watch", UriKind.Relative));
        signed.Headers.TryAddWithoutValidation(header, value);
        signed.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(AppRole.Operations));
        Assert.Equal(200, (await server.SendAsync(signed)).Status);
    }

    [Theory]
    [InlineData("localhost:7071", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:7071", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("localhost.evil.example:7071", 421)]
    [InlineData("127.0.0.1.nip.io", 421)]
    public async Task SignIn_UnderTheNameOfAnotherSite_IsNotOffered(string host, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/sign-in", UriKind.Relative));
        request.Headers.Host = host;
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private Task<Answer> CallAsync(string route, string token)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = pattern.Replace("{releaseId}", "Z000001-20260601", StringComparison.Ordinal).Replace("{alertId}", new string('0', 32), StringComparison.Ordinal)
            .Replace("{recallId}", "R0", StringComparison.Ordinal);
        return method == "GET" ? server.GetAsync(path, token) : server.PostAsync(path, "{}", token);
    }
}
