using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes that show releases and their order.</summary>
/// <param name="api">Answers requests.</param>
public sealed class CaseFunctions(HttpApi api)
{
    private const string Release = "api/releases/{releaseId}";
    private const string Explain = "api/releases/{releaseId}/explain";
    private const string Triage = "api/triage";

    /// <summary>Shows a release.</summary>
    [Function("GetRelease")]
    public Task<IResult> GetReleaseAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Release)] HttpRequest request) =>
        api.AnswerAsync("GET", Release, request);

    /// <summary>Explains every rule at an instant.</summary>
    [Function("GetExplanation")]
    public Task<IResult> GetExplanationAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Explain)] HttpRequest request) =>
        api.AnswerAsync("GET", Explain, request);

    /// <summary>Releases of a PDU in order.</summary>
    [Function("GetTriage")]
    public Task<IResult> GetTriageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Triage)] HttpRequest request) =>
        api.AnswerAsync("GET", Triage, request);
}
