using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Application.Messages;

/// <summary>A message on its way out.</summary>
/// <param name="MessageId">Its identity; also the reference by which the sender can be asked whether it left.</param>
/// <param name="Message">What it says.</param>
/// <param name="Tries">How often sending it was tried.</param>
/// <param name="Handovers">How often it was handed to a broker, whose duplicate detection must not drop it when it is handed over again.</param>
public sealed record OutboxMessage(string MessageId, Message Message, int Tries, int Handovers = 0);

/// <summary>Somebody who gets messages, for themselves and for those whom they cover.</summary>
/// <param name="To">Who gets them.</param>
/// <param name="For">Whose tellings they are.</param>
public sealed record AudienceGroup(Person To, IReadOnlyList<Person> For);

/// <summary>What became of one try to send. A closed hierarchy.</summary>
public abstract record SendOutcome
{
    /// <summary>It left.</summary>
    /// <param name="Channel">email, sms or file.</param>
    public sealed record Sent(string Channel) : SendOutcome;

    /// <summary>A broker has it; what became of it is recorded by who takes it from there.</summary>
    /// <param name="RetryAt">When it is handed over again if nothing was recorded by then, UTC.</param>
    public sealed record HandedOver(Instant RetryAt) : SendOutcome;

    /// <summary>It did not leave, or nobody knows; it stays, with the reason, and is tried again.</summary>
    /// <param name="Reason">Why, for the operations page; never an address.</param>
    /// <param name="RetryAt">When it is tried again, UTC.</param>
    public sealed record Failed(string Reason, Instant RetryAt) : SendOutcome;
}

/// <summary>A try to send a message.</summary>
/// <param name="Message">The message as it was read before the try.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record Tried(OutboxMessage Message, SendOutcome Outcome);

/// <summary>Where tellings wait and messages leave from. The notification log is apart from the alerts.</summary>
public interface IMessageStore
{
    /// <summary>The earliest instant at which a waiting telling falls due, UTC; null is never.</summary>
    Task<Instant?> NextDueAsync(CancellationToken cancellation);

    /// <summary>Whose waiting tellings are due.</summary>
    Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation);

    /// <summary>
    /// Decides for each group what is told, on all that waits for it, and commits tellings, messages and log together. Midnight and monday are the
    /// starts of the local day and week of now.
    /// </summary>
    Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation);

    /// <summary>The instant through which weekend lists are done, UTC; null before the first.</summary>
    Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation);

    /// <summary>Puts the messages of a weekend list out, and remembers through when lists are done.</summary>
    Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation);

    /// <summary>Messages that did not leave yet and whose next try is due, oldest first.</summary>
    Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation);

    /// <summary>A message that did not leave yet, whenever its next try is due; null when it left, or there is none.</summary>
    Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation);

    /// <summary>
    /// Records what became of tries, each of another message; of a message that left, nothing more is recorded. A handover is recorded once, and where a try has failed since the
    /// message was read, it is tried again when that says.
    /// </summary>
    Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation);

    /// <summary>
    /// Forgets a part of the messages that left before an instant (UTC), and of what was decided of tellings before it; what tells of a release that is not ended stays. Answers how many
    /// of both; 0 when there are none.
    /// </summary>
    Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation);
}

/// <summary>The instants that a delivery counts from.</summary>
/// <param name="Now">Now, UTC.</param>
/// <param name="Midnight">The start of the local day, UTC.</param>
/// <param name="Monday">The start of the local week, UTC.</param>
public sealed record DeliveryInstants(Instant Now, Instant Midnight, Instant Monday)
{
    /// <summary>The instants of now.</summary>
    public static DeliveryInstants Of(Instant now)
    {
        var today = LondonTime.Date(now);
        return new DeliveryInstants(now, LondonTime.StartOf(today), LondonTime.StartOf(WorkingCalendar.MondayOf(today)));
    }
}
