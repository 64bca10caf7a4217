using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>The app registration gives what the API asks of a token.</summary>
public sealed class EntraTests
{
    [Fact]
    public void AppRoles_AreThoseOfTheApi()
    {
        using var manifest = JsonDocument.Parse(Repository.Text("infra", "entra-app.json"));
        var roles = manifest.RootElement.GetProperty("appRoles").EnumerateArray().ToArray();
        Assert.Equal(NameOf<AppRole>.All, roles.Select(r => r.GetProperty("value").GetString()));
        Assert.Equal(roles.Length, roles.Select(r => r.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.All(roles, r => Assert.Equal(r.GetProperty("value").GetString() == "service" ? "Application" : "User", r.GetProperty("allowedMemberTypes")[0].GetString()));
    }

    [Fact]
    public void Tokens_AreOfOneTenant_AndTakeMappedClaims()
    {
        using var manifest = JsonDocument.Parse(Repository.Text("infra", "entra-app.json"));
        var api = manifest.RootElement.GetProperty("api");
        Assert.Equal("AzureADMyOrg", manifest.RootElement.GetProperty("signInAudience").GetString());
        Assert.Equal((2, true), (api.GetProperty("requestedAccessTokenVersion").GetInt32(), api.GetProperty("acceptMappedClaims").GetBoolean()));
    }

    [Fact]
    public void Claims_HaveTheNamesThatTheApiReads()
    {
        using var policy = JsonDocument.Parse(Repository.Text("infra", "entra-claims.json"));
        var claims = policy.RootElement.GetProperty("ClaimsMappingPolicy").GetProperty("ClaimsSchema").EnumerateArray();
        Assert.Equal(["practitioner_id", "pdu", "region"], claims.Select(c => c.GetProperty("JwtClaimType").GetString()));
    }
}
