using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Api.Access;

namespace RecallAlerts.Api.Pages;

/// <summary>How pages are served.</summary>
/// <param name="IsDevelopment">Whether one signs in as a persona, on loopback, without a password; every page says so.</param>
public sealed record PageOptions(bool IsDevelopment)
{
    /// <summary>How people sign in; null in development.</summary>
    public EntraSignInOptions? SignIn { get; init; }

    /// <summary>The options of a request.</summary>
    internal static PageOptions Of(HttpContext http) => http.RequestServices.GetRequiredService<PageOptions>();
}
