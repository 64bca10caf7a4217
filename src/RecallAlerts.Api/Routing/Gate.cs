using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;

namespace RecallAlerts.Api.Routing;

/// <summary>Lets a request through to its handler, or answers why not. The same for both hosts.</summary>
public static class Gate
{
    private const string Bearer = "Bearer ";

    /// <summary>Checks the caller and runs the handler.</summary>
    public static async Task<IResult> PassAsync(ApiRoute route, HttpContext http, ApiServices services)
    {
        RequestTelemetry.Follow(route.Method, route.Pattern, http, services.Instruments);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (route.Permission.IsOpen) return await route.Handle(new ApiRequest(http, Caller.Developer with { Roles = new HashSet<AppRole>() }, services));
        var caller = await CallerOf(http, services);
        if (services.Limits?.Refuse(caller, http) is { } seconds) return Problems.TooMany(seconds);
        if (caller is null) return Problems.Unauthorized();
        return route.Permission.IsGranted(caller) ? await route.Handle(new ApiRequest(http, caller, services)) : Problems.Forbidden(route.Permission.Name);
    }

    private static async Task<Caller?> CallerOf(HttpContext http, ApiServices services)
    {
        string? header = http.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(header)) return services.WithoutToken(http);
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await services.ReadToken(header[Bearer.Length..].Trim()) : null;
    }
}
