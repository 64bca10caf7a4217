using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;

namespace RecallAlerts.Api.Handlers;

/// <summary>The proof of watch, and health.</summary>
internal static class OperationsHandlers
{
    public static async Task<IResult> WatchAsync(ApiRequest request)
    {
        var now = request.Services.Now;
        var proof = await request.Services.Queries.ProveWatchAsync(now, request.Cancellation);
        return Results.Ok(new
        {
            at = now.ToString(), watched = proof.Watched, unwatched = proof.Unwatched, overdue = proof.Overdue, pendingTooLong = proof.PendingTooLong,
            unsentMessages = proof.Unsent, failingMessages = proof.Failing, oldestUnsentAt = proof.OldestUnsentAt?.ToString(), heldEvents = proof.Held, alertsWithoutAudience = proof.WithoutAudience,
            isProven = proof is { Unwatched: 0, Overdue: 0, PendingTooLong: 0 },
        });
    }

    /// <summary>Verifies the audit log. Chains are named by watchIds, which show nobody. Ends by itself before the platform would cut its answer off.</summary>
    public static async Task<IResult> VerifyAuditAsync(ApiRequest request)
    {
        using var bound = new CancellationTokenSource(request.Services.MostVerifying ?? Timeout.InfiniteTimeSpan, request.Services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(request.Cancellation, bound.Token);
        try
        {
            return Results.Ok(AuditWords.Of(await request.Services.Verify.RunAsync(null, either.Token)));
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested && !request.Cancellation.IsCancellationRequested)
        {
            return TooLong((int)request.Services.MostVerifying!.Value.TotalSeconds);
        }
    }

    private static IResult TooLong(int seconds) => Problems.Of(
        503, "verification-too-long", $"The audit log is too large to be verified within {seconds} s. It is verified each night; the outcome is in the log.",
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["seconds"] = seconds });

    public static Task<IResult> LiveAsync(ApiRequest request) => Task.FromResult(Results.Ok(new { status = "live" }));

    public static async Task<IResult> ReadyAsync(ApiRequest request) => await request.Services.IsReady()
        ? Results.Ok(new { status = "ready" })
        : Problems.Of(503, "not-ready", "The service cannot do its work now.");
}
