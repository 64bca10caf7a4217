using System.Collections.Frozen;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Api;
using RecallAlerts.Api.Access;
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

    private static readonly FrozenDictionary<(string Method, string Pattern), ApiRoute> Routes = ApiRoutes.All.ToFrozenDictionary(r => (r.Method, r.Pattern));

    /// <summary>Answers a request whose handler tells no watch anything.</summary>
    public Task<IResult> AnswerAsync(string method, string route, HttpRequest request) => AnswerAsync(method, route, request, new NoWatches());

    /// <summary>Answers a request whose handler may tell watches something.</summary>
    public Task<IResult> AnswerAsync(string method, string route, HttpRequest request, DurableTaskClient client) =>
        AnswerAsync(method, route, request, new DurableWatches(client, log));

    // Written here and not by whoever called: what goes wrong while an answer is streamed belongs to it.
    private async Task<IResult> AnswerAsync(string method, string route, HttpRequest request, IWatches watches)
    {
        var http = request.HttpContext;
        await Failures.AnswerAsync(http, async () => await (await HandleAsync(Routes[(method, "/" + route)], http, watches)).ExecuteAsync(http));
        return Results.Empty;
    }

    private async Task<IResult> HandleAsync(ApiRoute route, HttpContext http, IWatches watches)
    {
        if (http.Request.ContentLength > LargestImport)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is over 50 MiB; the command 'import' sends it in parts.");
        try
        {
            return await Gate.PassAsync(route, http, useCases.ApiFor(watches, tokens.ReadAsync, time));
        }
        catch (RequestFailedException e)
        {
            LogStoreProblem(log, e.Status, e.ErrorCode);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-unavailable", "The store cannot do this now; try again.");
        }
        catch (Exception e) when (Outages.Has(e))
        {
            LogStoreProblem(log, 0, e.GetType().Name);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-unavailable", "The store cannot do this now; try again.");
        }
        catch (TableStoreException e)
        {
            return e.Problem == TableProblem.TooLarge
                ? Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", e.Message)
                : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-unavailable", e.Message);
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Error, Message = "The store answered {Status} ({Code}).")]
    private static partial void LogStoreProblem(ILogger log, int status, string? code);
}
