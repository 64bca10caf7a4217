using System.Globalization;
using Azure.Messaging.ServiceBus;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>
/// Hands messages to the topic alerts, whose subscriptions choose by role and kind. One at a time: the link is kept open, and a batch that fails would
/// leave nobody knowing which of its messages were taken.
/// </summary>
/// <param name="sender">Of the topic.</param>
/// <param name="pauses">How long a message waits that was not taken.</param>
public sealed class ServiceBusPublisher(ServiceBusSender sender, RetryPauses pauses) : IMessageSender
{
    /// <summary>The topic.</summary>
    public const string Topic = "alerts";

    /// <summary>The property by which a subscription chooses a role.</summary>
    public const string RoleProperty = "role";

    /// <summary>The property by which a subscription chooses a kind.</summary>
    public const string KindProperty = "kind";

    private const long SecondsToRecord = 600;

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await sender.SendMessageAsync(Of(message), CancellationToken.None);
            return new SendOutcome.HandedOver(now.PlusSeconds(SecondsToRecord));
        }
        catch (ServiceBusException e)
        {
            return new SendOutcome.Failed($"Service Bus did not take it ({e.Reason}), or its answer was lost.", pauses.After(now, message.Tries));
        }
        catch (UnauthorizedAccessException)
        {
            return new SendOutcome.Failed("Service Bus refused it: this app may not send to the topic alerts.", pauses.Longest(now));
        }
    }

    private static ServiceBusMessage Of(OutgoingMessage message) => new(new HandedMessage(message.MessageId, message.Audience, message.Handovers + 1).ToBody())
    {
        MessageId = BrokerIdOf(message),
        Subject = NameOf<MessageKind>.Text(message.Kind),
        ContentType = "application/json",
        ApplicationProperties = { [RoleProperty] = NameOf<Role>.Text(message.Audience.Role), [KindProperty] = NameOf<MessageKind>.Text(message.Kind) },
    };

    // Duplicate detection would drop the same id silently, and the message would wait for a dispatch that never comes.
    private static string BrokerIdOf(OutgoingMessage message) => (message.Handovers + message.Tries) is > 0 and var before
        ? string.Create(CultureInfo.InvariantCulture, $"{message.MessageId}.{before}")
        : message.MessageId;
}
