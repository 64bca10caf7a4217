using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RecallAlerts.Api.Routing;

namespace RecallAlerts.Functions.Http;

/// <summary>The proof of watch, health, and the description of all routes.</summary>
/// <param name="api">Answers requests.</param>
public sealed class OperationsFunctions(HttpApi api)
{
    /// <summary>Where the description is, as on the other host.</summary>
    public const string Description = "api/openapi.json";

    private const string Watch = "api/watch";
    private const string VerifyAudit = "api/audit/verify";
    private const string Live = "health/live";
    private const string Ready = "health/ready";

    /// <summary>The proof of watch.</summary>
    [Function("GetWatch")]
    public Task<IResult> GetWatchAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Watch)] HttpRequest request) =>
        api.AnswerAsync("GET", Watch, request);

    /// <summary>Verifies the audit log.</summary>
    [Function("GetAuditVerification")]
    public Task<IResult> GetAuditVerificationAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = VerifyAudit)] HttpRequest request) =>
        api.AnswerAsync("GET", VerifyAudit, request);

    /// <summary>The process runs.</summary>
    [Function("GetLive")]
    public Task<IResult> GetLiveAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Live)] HttpRequest request) =>
        api.AnswerAsync("GET", Live, request);

    /// <summary>The service can do its work.</summary>
    [Function("GetReady")]
    public Task<IResult> GetReadyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Ready)] HttpRequest request) =>
        api.AnswerAsync("GET", Ready, request);

    /// <summary>The description of all routes, open to anyone as they are.</summary>
    [Function("GetOpenApi")]
    public IResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Description)] HttpRequest request) =>
        Results.Bytes(OpenApi.Written, "application/json;charset=utf-8");
}
