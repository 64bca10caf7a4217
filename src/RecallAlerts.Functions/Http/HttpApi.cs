using System.Collections.Frozen;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Api;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Watching;
using RecallAlerts.Azure;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Http;

/// <summary>Answers requests by the one list of routes. Tokens are checked here: the functions themselves are open to whoever reaches the app.</summary>
/// <param name="useCases">The use cases.</param>
/// <param name="tokens">Checks tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is said what the store did not do, and what is left to the sweep.</param>
public sealed partial class HttpApi(UseCases useCases, EntraTokens tokens, TimeProvider time, ILogger<HttpApi> log)
{
    /// <summary>The longest body of an import, bytes; no other route takes as much.</summary>
    public const long LargestImport = 50L * 1024 * 1024;

    private const string StoreUnavailable = "store-unavailable";

    private static readonly FrozenDictionary<(string Method, string Pattern), ApiRoute> Routes = ApiRoutes.All.ToFrozenDictionary(r => (r.Method, r.Pattern));

    /// <summary>Answers a request whose handler tells no watch anything.</summary>
    public Task<IResult> AnswerAsync(string method, string route, HttpRequest request) => AnswerAsync(method, route, request, new NoWatches());

    /// <summary>Answers a request whose handler may tell watches something.</summary>
    public Task<IResult> AnswerAsync(string method, string route, HttpRequest request, DurableTaskClient client) =>
        AnswerAsync(method, route, request, new DurableWatches(client, log));

    /// <summary>Answers a request for a page, or a form.</summary>
    public async Task<IResult> AnswerPageAsync(HttpRequest request, DurableTaskClient? client)
    {
        var http = request.HttpContext;
        var services = useCases.ApiFor(client is null ? new NoWatches() : new DurableWatches(client, log), tokens.ReadAsync, time);
        await Failures.AnswerAsync(http, async () => await (await HandlePageAsync(http, services)).ExecuteAsync(http));
        return Results.Empty;
    }

    // Written here and not by whoever called: what goes wrong while an answer is streamed belongs to it.
    private async Task<IResult> AnswerAsync(string method, string route, HttpRequest request, IWatches watches)
    {
        var http = request.HttpContext;
        await Failures.AnswerAsync(http, async () => await (await HandleAsync(Routes[(method, "/" + route)], http, watches)).ExecuteAsync(http));
        return Results.Empty;
    }

    private Task<IResult> HandleAsync(ApiRoute route, HttpContext http, IWatches watches)
    {
        if (http.Request.ContentLength > LargestImport)
            return Task.FromResult(Problems.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is over 50 MiB; the command 'import' sends it in parts."));
        return GuardAsync(() => Gate.PassAsync(route, http, useCases.ApiFor(watches, tokens.ReadAsync, time)), Problems.Of);
    }

    private Task<IResult> HandlePageAsync(HttpContext http, ApiServices services) => GuardAsync(
        () => PageRouter.Find(http.Request) is { } route ? PageGate.PassAsync(route, http, services) : Task.FromResult(PageGate.NotFound(http, services)),
        (status, _, _, _) => PageGate.Failed(http, services, status));

    private async Task<IResult> GuardAsync(Func<Task<IResult>> answer, Func<int, string, string, IDictionary<string, object?>?, IResult> problem)
    {
        IResult Unavailable() => problem(StatusCodes.Status503ServiceUnavailable, StoreUnavailable, "The store cannot do this now; try again.", null);
        try
        {
            return await answer();
        }
        catch (RequestFailedException e)
        {
            LogStoreProblem(log, e.Status, e.ErrorCode);
            return Unavailable();
        }
        catch (Exception e) when (Outages.Has(e))
        {
            LogStoreProblem(log, 0, e.GetType().Name);
            return Unavailable();
        }
        catch (TableStoreException e)
        {
            var (status, type) = e.Problem == TableProblem.TooLarge ? (StatusCodes.Status413PayloadTooLarge, "too-large") : (StatusCodes.Status503ServiceUnavailable, StoreUnavailable);
            return problem(status, type, e.Message, null);
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "The store answered {Status} ({Code}).")]
    private static partial void LogStoreProblem(ILogger log, int status, string? code);
}
