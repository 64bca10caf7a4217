using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RecallAlerts.Functions.Tests.Pages;

/// <summary>What Entra ID answers to the app: its description, its keys, and tokens for codes.</summary>
internal sealed class FakeAuthority : HttpMessageHandler
{
    public const string ClientId = "99999999-2222-3333-4444-555555555555";

    public static readonly Uri Address = new("https://login.example/tenant/v2.0");

    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>Changes the token that is given for the next code.</summary>
    public Action<SecurityTokenDescriptor>? Otherwise { get; set; }

    /// <summary>App roles in the token.</summary>
    public string[] Roles { get; set; } = ["practitioner"];

    /// <summary>The nonce of the sign-in that the code is for.</summary>
    public string Nonce { get; set; } = "";

    /// <summary>What the app sent for a token.</summary>
    public List<System.Collections.Specialized.NameValueCollection> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri!.AbsolutePath switch
    {
        "/tenant/v2.0/.well-known/openid-configuration" => Json(new
        {
            issuer = Address.ToString(), authorization_endpoint = $"{Address}/authorize", token_endpoint = $"{Address}/token", jwks_uri = $"{Address}/keys",
            id_token_signing_alg_values_supported = new[] { "RS256" }, response_types_supported = new[] { "code" }, subject_types_supported = new[] { "pairwise" },
        }),
        "/tenant/v2.0/keys" => Json(new { keys = new[] { JsonSerializer.SerializeToElement(KeyOf(_rsa)) } }),
        "/tenant/v2.0/token" => await TokenAsync(request, cancellationToken),
        _ => new HttpResponseMessage(HttpStatusCode.NotFound),
    };

    protected override void Dispose(bool disposing)
    {
        _rsa.Dispose();
        base.Dispose(disposing);
    }

    private static object KeyOf(RSA rsa)
    {
        var p = rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = "key-1", n = Base64UrlEncoder.Encode(p.Modulus), e = Base64UrlEncoder.Encode(p.Exponent) };
    }

    private async Task<HttpResponseMessage> TokenAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Asked.Add(HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellation)));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address.ToString(), Audience = ClientId, NotBefore = now, IssuedAt = now, Expires = now.AddHours(1),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "sub-1", ["oid"] = "oid-1", ["name"] = "Ada Practitioner", ["nonce"] = Nonce, ["roles"] = Roles, ["practitioner_id"] = "P1", ["pdu"] = "derby-city",
            },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256),
        };
        Otherwise?.Invoke(descriptor);
        return Json(new { token_type = "Bearer", expires_in = 3600, id_token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor), access_token = "opaque" });
    }

    private static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}
