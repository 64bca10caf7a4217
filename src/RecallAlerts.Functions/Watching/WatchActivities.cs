using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Watching;

/// <summary>What a watch calls. Each may run twice: the second time changes nothing.</summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where failures are logged, by kind.</param>
public sealed class WatchActivities(UseCases useCases, TimeProvider time, ILogger<WatchActivities> log)
{
    /// <summary>Looks at a release, and hands over what was to be told now.</summary>
    [Function(WatchRelease.ReviewRelease)]
    public Task<WatchAnswer> ReviewAsync([ActivityTrigger] string watchId, CancellationToken cancellation) =>
        LookFailedException.GuardAsync(LookAsync(watchId, cancellation), watchId, log);

    /// <summary>Classifies the recalls of a release.</summary>
    [Function(WatchRelease.ClassifyRecall)]
    public Task ClassifyAsync([ActivityTrigger] string watchId, CancellationToken cancellation) =>
        LookFailedException.GuardAsync(DecideAsync(watchId, cancellation), watchId, log);

    private async Task<WatchAnswer> LookAsync(string watchId, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        var looked = await useCases.Look.RunAsync(watchId, now, cancellation);
        if (looked.HasTold) await useCases.Outbox.RunAsync(now, cancellation);
        return new WatchAnswer(looked.NextLookAt?.ToDateTimeOffset(), looked.IsEnded, looked.HasRecall);
    }

    private async Task DecideAsync(string watchId, CancellationToken cancellation)
    {
        if (await useCases.Stores.Cases.FindReleaseAsync(watchId, cancellation) is { } id)
            await useCases.Classify.RunAsync([id], Instant.From(time.GetUtcNow()), cancellation);
    }
}
