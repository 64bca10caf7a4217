using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes of analysts.</summary>
/// <param name="api">Answers requests.</param>
public sealed class ReportFunctions(HttpApi api)
{
    private const string RecallReasons = "api/exports/recall-reasons";
    private const string RecallReasonsMetadata = "api/exports/recall-reasons/metadata";
    private const string Releases = "api/exports/releases";
    private const string ReleasesMetadata = "api/exports/releases/metadata";
    private const string Job = "api/exports/jobs/{jobId}";
    private const string JobFile = "api/exports/jobs/{jobId}/file";
    private const string JobCancel = "api/exports/jobs/{jobId}/cancel";
    private const string Headline = "api/reports/headline";

    /// <summary>Recalls with their reasons.</summary>
    [Function("GetRecallReasons")]
    public Task<IResult> GetRecallReasonsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = RecallReasons)] HttpRequest request) =>
        api.AnswerAsync("GET", RecallReasons, request);

    /// <summary>What the columns of that export mean.</summary>
    [Function("GetRecallReasonsMetadata")]
    public Task<IResult> GetRecallReasonsMetadataAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = RecallReasonsMetadata)] HttpRequest request) =>
        api.AnswerAsync("GET", RecallReasonsMetadata, request);

    /// <summary>Releases: the denominators.</summary>
    [Function("GetReleases")]
    public Task<IResult> GetReleasesAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Releases)] HttpRequest request) =>
        api.AnswerAsync("GET", Releases, request);

    /// <summary>What the columns of that export mean.</summary>
    [Function("GetReleasesMetadata")]
    public Task<IResult> GetReleasesMetadataAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ReleasesMetadata)] HttpRequest request) =>
        api.AnswerAsync("GET", ReleasesMetadata, request);

    /// <summary>How far an export is that is made in the background.</summary>
    [Function("GetExportJob")]
    public Task<IResult> GetExportJobAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Job)] HttpRequest request) => api.AnswerAsync("GET", Job, request);

    /// <summary>An export that was made in the background.</summary>
    [Function("GetExportFile")]
    public Task<IResult> GetExportFileAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = JobFile)] HttpRequest request) => api.AnswerAsync("GET", JobFile, request);

    /// <summary>Stops making an export.</summary>
    [Function("CancelExport")]
    public Task<IResult> CancelExportAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = JobCancel)] HttpRequest request) => api.AnswerAsync("POST", JobCancel, request);

    /// <summary>The headline report.</summary>
    [Function("GetHeadline")]
    public Task<IResult> GetHeadlineAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Headline)] HttpRequest request) =>
        api.AnswerAsync("GET", Headline, request);
}
