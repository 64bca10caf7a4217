using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// The proof of watch, each hour. What is unwatched is marked as waiting, and what is late is woken, whether its watch lives or not; what another policy, calendar or
/// classifier decided is decided again, a part at a time.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where the figures go.</param>
public sealed partial class ReconcileWatches(UseCases useCases, TimeProvider time, ILogger<ReconcileWatches> log)
{
    private const int ReviewedAtOnce = 5_000;
    private const int ClassifiedAtOnce = 500;

    /// <summary>Runs at seven minutes past, when nothing else of the day falls due.</summary>
    [Function(nameof(ReconcileWatches))]
    public async Task RunAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        var watches = new DurableWatches(client, log);
        Log(await useCases.Stores.Queries.ProveWatchAsync(now, cancellation));
        await useCases.WakeLate.RunAsync(watches, now, cancellation);
        var stale = await useCases.WakeLate.RunUnderNewVersionsAsync(useCases.Reviews.Versions, ReviewedAtOnce, watches, now, cancellation);
        var classified = await useCases.Classify.RunUnderNewVersionAsync(now, ClassifiedAtOnce, cancellation);
        if (stale + classified > 0) LogAgain(log, stale, classified);
    }

    private void Log(WatchProof proof)
    {
        var isProven = proof is { Unwatched: 0, Overdue: 0, PendingTooLong: 0 };
        LogProof(log, isProven ? LogLevel.Information : LogLevel.Error, proof.Watched, proof.Unwatched, proof.Overdue, proof.PendingTooLong, proof.Unsent, proof.Failing, proof.Held);
    }

    [LoggerMessage(EventId = 2203, Message = "Proof of watch: {Watched} watched, {Unwatched} unwatched, {Overdue} overdue, {PendingTooLong} pending too long; {Unsent} messages unsent, {Failing} failing; {Held} events held.")]
    private static partial void LogProof(ILogger log, LogLevel level, long watched, long unwatched, long overdue, long pendingTooLong, long unsent, long failing, long held);

    [LoggerMessage(EventId = 2204, Level = LogLevel.Information, Message = "Under new versions: {Stale} watches are to look again, recalls of {Classified} releases were classified again.")]
    private static partial void LogAgain(ILogger log, int stale, int classified);
}
