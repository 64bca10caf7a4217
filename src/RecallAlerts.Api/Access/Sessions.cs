using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
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
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    public static void Configure(CookieAuthenticationOptions o, PageOptions options)
    {
        o.Cookie.Name = options.IsDevelopment ? "recall-session" : "__Host-recall-session";
        o.Cookie.SecurePolicy = options.IsDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.HttpOnly = true;
        o.ExpireTimeSpan = Idle;
        o.SlidingExpiration = true;
    }

    /// <summary>Who is signed in; null when nobody is.</summary>
    public static async Task<Caller?> ReadAsync(HttpContext http) =>
        await http.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } principal } ? CallerOf(principal) : null;

    public static Task BeginAsync(HttpContext http, Caller caller) => http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(ClaimsOf(caller), Scheme)));

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(Scheme);

    private static IEnumerable<Claim> ClaimsOf(Caller caller)
    {
        yield return new Claim(Name, caller.Name);
        foreach (var role in caller.Roles.Order()) yield return new Claim(Roles, NameOf<AppRole>.Text(role));
        if (caller.PractitionerId is { } practitioner) yield return new Claim(Practitioner, practitioner);
        if (caller.Pdu is { } pdu) yield return new Claim(Pdu, pdu);
        if (caller.Region is { } region) yield return new Claim(Region, region);
    }

    private static Caller CallerOf(ClaimsPrincipal principal)
    {
        var roles = principal.FindAll(Roles).Select(c => NameOf<AppRole>.TryParse(c.Value, out var role) ? role : (AppRole?)null).OfType<AppRole>();
        return new Caller(
            principal.FindFirstValue(Name) ?? "", new HashSet<AppRole>(roles), principal.FindFirstValue(Practitioner), principal.FindFirstValue(Pdu), principal.FindFirstValue(Region));
    }
}
