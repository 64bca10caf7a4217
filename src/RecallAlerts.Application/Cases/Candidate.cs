using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>A release that is not ended and that an event with a CRN may mean.</summary>
/// <param name="Id">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
internal readonly record struct Candidate(ReleaseId Id, Instant ReleasedAt)
{
    /// <summary>The latest released by the time of the event, else the earliest that is still pending; null when neither is (lifecycle.md §2.2).</summary>
    public static ReleaseId? Named(IReadOnlyList<Candidate> candidates, Instant occurredAt, Instant now)
    {
        var released = candidates.Where(c => c.ReleasedAt <= occurredAt).OrderByDescending(c => c.ReleasedAt).ToArray();
        if (released.Length > 0) return released[0].Id;
        var pending = candidates.Where(c => c.ReleasedAt > now).OrderBy(c => c.ReleasedAt).ToArray();
        return pending.Length > 0 ? pending[0].Id : null;
    }
}
