using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Cases;

/// <summary>An HMPPS envelope that cannot be applied yet.</summary>
/// <param name="Key">An HMAC of the envelope: the same envelope, bare or wrapped, has the same key, and nobody can be read from it.</param>
/// <param name="EventId">The eventId under which it will be recorded.</param>
/// <param name="Body">The envelope in canonical form. Personal data: encrypted at rest.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
/// <param name="NextTryAt">When its details are asked for next, UTC; null is at once: it waited for an operation that an older program did not have.</param>
/// <param name="Tries">How often it was tried.</param>
public sealed record HeldEnvelope(string Key, string EventId, string Body, Instant ReceivedAt, Instant? NextTryAt, int Tries = 0);

/// <summary>Where HMPPS envelopes are kept that cannot be applied yet. What is kept counts as held in the proof of watch.</summary>
public interface IHeldEnvelopes
{
    /// <summary>Keeps an envelope; false when one of its key is kept already, which then stays as it is.</summary>
    Task<bool> KeepAsync(HeldEnvelope envelope, CancellationToken cancellation);

    /// <summary>Those whose next try is due at an instant (inclusive), by (next try, key), those without one first; at most so many.</summary>
    Task<IReadOnlyList<HeldEnvelope>> DueAsync(Instant now, int atMost, CancellationToken cancellation);

    /// <summary>Notes a try that did not succeed; nothing happens when the envelope is kept no longer.</summary>
    /// <param name="key">The envelope.</param>
    /// <param name="nextTryAt">When it is tried next, UTC.</param>
    /// <param name="reason">Why it waits, for operations; names nobody.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task PostponeAsync(string key, Instant nextTryAt, string reason, CancellationToken cancellation);

    /// <summary>Forgets an envelope that was applied; nothing happens when it is kept no longer.</summary>
    Task RemoveAsync(string key, CancellationToken cancellation);
}
