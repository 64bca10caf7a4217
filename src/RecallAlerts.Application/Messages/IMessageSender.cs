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
public sealed record OutgoingMessage(string MessageId, Instant At, Person Audience, MessageKind Kind, Contact Contact, MessageText Text, int Tries);

/// <summary>Carries messages to people.</summary>
public interface IMessageSender
{
    /// <summary>
    /// Tries to send; answers what became of it. Cancellation counts only until something may have left; after that the try is seen through,
    /// because a try whose outcome nobody records is a message that somebody gets twice. A reason never holds an address.
    /// </summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation);
}
