using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Intake;

/// <summary>Asks for what HMPPS events only point to, each minute. Apart from the sweep, so that a source that hangs delays registrations and nothing else.</summary>
/// <param name="useCases">The use cases.</param>
/// <param name="details">Where it is asked.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is said what watches were not told.</param>
public sealed class AskForDetails(UseCases useCases, ICaseDetails details, TimeProvider time, ILogger<AskForDetails> log)
{
    /// <summary>Asks for those that are due.</summary>
    [Function(nameof(AskForDetails))]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        useCases.RetryFor(new DurableWatches(client, log), details).RunAsync(Instant.From(time.GetUtcNow()), cancellation);
}
