using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes of recalls and their reasons.</summary>
/// <param name="api">Answers requests.</param>
public sealed class RecallFunctions(HttpApi api)
{
    private const string Recall = "api/recalls/{recallId}";
    private const string Reason = "api/recalls/{recallId}/reason";
    private const string Classify = "api/recall-reasons/classify";

    /// <summary>Shows a recall.</summary>
    [Function("GetRecall")]
    public Task<IResult> GetRecallAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Recall)] HttpRequest request) =>
        api.AnswerAsync("GET", Recall, request);

    /// <summary>Confirms or replaces the reason of a recall.</summary>
    [Function("PostReason")]
    public Task<IResult> PostReasonAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Reason)] HttpRequest request) =>
        api.AnswerAsync("POST", Reason, request);

    /// <summary>Classifies narratives and stores nothing.</summary>
    [Function("PostClassify")]
    public Task<IResult> PostClassifyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Classify)] HttpRequest request) =>
        api.AnswerAsync("POST", Classify, request);
}
