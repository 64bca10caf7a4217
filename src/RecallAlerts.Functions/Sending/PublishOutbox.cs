using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Sending;

/// <summary>The sweep, each minute: does what should have been done by now and was not, whatever was lost on the way.</summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is said what was late.</param>
public sealed partial class PublishOutbox(UseCases useCases, TimeProvider time, ILogger<PublishOutbox> log)
{
    private const int MostMeasured = 1_000;
    private const int LongestPause = 2;

    /// <summary>Wakes late watches, decides what is due, hands over what waits, and classifies recalls that wait.</summary>
    [Function(nameof(PublishOutbox))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        await Steps.RunAsync(
            () => WakeAsync(client, now, cancellation), () => useCases.Deliver.RunAsync(now, cancellation), () => useCases.EmptyOutboxAsync(now, cancellation),
            () => useCases.Classify.RunAsync(now, cancellation), () => MeasureAsync(now, cancellation));
    }

    private async Task WakeAsync(DurableTaskClient client, Instant now, CancellationToken cancellation)
    {
        var woken = await useCases.WakeLate.RunAsync(new DurableWatches(client, log), now, cancellation);
        if (woken > 0) LogWoken(log, woken);
    }

    // Each minute, because the alarm on the age of the oldest cannot wait for the proof of watch. Of many, the first that are tried stand for all.
    private async Task MeasureAsync(Instant now, CancellationToken cancellation)
    {
        var waiting = await useCases.Stores.Messages.UnsentAsync(now.PlusHours(LongestPause), MostMeasured, cancellation);
        Instant? oldest = waiting.Count == 0 ? null : waiting.Min(m => m.Message.At);
        useCases.Instruments.Watch.LookedAtOutbox(waiting.Count, waiting.Count(m => m.Tries > 0), oldest, now);
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "{Woken} watches were late and are woken.")]
    private static partial void LogWoken(ILogger log, int woken);
}
