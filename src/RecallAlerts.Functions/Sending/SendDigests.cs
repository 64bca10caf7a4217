using Microsoft.Azure.Functions.Worker;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Sending;

/// <summary>
/// Decides and hands over the lists of 08:30. Timers here know UTC only, so that it runs in both hours that 08:30 in London may be; which of them it is, and whether it is
/// a working day, decide the tellings, which fall due then and not before.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
public sealed class SendDigests(UseCases useCases, TimeProvider time)
{
    /// <summary>Runs at 07:30 and 08:30 UTC.</summary>
    [Function(nameof(SendDigests))]
    public async Task RunAsync([TimerTrigger("0 30 7,8 * * 1-5")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        await Steps.RunAsync(() => useCases.Deliver.RunAsync(now, cancellation), () => useCases.EmptyOutboxAsync(now, cancellation));
    }
}
