using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Azure;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Intake;

/// <summary>
/// Records events from the queue, one at a time: a message that fails is tried again alone, and what a batch would save is the smaller part of what an event costs. A message
/// is settled only after what it says is stored, so it may come again: then it is a duplicate, and changes nothing.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where refusals are logged, without content.</param>
public sealed partial class IngestCaseEvents(UseCases useCases, TimeProvider time, ILogger<IngestCaseEvents> log)
{
    // As often as the queue delivers (infra/modules/servicebus.bicep): so that what is put aside says why.
    private const int MostDeliveries = 10;

    /// <summary>Records an event; one that is refused is put aside at once, because another try would find the same.</summary>
    [Function(nameof(IngestCaseEvents))]
    public async Task RunAsync(
        [ServiceBusTrigger(CaseEventsQueue.Name, Connection = "ServiceBusConnection", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        try
        {
            await RecordAsync(message, actions, client, cancellation);
        }
        catch (Exception e) when (Outages.Has(e) && message.DeliveryCount < MostDeliveries)
        {
            // Given back at once it would be used up in a minute. Not settled, it comes again when its lock ends, which outlives most outages.
            LogPostponed(log, e.GetType().Name);
        }
        catch (Exception e) when (e is not OperationCanceledException && message.DeliveryCount >= MostDeliveries)
        {
            LogGivenUp(log, e.GetType().Name);
            await actions.DeadLetterMessageAsync(message, deadLetterReason: e.GetType().Name, deadLetterErrorDescription: CaseEventsQueue.FailedAtEveryDelivery, cancellationToken: CancellationToken.None);
        }
    }

    private async Task RecordAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, DurableTaskClient client, CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        var answer = await useCases.IngestFor(new DurableWatches(client, log)).ApplyAsync(message.Body.ToMemory(), now, cancellation, EventOrigin.Queue);
        if (answer.Problem is { } problem) await RefuseAsync(message, actions, problem, now, cancellation);
        else await actions.CompleteMessageAsync(message, CancellationToken.None);
    }

    private async Task RefuseAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, Problem problem, Instant now, CancellationToken cancellation)
    {
        var type = NameOf<ProblemType>.Text(problem.Type);
        await useCases.Stores.Queries.NoteRefusedAsync([("event", type)], now, cancellation);
        LogRefused(log, type, problem.Field);

        // Put aside it would be kept, and nothing about who was erased may be.
        if (problem.Type == ProblemType.Erased) await actions.CompleteMessageAsync(message, CancellationToken.None);
        else await actions.DeadLetterMessageAsync(
            message, deadLetterReason: type, deadLetterErrorDescription: $"{problem.Field} {problem.Reason}".Trim(), cancellationToken: CancellationToken.None);
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "An event was refused ({Problem}, field {Field}) and put into the dead-letter queue, or forgotten where it is about somebody who was erased.")]
    private static partial void LogRefused(ILogger log, string problem, string field);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "The store cannot be reached ({Kind}); an event waits until its lock ends.")]
    private static partial void LogPostponed(ILogger log, string kind);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "An event failed at every delivery ({Kind}) and is put into the dead-letter queue.")]
    private static partial void LogGivenUp(ILogger log, string kind);
}
