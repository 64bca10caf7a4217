using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// Removes each night what has served: held events whose release never came, messages that left long ago, narratives whose time is over, and histories of watches that ended. Histories go one by one
/// and at most so many a night: purging by a window of time times out where the window is full.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where the figures go.</param>
public sealed partial class PurgeEndedWatches(UseCases useCases, TimeProvider time, ILogger<PurgeEndedWatches> log)
{
    private const int MostHistories = 2_000;

    // Long enough to see why a watch ended.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Runs at night, when nothing else falls due.</summary>
    [Function(nameof(PurgeEndedWatches))]
    public async Task RunAsync([TimerTrigger("0 20 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        var held = await useCases.Stores.Cases.ExpireHeldAsync(now.PlusSeconds(-RecordEvents.HeldDays * Instant.Day), cancellation);
        if (held > 0) LogExpired(log, held);
        var messages = await useCases.Forget.RunAsync(now, cancellation);
        if (messages > 0) LogForgotten(log, messages);
        var narratives = await DeleteNarrativesAsync(now, cancellation);
        LogPurged(log, narratives, await PurgeAsync(client, now.ToDateTimeOffset() - Kept, cancellation));
    }

    private async Task<int> DeleteNarrativesAsync(Instant now, CancellationToken cancellation)
    {
        var deleted = 0;
        for (var some = -1; some != 0; deleted += some) some = await useCases.Classify.DeleteNarrativesAsync(now, cancellation);
        return deleted;
    }

    private static async Task<int> PurgeAsync(DurableTaskClient client, DateTimeOffset before, CancellationToken cancellation)
    {
        var purged = 0;
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: Ended)).WithCancellation(cancellation))
        {
            if (instance.LastUpdatedAt >= before) continue;
            purged += (await client.PurgeInstanceAsync(instance.InstanceId, options: null, cancellation)).PurgedInstanceCount;
            if (purged >= MostHistories) break;
        }

        return purged;
    }

    [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "{Expired} events were held for 400 days and their release never came; they are forgotten.")]
    private static partial void LogExpired(ILogger log, int expired);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Information, Message = "{Narratives} narratives were deleted and {Histories} histories of ended watches purged.")]
    private static partial void LogPurged(ILogger log, int narratives, int histories);

    [LoggerMessage(EventId = 2211, Level = LogLevel.Information, Message = "{Forgotten} messages and decisions on tellings are forgotten: they are 400 days old, and nobody is watched whom they tell of.")]
    private static partial void LogForgotten(ILogger log, int forgotten);
}
