using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.SignIn;

/// <summary>Signing in and out. In development as a persona, without a password, from this machine only.</summary>
internal static class SignInPages
{
    private const string Path = "/sign-in";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", Path, Permission.Anyone, "signing in", GetAsync) { ShowsNobody = true },
        new("POST", Path, Permission.Anyone, "signing in", PostAsync) { ShowsNobody = true },
        new("GET", EntraSignIn.Callback, Permission.Anyone, "signing in", CallbackAsync) { ShowsNobody = true },
        new("POST", "/sign-out", Permission.Anyone, "signing out", SignOutAsync) { ShowsNobody = true },
        new("GET", "/signed-out", Permission.Anyone, "signing out", _ => Task.FromResult<PageAnswer>(PageRequest.Show<SignedOut>("You have signed out"))) { ShowsNobody = true },
    ];

    /// <summary>Where somebody signs in who asked for a page; afterwards they are there.</summary>
    public static string PathFor(HttpContext http, PageRoute route) =>
        route.Method == HttpMethods.Get && http.Request.Path != "/" ? $"{Path}?to={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}" : Path;

    private static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        var to = LocalPath(request.Api.Query("to"));
        if (!PageOptions.Of(request.Api.Http).IsDevelopment) return request.Api.Query("failed") is null ? Challenge(to) : PageRequest.Show<SignInFailed>("You are not signed in");
        return PageRequest.Show<SignInPage>("Sign in", new SignInModel(await Personas.ReadAsync(request.Api.Services.Queries, request.Api.Cancellation), to));
    }

    private static PageAnswer.Other Challenge(string to) => new(Results.Challenge(new AuthenticationProperties { RedirectUri = to }, [EntraSignIn.Scheme]));

    private static async Task<PageAnswer> CallbackAsync(PageRequest request) => !PageOptions.Of(request.Api.Http).IsDevelopment && await EntraSignIn.TakeAnswerAsync(request.Api.Http)
        ? new PageAnswer.Other(Results.Empty)
        : new PageAnswer.NotFound();

    private static async Task<PageAnswer> PostAsync(PageRequest request)
    {
        if (!PageOptions.Of(request.Api.Http).IsDevelopment || Personas.Of(request.Field("persona")) is not { } caller) return new PageAnswer.NotFound();
        await Sessions.BeginAsync(request.Api.Http, caller);
        return new PageAnswer.SeeOther(LocalPath(request.Field("to")));
    }

    private static async Task<PageAnswer> SignOutAsync(PageRequest request)
    {
        await Sessions.EndAsync(request.Api.Http);
        return PageOptions.Of(request.Api.Http).IsDevelopment ? new PageAnswer.SeeOther(Path) : new PageAnswer.SeeOther("/signed-out");
    }

    // A path of ours and nothing else: //host and /\host lead away.
    internal static string LocalPath(string? to) =>
        to is ['/', ..] && (to.Length == 1 || to[1] is not ('/' or '\\')) && !to.Any(char.IsControl) ? to : "/";
}

/// <summary>What the page of personas shows.</summary>
/// <param name="Groups">Personas by role.</param>
/// <param name="To">Where to go afterwards.</param>
public sealed record SignInModel(IReadOnlyList<PersonaGroup> Groups, string To);

/// <summary>Personas of one role.</summary>
/// <param name="Title">The role, and what it sees.</param>
/// <param name="Personas">The personas.</param>
public sealed record PersonaGroup(string Title, IReadOnlyList<Persona> Personas);

/// <summary>Somebody to sign in as.</summary>
/// <param name="Value">The role and id.</param>
/// <param name="Text">As shown.</param>
public sealed record Persona(string Value, string Text);
