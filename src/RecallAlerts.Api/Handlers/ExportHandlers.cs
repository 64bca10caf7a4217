using System.Globalization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Exports: streamed, or made in the background where an answer may not take as long.</summary>
internal static class ExportHandlers
{
    private const int LongestProject = 100;
    private const int LongestSlug = 40;

    public static Task<IResult> RecallReasonsAsync(ApiRequest request) => AnswerAsync(request, RecallReasonRow.Table.Name);

    public static Task<IResult> ReleasesAsync(ApiRequest request) => AnswerAsync(request, ReleaseRow.Table.Name);

    public static Task<IResult> MetadataAsync<TRow>(ExportTable<TRow> table) =>
        Task.FromResult<IResult>(new Noted.Nobody(Results.Text(TableMetadata.Csvw(table), "application/csvm+json")));

    // Where the platform cuts an answer that takes long, what is large is made in the background.
    private static async Task<IResult> AnswerAsync(ApiRequest request, string table)
    {
        var ((asked, problem), services) = (Read(request.Query), request.Services);
        if (asked is null) return Problems.Of(problem!);
        if (services.ExportBound is not { } bound) return Streamed(request, table, asked);
        if (await new SmallExport(services.Exports, bound, services.Time).TryAsync(table, asked, services.Now, request.Cancellation) is { } small) return Sent(small, table, asked);
        return await ExportJobHandlers.StartAsync(request, table, asked);
    }

    // No more of it in memory than a page.
    private static Noted.Rows Streamed(ApiRequest request, string table, ExportRequest asked)
    {
        var (now, cancellation) = (request.Services.Now, request.Cancellation);
        return Sent(stream => request.Services.Exports.WriteAsync(table, asked, now, stream, cancellation), table, asked.Format, DetailsOf(table, asked));
    }

    /// <summary>An export that was made in memory.</summary>
    public static Noted.Rows Sent(SmallFile small, string table, ExportRequest asked)
    {
        async Task<long> WriteAsync(Stream stream)
        {
            await stream.WriteAsync(small.Bytes);
            return small.Rows;
        }

        return Sent(WriteAsync, table, asked.Format, DetailsOf(table, asked));
    }

    /// <summary>An export that was made in the background.</summary>
    public static Noted.Rows Sent(ExportJob job, Stream file)
    {
        async Task<long> WriteAsync(Stream stream)
        {
            await using (file) await file.CopyToAsync(stream);
            return job.Rows;
        }

        return Sent(WriteAsync, job.Table, job.Format, [.. DetailsOf(job.Table, job.ToRequest()), new("asked", job.AskedAt.ToString())]);
    }

    private static Noted.Rows Sent(Func<Stream, Task<long>> write, string table, ExportFormat format, AuditDetail[] details) => new(write, MediaTypeOf(format), FileNameOf(table, format), details);

    /// <summary>What the audit log says of an export. What was asked for by name is said by name only where it is a name: the query may hold anything.</summary>
    private static AuditDetail[] DetailsOf(string name, ExportRequest asked) =>
    [
        new("export", name), new("format", NameOf<ExportFormat>.Text(asked.Format)), new("from", asked.Scope.From.ToString()), new("before", asked.Scope.Before.ToString()),
        new("region", SlugOf(asked.Scope.Region)), new("project", SlugOf(asked.Project)),
    ];

    private static string SlugOf(string? text) => text is null ? "all" : text.Length <= LongestSlug && text.All(c => char.IsAsciiLetterLower(c) || c == '-') ? text : "other";

    private static string MediaTypeOf(ExportFormat format) => format == ExportFormat.Csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";

    private static string FileNameOf(string name, ExportFormat format) => $"{name}.{NameOf<ExportFormat>.Text(format)}";

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
