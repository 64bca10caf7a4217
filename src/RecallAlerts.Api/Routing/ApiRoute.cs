using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Api.Routing;

/// <summary>A request and who makes it.</summary>
/// <param name="Http">The request.</param>
/// <param name="Caller">Who makes it.</param>
/// <param name="Services">The use cases.</param>
public sealed record ApiRequest(HttpContext Http, Caller Caller, ApiServices Services)
{
    /// <summary>Ends the work when the client leaves or the server stops.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Who makes it and what for, as the audit log names it.</summary>
    public required AuditSource By { get; init; }

    /// <summary>A part of the path. Of what is escaped in it the server leaves the slash as it is, which may stand in an id of a source.</summary>
    public string Route(string name) => ((string)Http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A value of the query; null when it is not there or empty.</summary>
    public string? Query(string name) => Http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;
}

/// <summary>A query parameter, for the documentation.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it does.</param>
public sealed record QueryParameter(string Name, string Description);

/// <summary>One route: both hosts register the same list, and a route without a permission cannot be written.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">The path.</param>
/// <param name="Permission">What the caller needs.</param>
/// <param name="Summary">What it does, for the documentation.</param>
/// <param name="Handle">The handler.</param>
public sealed record ApiRoute(string Method, string Pattern, Permission Permission, string Summary, Func<ApiRequest, Task<IResult>> Handle)
{
    /// <summary>What it is called for, in the audit log.</summary>
    public string Purpose => $"{Method} {Pattern}";

    /// <summary>Its query parameters.</summary>
    public IReadOnlyList<QueryParameter> Parameters { get; init; } = [];

    /// <summary>The media type of its request body; null when it takes none.</summary>
    public string? Body { get; init; }
}
