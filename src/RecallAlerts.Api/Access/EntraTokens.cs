using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Access;

/// <summary>Which tokens are taken.</summary>
/// <param name="TenantId">The tenant that issues them.</param>
/// <param name="Audience">The application they are for.</param>
public sealed record EntraOptions(Guid TenantId, string Audience)
{
    /// <summary>Who signs: version 2.0 tokens of the tenant, and of no other.</summary>
    public string Issuer => $"https://login.microsoftonline.com/{TenantId:D}/v2.0";

    /// <summary>Where the tenant publishes its keys.</summary>
    public string Metadata => $"{Issuer}/.well-known/openid-configuration";
}

/// <summary>The tenant's keys cannot be fetched, and none are kept from before: no token can be checked now.</summary>
public sealed class KeysUnavailableException(Exception inner) : IOException("The keys by which tokens are checked cannot be fetched now.", inner);

/// <summary>Checks tokens of Microsoft Entra ID: issuer, audience, signature (RS256 and nothing else) and lifetime.</summary>
/// <param name="options">Which tokens are taken.</param>
/// <param name="configuration">The keys of the tenant; fetched when they are needed, and kept.</param>
/// <param name="time">The clock.</param>
public sealed class EntraTokens(EntraOptions options, IConfigurationManager<OpenIdConnectConfiguration> configuration, TimeProvider time)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Tokens of a tenant, by the keys that it publishes.</summary>
    public static EntraTokens Of(EntraOptions options, TimeProvider time) => new(
        options, new ConfigurationManager<OpenIdConnectConfiguration>(options.Metadata, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever()), time);

    /// <summary>Who a token says calls; null when it is not valid now. A role that is not known here gives nothing.</summary>
    public async Task<Caller?> ReadAsync(string token)
    {
        var result = await ValidateAsync(token);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Keys are changed without notice. How often they are asked for anew, the manager limits.
            configuration.RequestRefresh();
            result = await ValidateAsync(token);
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken jwt } ? CallerOf(jwt) : null;
    }

    private async Task<TokenValidationResult> ValidateAsync(string token)
    {
        var keys = await KeysAsync();
        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
    }

    private async Task<ICollection<SecurityKey>> KeysAsync()
    {
        try
        {
            return (await configuration.GetConfigurationAsync(CancellationToken.None)).SigningKeys;
        }
        catch (InvalidOperationException e)
        {
            throw new KeysUnavailableException(e);
        }
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return (from is null || from - Skew <= now) && until is { } end && now < end + Skew;
    }

    // The name in the audit is the object id: it does not change, and names nobody to who cannot look it up.
    internal static Caller CallerOf(JsonWebToken jwt)
    {
        var roles = jwt.Claims.Where(c => c.Type == "roles").Select(c => NameOf<AppRole>.TryParse(c.Value, out var role) ? role : (AppRole?)null).OfType<AppRole>();
        return new Caller(Claim(jwt, "oid") ?? jwt.Subject ?? "", new HashSet<AppRole>(roles), Claim(jwt, "practitioner_id"), Claim(jwt, "pdu"), Claim(jwt, "region"));
    }

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
}
