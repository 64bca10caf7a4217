using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;

namespace RecallAlerts.Api.Pages;

/// <summary>What a page answers. A closed hierarchy.</summary>
public abstract record PageAnswer
{
    /// <summary>A page of the design system.</summary>
    /// <param name="Component">What it shows.</param>
    /// <param name="Model">What the component shows, its parameter Model.</param>
    /// <param name="Title">The title.</param>
    public sealed record Shown(Type Component, object? Model, string Title) : PageAnswer
    {
        /// <summary>The watchIds of the releases that it shows, for the audit; null where the handler does not say, which a page of people must.</summary>
        public IReadOnlyList<string>? Releases { get; init; }

        /// <summary>After how many seconds the page is loaded again, so that one sees how something goes on; null for never.</summary>
        public int? ReloadsAfter { get; init; }

        /// <summary>The status.</summary>
        public int Status { get; init; } = StatusCodes.Status200OK;
    }

    /// <summary>Another page is to be asked for; after a form was taken.</summary>
    /// <param name="To">Its path.</param>
    public sealed record SeeOther(string To) : PageAnswer;

    /// <summary>Not there, or not for this caller: which of them is not said.</summary>
    public sealed record NotFound : PageAnswer;

    /// <summary>Something that is no page, such as a style sheet or a picture.</summary>
    /// <param name="Result">What is answered.</param>
    public sealed record Other(IResult Result) : PageAnswer;
}

/// <summary>One page or form: both hosts serve the same list, and one without a permission cannot be written.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">The path.</param>
/// <param name="Permission">What the caller needs.</param>
/// <param name="Purpose">What it is for; also why, in the audit.</param>
/// <param name="Handle">The handler.</param>
public sealed record PageRoute(string Method, string Pattern, Permission Permission, string Purpose, Func<PageRequest, Task<PageAnswer>> Handle)
{
    /// <summary>Whether it shows no person, so that no look at it is written down.</summary>
    public bool ShowsNobody { get; init; }

    /// <summary>Whether it is a style or picture of every page, which no limit counts.</summary>
    public bool IsFile { get; init; }
}

/// <summary>A request for a page.</summary>
/// <param name="Api">The request and who makes it.</param>
/// <param name="Form">The fields of a form; empty for a page that is only asked for.</param>
public sealed record PageRequest(ApiRequest Api, IFormCollection Form)
{
    /// <summary>A field of the form, without spaces around it; null when it is not there or empty.</summary>
    public string? Field(string name) => Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A page.</summary>
    public static PageAnswer.Shown Show<TComponent>(string title, object? model = null) => new(typeof(TComponent), model, title);
}
