using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages;
using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Access;

/// <summary>
/// Every route and page for every role: own case, another's, another PDU's, none, and every wrong token. A route that is not in the lists fails.
/// </summary>
public sealed class MatrixTests(ClosedServer server) : IClassFixture<ClosedServer>
{
    private static readonly (string Name, string Roles)[] Permissions =
    [
        ("anyone", ""), ("signed-in", "practitioner duty-manager head-of-pdu analyst service operations"), ("see-own-cases", "practitioner"), ("send", "service"),
        ("see-cases", "practitioner duty-manager head-of-pdu"), ("act", "practitioner duty-manager head-of-pdu"), ("triage", "duty-manager head-of-pdu"),
        ("answer-recalls", "practitioner duty-manager head-of-pdu"), ("classify", "service duty-manager head-of-pdu"), ("analyse", "analyst"), ("report", "analyst duty-manager head-of-pdu"),
        ("operate", "operations"),
    ];

    // Somebody in each role who has nothing to do with the cases of P1 in derby-city, and somebody who has.
    private static readonly (string Role, string? Id, string? Pdu, bool IsOwn)[] People =
    [
        ("practitioner", "P1", "derby-city", true), ("practitioner", "P2", "derby-city", false), ("practitioner", "P9", "derbyshire", false),
        ("duty-manager", "M1", "derby-city", true), ("duty-manager", "M2", "derbyshire", false), ("head-of-pdu", "H1", "derby-city", true), ("head-of-pdu", "H2", "derbyshire", false),
        ("analyst", "A1", null, false), ("service", "S1", null, false), ("operations", "O1", null, false),
    ];

    public static TheoryData<string> ApiRouteNames => [.. ApiRoutes.All.Select(r => $"{r.Method} {r.Pattern}")];

    public static TheoryData<string> PageRouteNames => [.. PageRoutes.All.Select(r => $"{r.Method} {r.Pattern}")];

