using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace RecallAlerts.Api.Access;

/// <summary>How people sign in to pages.</summary>
/// <param name="Authority">Who signs tokens: of Entra ID the issuer of version 2.0 of the tenant, and no other.</param>
/// <param name="ClientId">The application.</param>
/// <param name="PublicAddress">Where people reach the app; what a request itself says of its host is not believed.</param>
public sealed record EntraSignInOptions(Uri Authority, string ClientId, Uri PublicAddress)
{
    /// <summary>Proves to Entra ID that it is this app that asks, by a token of its managed identity, so that there is no client secret; null where none is needed.</summary>
    public Func<CancellationToken, Task<string>>? ClientAssertion { get; init; }

    /// <summary>Reaches the authority; null for the ordinary way.</summary>
    public HttpMessageHandler? Backchannel { get; init; }
}

/// <summary>Sign-in by OpenID Connect: the code flow with PKCE. Of what the authority says only who and in which roles is kept, in the session; no token is.</summary>
internal static class EntraSignIn
{
    public const string Scheme = "entra";
    public const string Callback = "/sign-in/callback";

    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static AuthenticationBuilder AddEntraSignIn(this AuthenticationBuilder builder, EntraSignInOptions options) => builder.AddOpenIdConnect(Scheme, o => Configure(o, options));

    /// <summary>Takes the answer of the authority; false when the request is none.</summary>
    public static async Task<bool> TakeAnswerAsync(HttpContext http)
    {
        var handlers = http.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        return await handlers.GetHandlerAsync(http, Scheme) is IAuthenticationRequestHandler handler && await handler.HandleRequestAsync();
    }

    private static void Configure(OpenIdConnectOptions o, EntraSignInOptions options)
    {
        o.Authority = options.Authority.ToString();
        o.RequireHttpsMetadata = !options.Authority.IsLoopback;
        o.ClientId = options.ClientId;
        o.CallbackPath = Callback;
        o.SignInScheme = Sessions.Scheme;
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.SaveTokens = false;
        o.MapInboundClaims = false;
        o.DisableTelemetry = true;
        o.Scope.Clear();
        o.Scope.Add("openid");
        o.Scope.Add("profile");
        o.TokenValidationParameters = new TokenValidationParameters { ValidAudience = options.ClientId, ValidAlgorithms = [SecurityAlgorithms.RsaSha256] };
        if (options.Backchannel is { } backchannel) o.BackchannelHttpHandler = backchannel;
        Guard(o.CorrelationCookie);
        Guard(o.NonceCookie);
        o.Events = EventsOf(options);
    }

    private static void Guard(CookieBuilder cookie)
    {
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
    }

    private static OpenIdConnectEvents EventsOf(EntraSignInOptions options) => new()
    {
        OnAuthorizationCodeReceived = async context =>
        {
            if (options.ClientAssertion is not { } assertion) return;
            context.TokenEndpointRequest!.ClientAssertionType = AssertionType;
            context.TokenEndpointRequest.ClientAssertion = await assertion(context.HttpContext.RequestAborted);
        },
        OnTokenValidated = context =>
        {
            // The framework lets an unsigned token through where it comes from the token endpoint itself; we do not.
            if (context.SecurityToken.Header.Alg != SecurityAlgorithms.RsaSha256) context.Fail("The token is not signed.");
            else context.Principal = Sessions.PrincipalOf(CallerOf(context.SecurityToken));
            return Task.CompletedTask;
        },
        OnRemoteFailure = context =>
        {
            // What went wrong is the authority's to say, and may name somebody: the person begins again.
            context.HandleResponse();
            context.Response.Redirect("/sign-in?failed=1");
            return Task.CompletedTask;
        },
    };

    private static Caller CallerOf(System.IdentityModel.Tokens.Jwt.JwtSecurityToken token)
    {
        var jwt = new JsonWebToken(token.RawData);
        return EntraTokens.CallerOf(jwt) with { Display = jwt.TryGetPayloadValue<string>("name", out var name) ? name : null };
    }
}
