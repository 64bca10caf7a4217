using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Exports;

namespace RecallAlerts.Api.Pages.Exporting;

/// <summary>Exports by a form: a small one is downloaded at once, a large one is made in the background.</summary>
internal static class ExportPages
{
    private const string Home = "/analysis/exports";
    private const int SecondsBetweenLooks = 5;

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", Home, Permission.Analyse, "asking for an export", r => AskAsync(r, [])) { ShowsNobody = true },
        new("POST", Home, Permission.Analyse, "an export", StartAsync),
        new("GET", Home + "/columns/{table}", Permission.Analyse, "what the columns of an export mean", r => Task.FromResult(ExportColumns.Get(r.Api.Route("table")))) { ShowsNobody = true },
        new("GET", Home + "/{jobId}", Permission.Analyse, "how far an export is", GetJobAsync) { ShowsNobody = true },
        new("GET", Home + "/{jobId}/file", Permission.Analyse, "an export", DownloadAsync),
        new("POST", Home + "/{jobId}/cancel", Permission.Analyse, "cancelling an export", CancelAsync) { ShowsNobody = true },
    ];

    private static async Task<PageAnswer> AskAsync(PageRequest request, IReadOnlyList<FieldError> errors)
    {
        var jobs = await request.Api.Services.ExportJobs.OfAsync(request.Api.Caller.Name, request.Api.Services.Now, request.Api.Cancellation);
        var fields = request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        return PageRequest.Show<ExportsPage>(errors.Count > 0 ? "Error: Exports" : "Exports", new ExportsModel(jobs, fields, errors) { Done = DoneWords.Of(request.Api.Query("done")) }) with
        {
            Releases = [],
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static async Task<PageAnswer> StartAsync(PageRequest request)
    {
        var table = ExportForm.TableOf(request.Field("export"));
        var (asked, problem) = ExportHandlers.Read(request.Field);
        if (table is null || asked is null) return await AskAsync(request, ExportForm.Errors(table, problem));
        var (api, services) = (request.Api, request.Api.Services);
        if (await new SmallExport(services.Exports, ExportBound.OfPages, services.Time).TryAsync(table, asked, services.Now, api.Cancellation) is { } small)
            return small.Rows > 0 ? new PageAnswer.Other(ExportHandlers.Sent(small, table, asked)) : await AskAsync(request, ExportForm.Nothing(asked));
        return await services.ExportJobs.StartAsync(api.Caller.Name, table, asked, services.Now, api.Cancellation) is { } job
            ? new PageAnswer.SeeOther($"{Home}/{job.Id}")
            : await AskAsync(request, [new FieldError("export", "You have as many exports here as one may have: cancel or delete one first")]);
    }

    private static async Task<PageAnswer> GetJobAsync(PageRequest request)
    {
        if (await FindAsync(request) is not { } job) return new PageAnswer.NotFound();
        var reloads = !job.IsOver && request.Api.Query("reload") != "off";
        return PageRequest.Show<ExportJobPage>(ExportForm.TitleOf(job), new ExportJobModel(job, reloads ? SecondsBetweenLooks : null)) with { ReloadsAfter = reloads ? SecondsBetweenLooks : null };
    }

    private static async Task<PageAnswer> DownloadAsync(PageRequest request)
    {
        if (await FindAsync(request) is not { } job) return new PageAnswer.NotFound();
        var file = await request.Api.Services.ExportJobs.OpenAsync(job.Owner, job.Id, request.Api.Services.Now, request.Api.Cancellation);
        return file is null ? new PageAnswer.NotFound() : new PageAnswer.Other(ExportHandlers.Sent(job, file));
    }

    private static async Task<PageAnswer> CancelAsync(PageRequest request)
    {
        if (await FindAsync(request) is not { } job) return new PageAnswer.NotFound();
        await request.Api.Services.ExportJobs.CancelAsync(job.Owner, job.Id, request.Api.Services.Now, request.Api.Cancellation);
        return new PageAnswer.SeeOther($"{Home}?done=export-cancelled");
    }

    private static Task<ExportJob?> FindAsync(PageRequest request) =>
        request.Api.Services.ExportJobs.FindAsync(request.Api.Caller.Name, request.Api.Route("jobId"), request.Api.Services.Now, request.Api.Cancellation);
}

/// <summary>What the page of exports shows.</summary>
/// <param name="Jobs">Exports that are or were made in the background.</param>
/// <param name="Fields">What was entered before.</param>
/// <param name="Errors">What was wrong with it.</param>
public sealed record ExportsModel(IReadOnlyList<ExportJob> Jobs, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<FieldError> Errors)
{
    /// <summary>What became of a form; null when none was sent.</summary>
    public string? Done { get; init; }

    /// <summary>What was entered in a field before.</summary>
    public string Entered(string field) => Fields.GetValueOrDefault(field) ?? "";

    /// <summary>What was wrong with a field; null when nothing was.</summary>
    public string? Error(string field) => Errors.FirstOrDefault(e => e.Field == field)?.Text;
}

/// <summary>What the page of one export shows.</summary>
/// <param name="Job">The export.</param>
/// <param name="ReloadsAfter">After how many seconds the page is loaded again; null when it is not.</param>
public sealed record ExportJobModel(ExportJob Job, int? ReloadsAfter);
