using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api;

/// <summary>Problem details (RFC 9457), in one place. A detail never repeats what was sent: it may be about a person.</summary>
public static class Problems
{
    private const string Types = "/problems/";

    /// <summary>The name of a problem type, the last part of its URI.</summary>
    public static string NameOf(ProblemType type) => NameOf<ProblemType>.Text(type);

    /// <summary>Input that is refused.</summary>
    public static IResult Of(Problem problem) => Results.Problem(
        statusCode: StatusOf(problem.Type), type: Types + NameOf(problem.Type), title: TitleOf(problem.Type), detail: Sentence(problem),
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["field"] = problem.Field, ["reason"] = problem.Reason });

    /// <summary>No valid token.</summary>
    public static IResult Unauthorized() => Of(401, "unauthorized", "A valid bearer token is needed.");

    /// <summary>A valid token without the permission.</summary>
    public static IResult Forbidden(string permission) => Of(403, "forbidden", $"The permission '{permission}' is needed.");

    /// <summary>Not there, or not for this caller: which of them is not said.</summary>
    public static IResult NotFound() => Of(404, "not-found", "There is no such thing, or it is not for you to see.");

    /// <summary>More than one caller may ask for.</summary>
    public static IResult TooMany(int seconds) => Of(429, "too-many-requests", $"Too many requests; try again after {seconds} s.");

    /// <summary>An answer that has a status and nothing else yet: there is no such route, or not for this method.</summary>
    public static IResult OfStatus(int status) => status switch
    {
        404 => NotFound(),
        405 => Of(405, "method-not-allowed", "The route does not take this method."),
        _ => Of(status, "bad-request", "The request cannot be taken."),
    };

    /// <summary>Anything else, by its name.</summary>
    public static IResult Of(int status, string type, string detail, IDictionary<string, object?>? extensions = null) =>
        Results.Problem(statusCode: status, type: Types + type, title: Title(type), detail: detail, extensions: extensions);

    private static int StatusOf(ProblemType type) => type switch
    {
        ProblemType.ReleaseConflict or ProblemType.RecallConflict => 409,
        ProblemType.BodyTooLarge or ProblemType.LineTooLong or ProblemType.TooManyEvents => 413,
        ProblemType.MalformedJson => 400,
        ProblemType.Erased => 410,
        _ => 422,
    };

    private static string TitleOf(ProblemType type) => Title(NameOf(type));

    private static string Title(string type) => char.ToUpperInvariant(type[0]) + type[1..].Replace('-', ' ');

    private static string Sentence(Problem problem) => problem.Field.Length == 0 ? $"The input {problem.Reason}." : $"{problem.Field} {problem.Reason}.";
}
