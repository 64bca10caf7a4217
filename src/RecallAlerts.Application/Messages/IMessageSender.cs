using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Application.Messages;

/// <summary>A message as a sender gets it. Alerts and releases are left out on purpose: what is not handed over cannot leak.</summary>
/// <param name="MessageId">Its identity, the reference at the service that carries it.</param>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Audience">For whom it was decided.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Contact">Where it goes: the audience's, or during an absence the cover's.</param>
/// <param name="Text">What it says.</param>
/// <param name="Tries">How often it was tried before; above 0 it may have left although nobody knows.</param>
/// <param name="Handovers">How often a broker had it before.</param>
public sealed record OutgoingMessage(string MessageId, Instant At, Person Audience, MessageKind Kind, Contact Contact, MessageText Text, int Tries, int Handovers = 0)
{
    /// <summary>Addresses a message and sends it; one without an address is a failure that shows.</summary>
    /// <param name="outbox">The message.</param>
    /// <param name="directory">Who is reached how, and who stands in.</param>
    /// <param name="settings">Links and pauses.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="send">Sends it.</param>
    internal static async Task<SendOutcome> AddressAsync(
        OutboxMessage outbox, IDirectory directory, SendSettings settings, Instant now, Func<OutgoingMessage, Task<SendOutcome>> send)
    {
        var message = outbox.Message;

        // Who was there when it was decided may be away when it is tried again.
        var to = directory.CoverOf(message.Audience, now);
        if (directory.Find(to) is { } contact)
        {
            var text = MessageText.Of(message, settings.LinkBase);
            return await send(new OutgoingMessage(outbox.MessageId, message.At, message.Audience, message.Kind, contact, text, outbox.Tries, outbox.Handovers));
        }

        var why = to == message.Audience ? $"No address for {to}." : $"No address for {to}, who covers for {message.Audience}.";
        return new SendOutcome.Failed(why, settings.Pauses.After(now, outbox.Tries));
    }
}

/// <summary>Carries messages to people.</summary>
public interface IMessageSender
{
    /// <summary>
    /// Tries to send; answers what became of it. Cancellation counts only until something may have left; after that the try is seen through,
    /// because a try whose outcome nobody records is a message that somebody gets twice. A reason never holds an address.
    /// </summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation);
}
