using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Exports that are made in the background. One belongs to who asked for it: for anybody else there is none.</summary>
internal static class ExportJobHandlers
{
    /// <summary>The path of one.</summary>
    public const string Job = "/api/exports/jobs/{jobId}";

    /// <summary>Begins one: 202, and where to look.</summary>
    public static async Task<IResult> StartAsync(ApiRequest request, string table, ExportRequest asked)
    {
        var job = await request.Services.ExportJobs.StartAsync(request.Caller.Name, table, asked, request.Services.Now, request.Cancellation);
        return job is null
            ? Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-exports", $"You have {ExportJob.MostOfOne} exports here, as many as one may have: cancel one, or wait until the day of one is over.")
            : new Noted.Nobody(Results.Accepted(PathOf(job), Said(job)));
    }

    public static async Task<IResult> GetAsync(ApiRequest request) => await FindAsync(request) is { } job ? new Noted.Nobody(Results.Ok(Said(job))) : Problems.NotFound();

    public static async Task<IResult> DownloadAsync(ApiRequest request)
    {
        if (await FindAsync(request) is not { } job) return Problems.NotFound();
        return await request.Services.ExportJobs.OpenAsync(job.Owner, job.Id, request.Services.Now, request.Cancellation) is { } file ? ExportHandlers.Sent(job, file) : Problems.NotFound();
    }

    public static async Task<IResult> CancelAsync(ApiRequest request) =>
        await request.Services.ExportJobs.CancelAsync(request.Caller.Name, request.Route("jobId"), request.Services.Now, request.Cancellation)
            ? new Noted.Nobody(Results.NoContent()) : Problems.NotFound();

    private static Task<ExportJob?> FindAsync(ApiRequest request) =>
        request.Services.ExportJobs.FindAsync(request.Caller.Name, request.Route("jobId"), request.Services.Now, request.Cancellation);

    private static string PathOf(ExportJob job) => Job.Replace("{jobId}", job.Id, StringComparison.Ordinal);

    private static object Said(ExportJob job) => new
    {
        id = job.Id,
        export = job.Table,
        format = NameOf<ExportFormat>.Text(job.Format),
        state = NameOf<ExportJobState>.Text(job.State),
        rows = job.Rows,
        askedAt = job.AskedAt.ToString(),
        keptUntil = job.AskedAt.PlusHours(ExportJob.KeptHours).ToString(),
        file = job.State == ExportJobState.Done ? PathOf(job) + "/file" : null,
    };
}
