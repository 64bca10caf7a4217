using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Recalls;

/// <summary>Which releases a recall is compared with.</summary>
/// <param name="Region">The region.</param>
/// <param name="ReleasedFrom">The first moment of release, inclusive, UTC.</param>
/// <param name="ReleasedBefore">The last, exclusive, UTC.</param>
/// <param name="SecondsFromRelease">Seconds from release to recall: a release must have been watched as long after its own.</param>
/// <param name="By">That moment must be no later, UTC.</param>
/// <param name="Rules">The rules whose alerts count; others, and what happened to alerts from that moment on, need not be read.</param>
public sealed record ComparedWith(string Region, Instant ReleasedFrom, Instant ReleasedBefore, long SecondsFromRelease, Instant By, IReadOnlyList<RuleId> Rules);

/// <summary>How many comparable releases that were not recalled had the same kind of alert on the same day.</summary>
/// <param name="Releases">Releases compared.</param>
/// <param name="WithAlert">Of these, with such an alert.</param>
public sealed record AlertShare(int Releases, int WithAlert);

/// <summary>
/// The share beside a lead time, without which the lead time means nothing. It is counted over the releases of the same region (as of their last
/// review) that were released within 45 days before or after this one, of whom no recall stands, and whose watch had not ended as long after their
/// release as this recall came after its own. Of these have the alert: those for whom, had they been recalled at that moment, a lead time would be
/// shown - an alert of a rule of the same primary reason, opened as high or urgent within the days before (policy), and still open.
/// </summary>
/// <param name="store">Where recalls are kept.</param>
public sealed class NotRecalled(IRecallStore store)
{
    private const int Days = 45;

    /// <summary>The share for a recall.</summary>
    /// <param name="recall">The recall.</param>
    /// <param name="releasedAt">The moment of its release, UTC.</param>
    /// <param name="leadTimeDays">Days before a recall within which an alert must have opened (policy).</param>
    /// <param name="now">Now, UTC: nobody is compared at a moment that is yet to come.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<AlertShare> ShareAsync(RecallRecord recall, Instant releasedAt, int leadTimeDays, Instant now, CancellationToken cancellation)
    {
        var after = recall.RecalledAt.Seconds - releasedAt.Seconds;
        var primary = recall.Reason.Primary;
        var with = new ComparedWith(
            recall.Standing.Region, releasedAt.PlusSeconds(-Days * Instant.Day), releasedAt.PlusSeconds((Days * Instant.Day) + 1), after, now,
            [.. Enum.GetValues<RuleId>().Where(rule => LookingBack.Belongs(rule, primary))]);
        var compared = await store.ComparedAsync(with, cancellation);
        return new AlertShare(compared.Count, compared.Count(r => HasAlert(r, r.ReleasedAt.PlusSeconds(after), primary, leadTimeDays)));
    }

    private static bool HasAlert(ComparedRelease r, Instant at, RecallReason primary, int leadTimeDays) =>
        LookingBack.Look(r.Moments, at, primary, leadTimeDays, endedFrom: at).LeadTimeHours is not null;
}
