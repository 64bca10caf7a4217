using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;

namespace RecallAlerts.Api.Pages;

/// <summary>Registers what pages need, and all pages on the framework's router.</summary>
public static class PageEndpoints
{
    /// <summary>Adds sessions and the protection of forms. Where the keys for both are kept is for the host to say.</summary>
    public static IDataProtectionBuilder AddRecallAlertsPages(this IServiceCollection services, PageOptions options)
    {
        services.AddSingleton(options);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = options.IsDevelopment ? "recall-form" : "__Host-recall-form";
            o.Cookie.SecurePolicy = options.IsDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.SuppressXFrameOptionsHeader = true;
        });
        var authentication = services.AddAuthentication(Sessions.Scheme).AddCookie(Sessions.Scheme, o => Sessions.Configure(o, options));
        if (options.SignIn is { } signIn) authentication.AddEntraSignIn(signIn);
        return services.AddDataProtection().SetApplicationName("RecallAlerts");
    }

    /// <summary>Maps every page.</summary>
    public static void MapRecallAlertsPages(this IEndpointRouteBuilder endpoints, ApiServices services)
    {
        foreach (var route in PageRoutes.All)
            endpoints.MapMethods(route.Pattern, [route.Method], (Delegate)((HttpContext http) => PageGate.PassAsync(route, http, services))).WithMetadata(route).ExcludeFromDescription();
    }
}
