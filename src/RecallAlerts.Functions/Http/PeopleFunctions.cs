using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes by which people are merged, unmerged and erased.</summary>
/// <param name="api">Answers requests.</param>
public sealed class PeopleFunctions(HttpApi api)
{
    private const string Merge = "api/people/merge";
    private const string Unmerge = "api/people/unmerge";
    private const string Erase = "api/people/erase";

    /// <summary>Makes two CRNs one person.</summary>
    [Function("PostMerge")]
    public Task<IResult> PostMergeAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Merge)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Merge, request, client);

    /// <summary>Undoes a merge.</summary>
    [Function("PostUnmerge")]
    public Task<IResult> PostUnmergeAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Unmerge)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Unmerge, request, client);

    /// <summary>Erases a person.</summary>
    [Function("PostErase")]
    public Task<IResult> PostEraseAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Erase)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Erase, request, client);
}
