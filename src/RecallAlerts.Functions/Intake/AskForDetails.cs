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
public sealed partial class AskForDetails(UseCases useCases, ICaseDetails details, TimeProvider time, ILogger<AskForDetails> log)
{
    // Shorter than a function may run, so that a source that hangs ends a run and not the worker.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Asks for those that are due; what is left when the time is over stays due.</summary>
    [Function(nameof(AskForDetails))]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            await useCases.RetryFor(new DurableWatches(client, log), details).RunAsync(Instant.From(time.GetUtcNow()), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogOver(log);
        }
    }

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "Asking for details took too long; what is left is asked for in the next minute.")]
    private static partial void LogOver(ILogger log);
}
