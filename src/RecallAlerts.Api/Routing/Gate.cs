using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;

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
        if (route.Permission.IsOpen) return await route.Handle(RequestOf(route, http, Caller.Developer with { Roles = new HashSet<AppRole>() }, services));
        var caller = await CallerOf(http, services);
        if (services.Limits?.Refuse(caller, http) is { } seconds) return Problems.TooMany(seconds);
        if (caller is null) return Problems.Unauthorized();
        return route.Permission.IsGranted(caller) ? await AnswerAsync(route, RequestOf(route, http, caller, services)) : Problems.Forbidden(route.Permission.Name);
    }

    // Whom an answer shows is noted before it leaves. A handler that does not say whom is a mistake, and its answer stays here.
    private static async Task<IResult> AnswerAsync(ApiRoute route, ApiRequest request)
    {
        var result = await route.Handle(request);
        if (result is Noted or ProblemHttpResult || !route.Permission.ShowsPeople) return await Noted.PassAsync(result, route.Purpose, request);
        throw new InvalidOperationException($"The handler of {route.Purpose} does not say whom its answer shows.");
    }

    private static ApiRequest RequestOf(ApiRoute route, HttpContext http, Caller caller, ApiServices services) =>
        new(http, caller, services) { By = AuditTrail.SourceOf(caller, route.Purpose) };

    private static async Task<Caller?> CallerOf(HttpContext http, ApiServices services)
    {
        string? header = http.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(header)) return services.WithoutToken(http);
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? await services.ReadToken(header[Bearer.Length..].Trim()) : null;
    }
}
