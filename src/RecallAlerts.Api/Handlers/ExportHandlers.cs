using System.Globalization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Exports, streamed.</summary>
internal static class ExportHandlers
{
    private const int LongestProject = 100;
    private const int LongestSlug = 40;

    public static Task<IResult> RecallReasonsAsync(ApiRequest request) => Task.FromResult(Answer(request, RecallReasonRow.Table.Name, request.Services.Exports.RecallReasonsAsync));

    public static Task<IResult> ReleasesAsync(ApiRequest request) => Task.FromResult(Answer(request, ReleaseRow.Table.Name, request.Services.Exports.ReleasesAsync));

    public static Task<IResult> MetadataAsync<TRow>(ExportTable<TRow> table) =>
        Task.FromResult<IResult>(new Noted.Nobody(Results.Text(TableMetadata.Csvw(table), "application/csvm+json")));

    private static IResult Answer(ApiRequest request, string name, Func<ExportRequest, Domain.Calendar.Instant, Stream, CancellationToken, Task<long>> write)
    {
        var (asked, problem) = Read(request.Query);
        return problem is null ? Stream(request, name, asked!, write) : Problems.Of(problem);
    }

    /// <summary>An export as it is written, with no more of it in memory than a page.</summary>
    public static IResult Stream(ApiRequest request, string name, ExportRequest asked, Func<ExportRequest, Domain.Calendar.Instant, Stream, CancellationToken, Task<long>> write)
    {
        var (now, cancellation) = (request.Services.Now, request.Cancellation);
        return new Noted.Rows(stream => write(asked, now, stream, cancellation), MediaTypeOf(asked.Format), FileNameOf(name, asked.Format), DetailsOf(name, asked));
    }

    /// <summary>What the audit log says of an export. What was asked for by name is said by name only where it is a name: the query may hold anything.</summary>
    public static AuditDetail[] DetailsOf(string name, ExportRequest asked) =>
    [
        new("export", name), new("format", NameOf<ExportFormat>.Text(asked.Format)), new("from", asked.Scope.From.ToString()), new("before", asked.Scope.Before.ToString()),
        new("region", SlugOf(asked.Scope.Region)), new("project", SlugOf(asked.Project)),
    ];

    private static string SlugOf(string? text) => text is null ? "all" : text.Length <= LongestSlug && text.All(c => char.IsAsciiLetterLower(c) || c == '-') ? text : "other";

    /// <summary>The media type of a format.</summary>
    public static string MediaTypeOf(ExportFormat format) => format == ExportFormat.Csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";

    /// <summary>The name under which an export is saved.</summary>
    public static string FileNameOf(string name, ExportFormat format) => $"{name}.{NameOf<ExportFormat>.Text(format)}";

    /// <summary>What an export is asked for, by the names of its fields; or what is wrong with them.</summary>
    public static (ExportRequest? Request, Problem? Problem) Read(Func<string, string?> field)
    {
        if (!TryDate(field("from"), out var from)) return (null, WrongDate("from"));
        if (!TryDate(field("to"), out var to)) return (null, WrongDate("to"));
        if (!NameOf<ExportFormat>.TryParse(field("format") ?? "csv", out var format)) return (null, new Problem(ProblemType.UnknownCode, "format", "must be one of " + string.Join(", ", NameOf<ExportFormat>.All)));
        var project = field("project");
        if (project?.Length > LongestProject) return (null, new Problem(ProblemType.InvalidField, "project", $"is over {LongestProject} characters"));
        return (new ExportRequest(ExportScope.Of(from, to, field("region")), format, project), null);
    }

    private static Problem WrongDate(string field) => new(ProblemType.InvalidField, field, "must be a date such as 2026-04-01");

    private static bool TryDate(string? text, out DateOnly? date)
    {
        date = null;
        if (text is null) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known)) return false;
        date = known;
        return true;
    }
}
