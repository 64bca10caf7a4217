using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.SignIn;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Api.Pages;

/// <summary>Lets a request for a page through to its handler, or answers why not. The same for both hosts.</summary>
public static class PageGate
{
    private const long LargestForm = 64 * 1024;

    private static readonly PageRoute None = new(HttpMethods.Get, "", Permission.Anyone, "no page", _ => Task.FromResult<PageAnswer>(new PageAnswer.NotFound())) { ShowsNobody = true };

    /// <summary>Checks the session, the permission and, of a form, that it is one of ours; answers the page.</summary>
    public static async Task<IResult> PassAsync(PageRoute route, HttpContext http, ApiServices services)
    {
        RequestTelemetry.Follow(route.Method, route.Pattern, http, services.Instruments);
        Prepare(http);
        var caller = await Sessions.ReadAsync(http);
        var request = new ApiRequest(http, caller ?? Caller.Nobody, services) { By = AuditTrail.SourceOf(caller ?? Caller.Nobody, route.Purpose) };
        try
        {
            var answer = await AnswerAsync(route, request, caller);
            if (answer is PageAnswer.Shown shown) await NoteAsync(route, request, shown);
            return answer is PageAnswer.Other other ? await NotedAsync(route, request, other.Result) : Answer(route, request, answer);
        }
        catch (StoreException)
        {
            return Failed(http, services, StatusCodes.Status503ServiceUnavailable);
        }
    }

    // Whom a page shows is noted before it leaves. A handler that does not say whom is a mistake, and its page stays here.
    private static Task NoteAsync(PageRoute route, ApiRequest request, PageAnswer.Shown shown)
    {
        if (shown.Releases is { } releases) return request.Services.Audit.NoteAsync(request.Caller, route.Purpose, releases, request.Cancellation);
        return route.ShowsNobody || !route.Permission.ShowsPeople ? Task.CompletedTask : throw new InvalidOperationException($"The handler of {route.Pattern} does not say whom its page shows.");
    }

    private static Task<IResult> NotedAsync(PageRoute route, ApiRequest request, IResult result) => result is Noted || route.ShowsNobody || !route.Permission.ShowsPeople
        ? Noted.PassAsync(result, route.Purpose, request)
        : throw new InvalidOperationException($"The handler of {route.Pattern} does not say whom its answer shows.");

    /// <summary>There is no such page. Of the API's paths it is said as the API says it.</summary>
    public static IResult NotFound(HttpContext http, ApiServices services)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return Problems.NotFound();
        Prepare(http);
        return new NoPage(services);
    }

    /// <summary>The page cannot be shown now.</summary>
    public static IResult Failed(HttpContext http, ApiServices services, int status) =>
        Answer(None, Nobody(http, services), Refused<Unavailable>("Sorry, there is a problem with the service", status));

    private static ApiRequest Nobody(HttpContext http, ApiServices services) => Of(http, Caller.Nobody, services);

    private static ApiRequest Of(HttpContext http, Caller caller, ApiServices services) => new(http, caller, services) { By = AuditTrail.SourceOf(caller, None.Purpose) };

    // Behind a proxy a request says of its host what anybody made it say.
    private static void Prepare(HttpContext http)
    {
        var options = PageOptions.Of(http);
        PageHeaders.Set(http.Response.Headers, options);
        if (options.SignIn?.PublicAddress is { } address) (http.Request.Scheme, http.Request.Host) = (address.Scheme, new HostString(address.Authority));
    }

    private static async Task<PageAnswer> AnswerAsync(PageRoute route, ApiRequest request, Caller? caller)
    {
        if (!route.IsFile && request.Services.Limits?.Refuse(caller, request.Http) is not null) return Refused<TooMany>("Too many requests", StatusCodes.Status429TooManyRequests);
        if (caller is null && !route.Permission.IsOpen) return new PageAnswer.SeeOther(SignInPages.PathFor(request.Http, route));
        if (!route.Permission.IsGranted(request.Caller)) return Refused<NotForYou>("This page is not for your role", StatusCodes.Status403Forbidden);
        if (route.Method == HttpMethods.Get) return await route.Handle(new PageRequest(request, FormCollection.Empty));
        return await ReadFormAsync(request.Http) is { } form
            ? await route.Handle(new PageRequest(request, form)) : Refused<FormExpired>("The form could not be taken", StatusCodes.Status400BadRequest);
    }

    // A form that another site sends, or one that is too large or none at all, is not taken.
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or > LargestForm || !http.Request.HasFormContentType) return null;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http) ? form : null;
        }
        catch (InvalidDataException)
        {
            // It says that it is a form and is none, or has more fields than any of ours.
            return null;
        }
    }

    private static PageAnswer.Shown Refused<TComponent>(string title, int status) => PageRequest.Show<TComponent>(title) with { Status = status, Releases = [] };

    private static IResult Answer(PageRoute route, ApiRequest request, PageAnswer answer) => answer switch
    {
        PageAnswer.Shown shown => new PageResult(shown, request, route),
        PageAnswer.SeeOther other => Results.Redirect(other.To),
        PageAnswer.NotFound => new PageResult(Refused<NotThere>("Page not found", StatusCodes.Status404NotFound), request, route),
        PageAnswer.Other other => other.Result,
        _ => throw new InvalidOperationException("The answers are a closed hierarchy."),
    };

    /// <summary>Says that there is no such page, with the navigation of who asks.</summary>
    private sealed class NoPage(ApiServices services) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var caller = await Sessions.ReadAsync(httpContext) ?? Caller.Nobody;
            await Answer(None, Of(httpContext, caller, services), new PageAnswer.NotFound()).ExecuteAsync(httpContext);
        }
    }
}