    [Fact]
    public void Routes_AreAllInTheMatrix()
    {
        Assert.Equal(RouteTable.Api.Select(r => $"{r.Route} {r.Permission}").Order(StringComparer.Ordinal), ApiRoutes.All.Select(r => $"{r.Method} {r.Pattern} {r.Permission.Name}").Order(StringComparer.Ordinal));
        Assert.Equal(RouteTable.Pages.Select(r => $"{r.Route} {r.Permission}").Order(StringComparer.Ordinal), PageRoutes.All.Select(r => $"{r.Method} {r.Pattern} {r.Permission.Name}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ApiRouteNames))]
    public async Task ApiRoute_ForEverybody_AnswersAsTheMatrixSays(string name)
    {
        var route = RouteTable.Api.Single(r => r.Route == name);
        foreach (var (role, id, pdu, isOwn) in People)
        {
            Assert.True(NameOf<AppRole>.TryParse(role, out var known));
            var reply = await server.CallAsync(route.Method, Fill(route.Pattern), server.Token(known, id, pdu));
            AssertAnswer(route, role, isOwn, reply, $"{name} for {role} {id}");
        }
    }

    [Theory]
    [MemberData(nameof(ApiRouteNames))]
    public async Task ApiRoute_WithoutAGoodToken_Is401(string name)
    {
        var route = RouteTable.Api.Single(r => r.Route == name);
        if (route.Permission == "anyone") return;
        foreach (var (what, token) in BadTokens(route.Permission))
        {
            var reply = await server.CallAsync(route.Method, Fill(route.Pattern), token);
            Assert.True(reply.Status == 401, $"{name} with {what}: {reply.Status}");
        }
    }

    [Theory]
    [MemberData(nameof(PageRouteNames))]
    public async Task Page_ForEverybody_AnswersAsTheMatrixSays(string name)
    {
        var route = RouteTable.Pages.Single(r => r.Route == name);
        foreach (var (role, id, pdu, isOwn) in People.Where(p => p.Role != "service"))
        {
            var session = await server.SignInAsync(role == "practitioner" ? $"practitioner:{id}@{pdu}" : $"{role}:{pdu ?? id}");
            if (!IsGranted(route.Permission, role) || route.Permission != "anyone") AssertAnswer(route, role, isOwn, await server.PageAsync(route.Method, Fill(route.Pattern), session), $"{name} for {role} {id}");
        }
    }

    [Theory]
    [MemberData(nameof(PageRouteNames))]
    public async Task Page_WithoutASession_LeadsToSignIn(string name)
    {
        var route = RouteTable.Pages.Single(r => r.Route == name);
        if (route.Permission == "anyone") return;
        foreach (var session in (Session[])[await server.SignInAsync(null), Forged()])
        {
            var reply = await server.PageAsync(route.Method, Fill(route.Pattern), session);
            Assert.True(reply is { Status: 302 } && reply.Location!.StartsWith("/sign-in", StringComparison.Ordinal), $"{name}: {reply.Status} {reply.Location}");
        }
    }

    [Theory]
    [MemberData(nameof(PageRouteNames))]
    public async Task Form_WithoutWhatShowsThatItIsOurs_IsNotTaken(string name)
    {
        var route = RouteTable.Pages.Single(r => r.Route == name);
        if (route.Method != "POST") return;
        var (role, id, pdu, _) = People.First(p => p.Role != "service" && (route.Permission == "anyone" || IsGranted(route.Permission, p.Role)));
        var session = await server.SignInAsync(role == "practitioner" ? $"practitioner:{id}@{pdu}" : $"{role}:{pdu ?? id}");
        session.Token = "";
        Assert.Equal(400, (await server.PageAsync("POST", Fill(route.Pattern), session, ("persona", "practitioner:P1"))).Status);
    }

    [Theory]
    [InlineData("GET", "/api/releases/{id}")]
    [InlineData("GET", "/api/releases/{id}/explain")]
    [InlineData("POST", "/api/alerts/{alert}/acknowledge")]
    [InlineData("GET", "/api/recalls/{recall}")]
    public async Task CaseOfAnother_AndNoCaseAtAll_AreAnsweredAlike(string method, string pattern)
    {
        var token = server.Token(AppRole.Practitioner, "P2", "derby-city");
        string With(string id, string alert, string recall) => pattern.Replace("{id}", id, StringComparison.Ordinal).Replace("{alert}", alert, StringComparison.Ordinal).Replace("{recall}", recall, StringComparison.Ordinal);
        var (another, none) = (await server.CallAsync(method, With(server.Watch, server.Alert, ClosedServer.Recall), token), await server.CallAsync(method, With(new string('0', 32), new string('0', 32), "none"), token));
        Assert.Equal((404, 404), (another.Status, none.Status));
        Assert.Equal(none.Text, another.Text);
        Assert.Equal(Names(none), Names(another));
    }

    private static string Names(Reply reply) => string.Join(' ', reply.Headers.Where(h => h.Key != "Date").Select(h => $"{h.Key}={string.Join(',', h.Value)}").Order(StringComparer.Ordinal));

    private static bool IsGranted(string permission, string role) => Permissions.Single(p => p.Name == permission).Roles.Split(' ').Contains(role);

    // 403 without the role; 404 for a case of somebody else; otherwise whatever the handler says, and never that one may not.
    private static void AssertAnswer(RouteTable.Row route, string role, bool isOwn, Reply reply, string what)
    {
        if (route.Permission == "anyone") return;
        if (!IsGranted(route.Permission, role)) Assert.True(reply.Status == 403, $"{what}: {reply.Status}, not 403");
        else if (route.IsOfACase && !isOwn) Assert.True(reply.Status == 404, $"{what}: {reply.Status}, not 404");
        else if (route.IsOfACase) Assert.True(reply.Status is not (401 or 403 or 404 or >= 500), $"{what}: {reply.Status}");
        else Assert.True(reply.Status is not (401 or 403 or >= 500), $"{what}: {reply.Status}");
    }

    private string Fill(string pattern) => pattern.Replace("{releaseId}", server.Watch, StringComparison.Ordinal).Replace("{watchId}", server.Watch, StringComparison.Ordinal)
        .Replace("{alertId}", server.Alert, StringComparison.Ordinal).Replace("{recallId}", ClosedServer.Recall, StringComparison.Ordinal).Replace("{**file}", "app.css", StringComparison.Ordinal)
        .Replace("{jobId}", "none", StringComparison.Ordinal).Replace("{table}", "releases", StringComparison.Ordinal).Replace("{messageId}", "none", StringComparison.Ordinal)
        .Replace("{absenceId}", "none", StringComparison.Ordinal).Replace("{file}", "none.svg", StringComparison.Ordinal);

    private static Session Forged()
    {
        var session = new Session();
        session.Cookies["recall-session"] = "CfDJ8" + new string('A', 200);
        return session;
    }

    private IEnumerable<(string What, string? Token)> BadTokens(string permission)
    {
        Assert.True(NameOf<AppRole>.TryParse(Permissions.Single(p => p.Name == permission).Roles.Split(' ')[0], out var role));
        var good = server.Token(role, "P1", "derby-city");
        var parts = good.Split('.');
        yield return ("no token", null);
        yield return ("nonsense", "nonsense");
        yield return ("another key", new DevelopmentTokens(new byte[32], server.Clock).Sign(role, "P1", "derby-city", null));
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("alg none", $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{parts[1]}.");
        yield return ("a changed claim", $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("derby-city", "derbyshire", StringComparison.Ordinal) + " ")}.{parts[2]}");
        yield return ("expired", Sign(role, d => (d.NotBefore, d.IssuedAt, d.Expires) = (Hours(-30), Hours(-30), Hours(-1))));
        yield return ("not yet valid", Sign(role, d => (d.NotBefore, d.IssuedAt, d.Expires) = (Hours(1), Hours(1), Hours(2))));
        yield return ("another audience", Sign(role, d => d.Audience = "another"));
        yield return ("another issuer", Sign(role, d => d.Issuer = "another"));
    }

    private DateTime Hours(int n) => server.Clock.GetUtcNow().UtcDateTime.AddHours(n);

    private string Sign(AppRole role, Action<SecurityTokenDescriptor> otherwise)
    {
        var key = System.Security.Cryptography.HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, server.Secret, 32, info: "development-tokens"u8.ToArray());
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "recall-alerts-development", Audience = "recall-alerts", NotBefore = Hours(0), IssuedAt = Hours(0), Expires = Hours(1),
            Claims = new Dictionary<string, object> { ["roles"] = NameOf<AppRole>.Text(role), ["sub"] = "x", ["practitioner_id"] = "P1", ["pdu"] = "derby-city" },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
        };
        otherwise(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    [Fact]
    public async Task Token_SignedHereAndRight_IsTaken() => Assert.Equal(200, (await server.CallAsync("GET", "/api/watch", Sign(AppRole.Operations, _ => { }))).Status);
}
