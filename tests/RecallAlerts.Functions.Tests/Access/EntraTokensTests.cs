using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Moq;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Access;

/// <summary>Signs tokens as a tenant would.</summary>
internal sealed class Tenant : IDisposable
{
    public static readonly EntraOptions Options = new(Guid.Parse("11111111-2222-3333-4444-555555555555"), "api://recall-alerts");

    private readonly RSA _rsa = RSA.Create(2048);

    public Tenant(string keyId = "key-1") => Key = new RsaSecurityKey(_rsa) { KeyId = keyId };

    public RsaSecurityKey Key { get; }

    public OpenIdConnectConfiguration Configuration => new() { Issuer = Options.Issuer, SigningKeys = { Key } };

    public string Sign(Clock clock, Action<SecurityTokenDescriptor>? otherwise = null, params string[] roles)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Options.Issuer, Audience = Options.Audience, NotBefore = now, IssuedAt = now, Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["oid"] = "oid-1", ["roles"] = roles, ["practitioner_id"] = "P1", ["pdu"] = "derby-city", ["region"] = "east-midlands" },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        };
        otherwise?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public EntraTokens Tokens(Clock clock) => new(Options, new StaticConfigurationManager<OpenIdConnectConfiguration>(Configuration), clock);

    public void Dispose() => _rsa.Dispose();
}

public sealed class EntraTokensTests : IDisposable
{
    private readonly Tenant _tenant = new();
    private readonly Clock _clock = new(Instant.Parse("2026-06-02T09:00:00Z"));

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task Valid_IsTheCallerOfItsClaims()
    {
        var caller = await _tenant.Tokens(_clock).ReadAsync(_tenant.Sign(_clock, null, "practitioner", "duty-manager"));
        Assert.Equal(("oid-1", "P1", "derby-city", "east-midlands", false), (caller!.Name, caller.PractitionerId, caller.Pdu, caller.Region, caller.IsDeveloper));
        Assert.Equal([AppRole.Practitioner, AppRole.DutyManager], caller.Roles.Order());
    }

    [Fact]
    public async Task Role_ThatIsNotKnown_GivesNothing() =>
        Assert.Empty((await _tenant.Tokens(_clock).ReadAsync(_tenant.Sign(_clock, null, "administrator", "Practitioner")))!.Roles);

    [Theory]
    [InlineData(-121, false)]
    [InlineData(-120, true)]
    [InlineData(0, true)]
    [InlineData(3719, true)]
    [InlineData(3720, false)]
    public async Task Lifetime_IsThatOfTheTokenWithTwoMinutesForClocks(long seconds, bool isValid)
    {
        var token = _tenant.Sign(_clock, null, "service");
        _clock.Now = _clock.Now.PlusSeconds(seconds);
        Assert.Equal(isValid, await _tenant.Tokens(_clock).ReadAsync(token) is not null);
    }

    [Fact]
    public async Task Audience_OfAnotherApplication_IsRefused() => await RefusedAsync(d => d.Audience = "api://other");

    [Fact]
    public async Task Issuer_OfAnotherTenant_IsRefused() => await RefusedAsync(d => d.Issuer = Tenant.Options.Issuer.Replace('1', '2'));

    [Fact]
    public async Task Lifetime_WithoutEnd_IsRefused() => await RefusedAsync(d => d.Expires = null);

    [Fact]
    public async Task Signature_OfAnotherKeyOfTheSameName_IsRefused()
    {
        using var other = new Tenant();
        await RefusedAsync(d => d.SigningCredentials = new SigningCredentials(other.Key, SecurityAlgorithms.RsaSha256));
    }

    [Fact]
    public async Task Signature_ByAnotherAlgorithm_IsRefused() => await RefusedAsync(d => d.SigningCredentials = new SigningCredentials(_tenant.Key, SecurityAlgorithms.RsaSha384));

    [Fact]
    public async Task Signature_ByThePublicKeyAsASecret_IsRefused()
    {
        var key = new SymmetricSecurityKey(_tenant.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = _tenant.Key.KeyId };
        await RefusedAsync(d => d.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256));
    }

    [Fact]
    public async Task Unsigned_IsRefused()
    {
        await RefusedAsync(d => d.SigningCredentials = null);
        var parts = _tenant.Sign(_clock, null, "service").Split('.');
        var none = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}"""));
        Assert.Null(await _tenant.Tokens(_clock).ReadAsync($"{none}.{parts[1]}."));
        Assert.Null(await _tenant.Tokens(_clock).ReadAsync($"{none}.{parts[1]}.{parts[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    public async Task Text_ThatIsNoToken_IsRefused(string token) => Assert.Null(await _tenant.Tokens(_clock).ReadAsync(token));

    [Fact]
    public async Task Key_ThatIsNew_IsAskedForOnce()
    {
        using var renewed = new Tenant("key-2");
        var current = _tenant.Configuration;
        var manager = new Mock<IConfigurationManager<OpenIdConnectConfiguration>>();
        manager.Setup(m => m.GetConfigurationAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => current);
        manager.Setup(m => m.RequestRefresh()).Callback(() => current = renewed.Configuration);
        var tokens = new EntraTokens(Tenant.Options, manager.Object, _clock);
        Assert.NotNull(await tokens.ReadAsync(renewed.Sign(_clock, null, "service")));
        manager.Verify(m => m.RequestRefresh(), Times.Once);
    }

    [Fact]
    public async Task Keys_ThatCannotBeFetched_AreNoRefusal()
    {
        var manager = new Mock<IConfigurationManager<OpenIdConnectConfiguration>>();
        manager.Setup(m => m.GetConfigurationAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("IDX20803"));
        await Assert.ThrowsAsync<KeysUnavailableException>(() => new EntraTokens(Tenant.Options, manager.Object, _clock).ReadAsync(_tenant.Sign(_clock, null, "service")));
    }

    private async Task RefusedAsync(Action<SecurityTokenDescriptor> otherwise)
    {
        Assert.NotNull(await _tenant.Tokens(_clock).ReadAsync(_tenant.Sign(_clock, null, "service")));
        Assert.Null(await _tenant.Tokens(_clock).ReadAsync(_tenant.Sign(_clock, otherwise, "service")));
    }
}
