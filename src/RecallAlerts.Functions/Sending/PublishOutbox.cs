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
    /// <summary>Wakes late watches, decides what is due, hands over what waits, and classifies recalls that wait.</summary>
    [Function(nameof(PublishOutbox))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        var woken = await useCases.WakeLate.RunAsync(new DurableWatches(client, log), now, cancellation);
        if (woken > 0) LogWoken(log, woken);
        await useCases.Deliver.RunAsync(now, cancellation);
        await useCases.EmptyOutboxAsync(now, cancellation);
        WatchMeter.RecordOldest(await OldestAsync(now, cancellation));
        await useCases.Classify.RunAsync(now, cancellation);
    }

    // What is left after the outbox was emptied.
    private async Task<long> OldestAsync(Instant now, CancellationToken cancellation) =>
        (await useCases.Stores.Messages.UnsentAsync(now, 1, cancellation)).Select(m => now.Seconds - m.Message.At.Seconds).DefaultIfEmpty(0).Max();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Woken} watches were late and are woken.")]
    private static partial void LogWoken(ILogger log, int woken);
}
