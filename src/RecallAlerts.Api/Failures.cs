using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Api;

/// <summary>Answers what a store or a connection could not do. The same for both hosts.</summary>
public static class Failures
{
    /// <summary>Runs the rest of a request; a failure that has a meaning for the caller becomes a problem, as long as nothing was answered yet.</summary>
    public static async Task AnswerAsync(HttpContext http, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (StoreException e) when (!http.Response.HasStarted)
        {
            await Of(e).ExecuteAsync(http);
        }
        catch (KeysUnavailableException e) when (!http.Response.HasStarted)
        {
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, "keys-unavailable", e.Message).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Of(e).ExecuteAsync(http);
        }
    }

    private static IResult Of(StoreException e) => e.Problem == StoreProblem.DiskFull
        ? Problems.Of(StatusCodes.Status507InsufficientStorage, "disk-full", e.Message)
        : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-unavailable", e.Message);

    private static IResult Of(BadHttpRequestException e) => e.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? Problems.Of(e.StatusCode, "body-too-large", "The body is larger than this route takes.")
        : Problems.Of(e.StatusCode, "bad-request", "The request is malformed.");
}
