using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Messages;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Sending;

/// <summary>
/// Sends what the outbox handed over. Apart by subscription, so that a morning's lists never stand before an urgent alert. However a try ends, its outcome is on the outbox and
/// the message is settled: the outbox hands it over again when its time has come. Only where the outcome cannot be recorded does the broker deliver again.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where outcomes are logged.</param>
public sealed partial class DispatchAlerts(UseCases useCases, TimeProvider time, ILogger<DispatchAlerts> log)
{
    private const string Connection = "ServiceBusConnection";

    /// <summary>To on-call managers.</summary>
    [Function("DispatchOnCall")]
    public Task OnCallAsync(
        [ServiceBusTrigger(ServiceBusPublisher.Topic, "on-call", Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, CancellationToken cancellation) => DispatchAsync(message, actions, cancellation);

    /// <summary>At once.</summary>
    [Function("DispatchImmediate")]
    public Task ImmediateAsync(
        [ServiceBusTrigger(ServiceBusPublisher.Topic, "immediate", Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, CancellationToken cancellation) => DispatchAsync(message, actions, cancellation);

    /// <summary>Lists.</summary>
    [Function("DispatchLists")]
    public Task ListsAsync(
        [ServiceBusTrigger(ServiceBusPublisher.Topic, "lists", Connection = Connection, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions, CancellationToken cancellation) => DispatchAsync(message, actions, cancellation);

    private async Task DispatchAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellation)
    {
        if (HandedMessage.Read(message.Body) is not { } handed)
        {
            await actions.DeadLetterMessageAsync(
                message, deadLetterReason: "malformed-json", deadLetterErrorDescription: "is not what the outbox hands over", cancellationToken: CancellationToken.None);
            return;
        }

        var dispatched = await useCases.Dispatch.RunAsync(handed.Audience, handed.MessageId, handed.Handover, message.DeliveryCount > 1, Instant.From(time.GetUtcNow()), cancellation);
        LogDispatched(log, dispatched == Dispatched.Failed ? LogLevel.Warning : LogLevel.Information, handed.MessageId, dispatched);
        await actions.CompleteMessageAsync(message, CancellationToken.None);
    }

    [LoggerMessage(EventId = 2102, Message = "Message {MessageId}: {Dispatched}.")]
    private static partial void LogDispatched(ILogger log, LogLevel level, string messageId, Dispatched dispatched);
}
