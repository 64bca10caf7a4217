using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Application.Operations;

/// <summary>A message that waits to leave, without whom it is for.</summary>
/// <param name="MessageId">Its identity, from which nobody can be read.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="DecidedAt">When it was decided, UTC.</param>
/// <param name="Tries">How often sending it was tried in vain.</param>
/// <param name="NextTryAt">When it is tried next, UTC.</param>
/// <param name="Reason">Why it did not leave; null when it was not tried, or nothing is known.</param>
public sealed record WaitingMessage(string MessageId, MessageKind Kind, Instant DecidedAt, int Tries, Instant NextTryAt, string? Reason);

/// <summary>What is held, and for what.</summary>
public enum HeldKind
{
    /// <summary>event: for a release that is not known</summary>
    Event,

    /// <summary>details: an HMPPS envelope whose details are asked for again and again</summary>
    Details,

    /// <summary>operation: an HMPPS envelope that an older version held, because it could not merge or erase</summary>
    Operation,
}

/// <summary>How much of one kind came on one day and is held.</summary>
/// <param name="Kind">What is held.</param>
/// <param name="Name">The type of an event; of an envelope why it waits, empty when it was not tried.</param>
/// <param name="ReceivedOn">The day on which it came, UTC.</param>
/// <param name="Count">How many.</param>
public sealed record HeldCount(HeldKind Kind, string Name, DateOnly ReceivedOn, long Count);

/// <summary>How often input was refused on one day for one problem: of what is refused nothing else is kept.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Type">What was refused: event, recall, import.</param>
/// <param name="Problem">The problem type.</param>
/// <param name="Count">How often.</param>
public sealed record RefusedCount(DateOnly Day, string Type, string Problem, long Count);

/// <summary>What waits and what was refused, for those who operate the service: nothing in it names a person.</summary>
public interface IOperationsStore
{
    /// <summary>Messages that wait to leave: those that failed first, most tries first, then by (next try, id).</summary>
    Task<IReadOnlyList<WaitingMessage>> WaitingMessagesAsync(int atMost, CancellationToken cancellation);

    /// <summary>Makes the next try of a message due now, unless it is due already; false when it left, or there is none.</summary>
    Task<bool> TryNowAsync(string messageId, Instant now, CancellationToken cancellation);

    /// <summary>What is held, by (kind, name, day).</summary>
    Task<IReadOnlyList<HeldCount>> HeldAsync(CancellationToken cancellation);

    /// <summary>Makes envelopes that wait for details due now; answers how many were not due. Those that wait for an operation stay as they are.</summary>
    Task<int> AskForDetailsNowAsync(Instant now, CancellationToken cancellation);

    /// <summary>What was refused since a day (inclusive, UTC): the latest day first, then by (type, problem).</summary>
    Task<IReadOnlyList<RefusedCount>> RefusedAsync(DateOnly since, CancellationToken cancellation);
}

/// <summary>Days of instants, UTC: stores keep them so.</summary>
public static class UtcDay
{
    /// <summary>The day of an instant.</summary>
    public static DateOnly Of(Instant t) => DateOnly.FromDateTime(t.ToDateTimeOffset().UtcDateTime);

    /// <summary>The first moment of a day.</summary>
    public static Instant Start(DateOnly day) => Instant.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
}
