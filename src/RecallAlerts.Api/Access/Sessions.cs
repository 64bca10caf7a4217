using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RecallAlerts.Api.Pages;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Access;

/// <summary>Who looks at pages: the claims of the sign-in in an encrypted cookie, so that any instance can read it. Short, because roles may be taken away.</summary>
internal static class Sessions
{
    public const string Scheme = "session";

    private const string Roles = "roles";
    private const string Name = "name";
    private const string Practitioner = "practitioner_id";
    private const string Pdu = "pdu";
    private const string Region = "region";
    private const string Display = "display";
    private const string Began = "began";
    private const long LongestSeconds = 10 * 3_600;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    public static void Configure(CookieAuthenticationOptions o, PageOptions options)
    {
        o.Cookie.Name = options.IsDevelopment ? "recall-session" : "__Host-recall-session";
        o.Cookie.SecurePolicy = options.IsDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.HttpOnly = true;
        o.ExpireTimeSpan = Idle;
        o.SlidingExpiration = true;
        o.Events.OnSigningIn = context =>
        {
            var now = context.Options.TimeProvider!.GetUtcNow().ToUnixTimeSeconds();
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(Began, now.ToString(CultureInfo.InvariantCulture)));
            return Task.CompletedTask;
        };
    }

    /// <summary>Who is signed in; null when nobody is, or has been for longer than a working day.</summary>
    public static async Task<Caller?> ReadAsync(HttpContext http)
    {
        if (await http.AuthenticateAsync(Scheme) is not { Succeeded: true, Principal: { } principal }) return null;
        var clock = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme).TimeProvider!;
        var isFresh = long.TryParse(principal.FindFirstValue(Began), out var began) && clock.GetUtcNow().ToUnixTimeSeconds() < began + LongestSeconds;
        return isFresh ? CallerOf(principal) : null;
    }

    public static Task BeginAsync(HttpContext http, Caller caller) => http.SignInAsync(Scheme, PrincipalOf(caller));

    /// <summary>What is kept of a caller.</summary>
    public static ClaimsPrincipal PrincipalOf(Caller caller) => new(new ClaimsIdentity(ClaimsOf(caller), Scheme));

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);

    private static IEnumerable<Claim> ClaimsOf(Caller caller)
    {
        yield return new Claim(Name, caller.Name);
        foreach (var role in caller.Roles.Order()) yield return new Claim(Roles, NameOf<AppRole>.Text(role));
        if (caller.PractitionerId is { } practitioner) yield return new Claim(Practitioner, practitioner);
        if (caller.Pdu is { } pdu) yield return new Claim(Pdu, pdu);
        if (caller.Region is { } region) yield return new Claim(Region, region);
        if (caller.Display is { } display) yield return new Claim(Display, display);
    }

    private static Caller CallerOf(ClaimsPrincipal principal)
    {
        var roles = principal.FindAll(Roles).Select(c => NameOf<AppRole>.TryParse(c.Value, out var role) ? role : (AppRole?)null).OfType<AppRole>();
        return new Caller(
            principal.FindFirstValue(Name) ?? "", new HashSet<AppRole>(roles), principal.FindFirstValue(Practitioner), principal.FindFirstValue(Pdu), principal.FindFirstValue(Region))
        {
            Display = principal.FindFirstValue(Display),
        };
    }
}
