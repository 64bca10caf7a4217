using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Http;

/// <summary>Routes by which sources send releases, events and recalls.</summary>
/// <param name="api">Answers requests.</param>
public sealed class SendFunctions(HttpApi api)
{
    private const string Releases = "api/releases";
    private const string Events = "api/events";
    private const string Imports = "api/imports";
    private const string Recalls = "api/recalls";

    /// <summary>Registers a release.</summary>
    [Function("PostRelease")]
    public Task<IResult> PostReleaseAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Releases)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Releases, request, client);

    /// <summary>Records events.</summary>
    [Function("PostEvents")]
    public Task<IResult> PostEventsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Events)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Events, request, client);

    /// <summary>Imports lines.</summary>
    [Function("PostImport")]
    public Task<IResult> PostImportAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Imports)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Imports, request, client);

    /// <summary>Records a recall.</summary>
    [Function("PostRecall")]
    public Task<IResult> PostRecallAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Recalls)] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        api.AnswerAsync("POST", Recalls, request, client);
}
