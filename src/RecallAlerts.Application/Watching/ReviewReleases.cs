using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Watching;

/// <summary>Looks at releases: reviews them, makes their alerts agree, and says when to look next. However often one looks, the result is the same.</summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="policies">The policy in force.</param>
/// <param name="calendar">Working days.</param>
public sealed class ReviewReleases(ICaseStore store, PolicySet policies, WorkingCalendar calendar)
{
    /// <summary>Versions of policy and calendar: a review under others is made again.</summary>
    public string Versions { get; } = $"{policies.Version}|{calendar.Version}";

    /// <summary>Reviews releases at an instant; they may share a commit.</summary>
    public async Task RunAsync(IReadOnlyList<ReleaseId> ids, Instant now, CancellationToken cancellation)
    {
        if (ids.Count == 0) return;
        using var span = UseCaseSpan.Begin("review");
        span.Count("releases", ids.Count);
        await store.UpdateAsync(ids, record => Review(record, now), cancellation);
        span.Done();
    }

    /// <summary>
    /// Decides for a case with new facts whether they are reviewed with their recording, because no alert changes and the watch goes on; null
    /// leaves them to the watch, which gathers what belongs together.
    /// </summary>
    public CaseUpdate? Settle(CaseRecord record, Instant now)
    {
        var update = Review(record, now);
        return update is { Changes.Count: 0, Reviewed: { HasRecall: false, Summary.State: not WatchState.Ended } } ? update : null;
    }

    /// <summary>
    /// Decides for one case. The instant never runs backwards for a case: when the clock was put back, it is looked at as of its last review.
    /// </summary>
    public CaseUpdate Review(CaseRecord record, Instant clock)
    {
        var now = record.ReviewedAt is { } last ? Instant.Max(last, clock) : clock;
        var c = record.History.At(now, policies.Of, calendar);
        var review = Reviewer.Review(c, now);
        var quietly = record.PendingSince is null && record.ReviewedUnder is { } under && under != Versions;
        var input = new ReconcileInput(c, record.RegisteredAt, record.Recorders.Sole, quietly);
        var reconciled = Reconciler.Reconcile(input, review, record.Alerts, now);
        var wake = Instant.Earliest(Instant.Earliest(review.NextChangeAt, reconciled.NextActAt), record.History.NextAmendmentAfter(now));
        var summary = new CaseSummary(review.State, c.Release, c.PractitionerInForce(now)) { WatchEndsAt = c.WatchEndsAt() };
        var reviewed = new CaseReviewed(now, Versions, summary, wake) { HasRecall = record.History.HasRecallAt(now), Outcomes = c.Outcomes() };
        return new CaseUpdate(reconciled.Alerts, reconciled.Changes, reviewed);
    }
}
