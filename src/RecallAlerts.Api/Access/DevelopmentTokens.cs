using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Access;

/// <summary>Signs and checks the tokens of the local host, under a key derived from the service's secret. Never for any address but loopback.</summary>
/// <param name="secret">The service's secret.</param>
/// <param name="time">The clock.</param>
public sealed class DevelopmentTokens(byte[] secret, TimeProvider time)
{
    private const string Issuer = "recall-alerts-development";
    private const string Audience = "recall-alerts";
    private const string RoleClaim = "roles";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly SymmetricSecurityKey _key = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "development-tokens"u8.ToArray()));

    /// <summary>Signs a token.</summary>
    public string Sign(AppRole role, string? id, string? pdu, string? region)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { [RoleClaim] = NameOf<AppRole>.Text(role), ["sub"] = id ?? NameOf<AppRole>.Text(role) };
        if (role == AppRole.Practitioner && id is not null) claims["practitioner_id"] = id;
        if (pdu is not null) claims["pdu"] = pdu;
        if (region is not null) claims["region"] = region;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = now,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Who a token says calls; null when it is not valid now.</summary>
    public async Task<Caller?> ReadAsync(string token)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.Zero,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt) return null;
        var roles = jwt.Claims.Where(c => c.Type == RoleClaim).Select(c => NameOf<AppRole>.TryParse(c.Value, out var role) ? role : (AppRole?)null).OfType<AppRole>();
        return new Caller(jwt.Subject ?? "", new HashSet<AppRole>(roles), Claim(jwt, "practitioner_id"), Claim(jwt, "pdu"), Claim(jwt, "region"));
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return from is { } start && start.AddMinutes(-1) <= now && until is { } end && now < end;
    }

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
