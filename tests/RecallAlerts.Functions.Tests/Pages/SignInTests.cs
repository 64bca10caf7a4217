using System.Net;
using System.Web;
using Microsoft.IdentityModel.Tokens;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Functions.Tests.Pages;

/// <summary>Signing in by Entra ID, from the first page that is asked for to the session.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private PageHost _host = null!;

    public async Task InitializeAsync() => _host = await PageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Page_WithoutASession_AsksEntraAndComesBack()
    {
        var page = await SignInAsync("/my-cases");
        Assert.Equal("/my-cases", page.Location!.ToString());
        var shown = await _host.GetAsync("/my-cases");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("Ada Practitioner", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Personas", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_NamesOurPublicAddressAndAsksForAProofOfPossession()
    {
        var query = await ChallengeAsync("/my-cases");
        Assert.Equal("https://recall.example/sign-in/callback", query["redirect_uri"]);
        Assert.Equal(("code", "S256", "query", FakeAuthority.ClientId), (query["response_type"], query["code_challenge_method"], query["response_mode"] ?? "query", query["client_id"]));
    }

    [Fact]
    public async Task Code_IsRedeemedWithTheVerifierAndTheIdentityOfTheApp()
    {
        await SignInAsync("/");
        var asked = Assert.Single(_host.Authority.Asked);
        Assert.Equal(("assertion-1", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", null), (asked["client_assertion"], asked["client_assertion_type"], asked["client_secret"]));
        Assert.InRange(asked["code_verifier"]!.Length, 43, 128);
    }

    [Fact]
    public async Task Cookies_AreOfThisHostOnlyForTheServerOnlyAndOverTlsOnly()
    {
        var page = await SignInAsync("/");
        var session = Assert.Single(page.Set, c => c.StartsWith("__Host-recall-session=", StringComparison.Ordinal));
        Assert.All(["; path=/", "; secure", "; samesite=lax", "; httponly"], flag => Assert.Contains(flag, session, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Ada", HttpUtility.UrlDecode(session), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("nonce")]
    [InlineData("signature")]
    [InlineData("none")]
    public async Task Token_ThatIsWrong_SignsNobodyIn(string what)
    {
        using var foreign = System.Security.Cryptography.RSA.Create(2048);
        _host.Authority.Otherwise = d =>
        {
            if (what == "audience") d.Audience = "somebody-else";
            if (what == "issuer") d.Issuer = "https://login.example/other/v2.0";
            if (what == "expired") (d.NotBefore, d.IssuedAt, d.Expires) = (d.NotBefore!.Value.AddHours(-3), d.IssuedAt!.Value.AddHours(-3), d.Expires!.Value.AddHours(-2));
            if (what == "nonce") d.Claims["nonce"] = "another";
            if (what == "signature") d.SigningCredentials = new SigningCredentials(new RsaSecurityKey(foreign) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256);
            if (what == "none") d.SigningCredentials = null;
        };
        var page = await SignInAsync("/my-cases");
        Assert.Equal("/sign-in?failed=1", page.Location!.ToString());
        Assert.DoesNotContain("__Host-recall-session", _host.Cookies.Keys);
        Assert.Contains("You are not signed in", (await _host.GetAsync("/sign-in?failed=1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_OfASignInThatNobodyBegan_SignsNobodyIn()
    {
        var query = await ChallengeAsync("/");
        _host.Cookies.Clear();
        var page = await _host.GetAsync($"/sign-in/callback?code=c&state={Uri.EscapeDataString(query["state"]!)}");
        Assert.Equal("/sign-in?failed=1", page.Location!.ToString());
        Assert.Empty(_host.Authority.Asked);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\t//evil.example")]
    public async Task Return_ToAnotherSite_LeadsToTheFirstPage(string to) =>
        Assert.Equal("/", (await CallbackAsync(PageHost.QueryOf(await _host.GetAsync($"/sign-in?to={Uri.EscapeDataString(to)}")))).Location!.ToString());

    [Fact]
    public async Task Person_WithoutARole_SeesNoPage()
    {
        _host.Authority.Roles = [];
        await SignInAsync("/my-cases");
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task Persona_InProduction_IsNotTaken()
    {
        await SignInAsync("/");
        var token = PageHost.TokenOf((await _host.GetAsync("/my-cases")).Text);
        var page = await _host.SendAsync(HttpMethod.Post, "/sign-in", new() { ["persona"] = "duty-manager:derby-city", [token.Name] = token.Value });
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Theory]
    [InlineData(59 * 60, true)]
    [InlineData((60 * 60) + 1, false)]
    public async Task Session_WithoutUse_EndsAfterAnHour(int seconds, bool lasts)
    {
        await SignInAsync("/");
        _host.Clock.Now = _host.Clock.Now.PlusSeconds(seconds);
        Assert.Equal(lasts ? HttpStatusCode.OK : HttpStatusCode.Found, (await _host.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task Session_InUse_EndsAfterAWorkingDay()
    {
        await SignInAsync("/");
        var began = _host.Clock.Now;
        for (var minutes = 40; minutes < 600; minutes += 40)
        {
            _host.Clock.Now = began.PlusSeconds(minutes * 60);
            Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/my-cases")).Status);
        }

        _host.Clock.Now = began.PlusHours(10);
        Assert.Equal(HttpStatusCode.Found, (await _host.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await SignInAsync("/");
        var token = PageHost.TokenOf((await _host.GetAsync("/my-cases")).Text);
        var page = await _host.SendAsync(HttpMethod.Post, "/sign-out", new() { [token.Name] = token.Value });
        Assert.Equal("/signed-out", page.Location!.ToString());
        Assert.Equal(HttpStatusCode.Found, (await _host.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsNotTaken()
    {
        await SignInAsync("/");
        await _host.GetAsync("/my-cases");
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.SendAsync(HttpMethod.Post, "/sign-out", [])).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/my-cases")).Status);
    }

    [Fact]
    public async Task Logs_NameNobody()
    {
        await SignInAsync("/my-cases");
        await _host.GetAsync("/my-cases");
        Assert.DoesNotContain(_host.App.Logs.Lines, l => l.Contains("Ada", StringComparison.Ordinal) || l.Contains("oid-1", StringComparison.Ordinal));
    }

    private Task<System.Collections.Specialized.NameValueCollection> ChallengeAsync(string to) => _host.ChallengeAsync(to);

    private Task<Page> CallbackAsync(System.Collections.Specialized.NameValueCollection query) => _host.CallbackAsync(query);

    private Task<Page> SignInAsync(string to) => _host.SignInAsync(to);
}
