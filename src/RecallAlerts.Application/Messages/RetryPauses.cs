using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>
/// How long a message waits before it is tried again: each pause twice the one before, up to a longest. Without jitter: one sender empties
/// the outbox, so nobody has to be kept from trying at the same moment, and what is shown as the next try is exact.
/// </summary>
/// <param name="FirstSeconds">The pause after the first failure.</param>
/// <param name="LongestSeconds">No pause is longer.</param>
public sealed record RetryPauses(long FirstSeconds, long LongestSeconds)
{
    private const int MostDoublings = 30;

    /// <summary>1, 2, 4 ... minutes, at most 60.</summary>
    public static RetryPauses Default { get; } = new(60, 3_600);

    /// <summary>When a message is tried again that failed now and was tried that often before.</summary>
    public Instant After(Instant now, int triesBefore) =>
        now.PlusSeconds(Math.Min(LongestSeconds, FirstSeconds << Math.Clamp(triesBefore, 0, MostDoublings)));

    /// <summary>When a message is tried again that will hardly succeed before a person puts something right.</summary>
    public Instant Longest(Instant now) => now.PlusSeconds(LongestSeconds);
}
