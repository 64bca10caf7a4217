using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Http;

/// <summary>All pages and forms: one function for what is asked for and one for what is sent, because pages come and go more often than functions should.</summary>
/// <param name="api">Answers requests.</param>
public sealed class PageFunctions(HttpApi api)
{
    /// <summary>Whatever no other function takes.</summary>
    public const string Everything = "{*page}";

    /// <summary>A page.</summary>
    [Function("GetPage")]
    public Task<IResult> GetPageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Everything)] HttpRequest request) => api.AnswerPageAsync(request, null);

    /// <summary>A form.</summary>
    [Function("PostPage")]
    public Task<IResult> PostPageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Everything)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerPageAsync(request, client);
}
