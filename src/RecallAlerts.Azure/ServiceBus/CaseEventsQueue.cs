using Azure.Messaging.ServiceBus;
using RecallAlerts.Application.Operations;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>The queue of events, and how what is put aside there says why.</summary>
public static class CaseEventsQueue
{
    /// <summary>The queue.</summary>
    public const string Name = "case-events";

    /// <summary>The description of what failed at every delivery; its reason is the kind of the failure.</summary>
    public const string FailedAtEveryDelivery = "failed at every delivery";

    // What the broker writes itself.
    private const string TooOld = "TTLExpiredException";
    private const string TooOften = "MaxDeliveryCountExceeded";

    /// <summary>Why a message was put aside.</summary>
    public static DeadLetterReason ReasonOf(ServiceBusReceivedMessage message) => message switch
    {
        { DeadLetterReason: TooOften } or { DeadLetterErrorDescription: FailedAtEveryDelivery } => DeadLetterReason.Failed,
        { DeadLetterReason: TooOld } => DeadLetterReason.Expired,
        _ => DeadLetterReason.Find(message.DeadLetterReason) ?? DeadLetterReason.Other,
    };
}
