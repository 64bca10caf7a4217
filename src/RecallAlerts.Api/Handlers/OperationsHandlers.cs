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

    /// <summary>Verifies the audit log. Chains are named by watchIds, which show nobody.</summary>
    public static async Task<IResult> VerifyAuditAsync(ApiRequest request)
    {
        var report = await request.Services.Verify.RunAsync(null, request.Cancellation);
        return Results.Ok(AuditWords.Of(report));
    }

    public static Task<IResult> LiveAsync(ApiRequest request) => Task.FromResult(Results.Ok(new { status = "live" }));

    public static async Task<IResult> ReadyAsync(ApiRequest request) => await request.Services.IsReady()
        ? Results.Ok(new { status = "ready" })
        : Problems.Of(503, "not-ready", "The service cannot do its work now.");
}
