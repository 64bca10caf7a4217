using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Application.Watching;

/// <summary>What one look of a watch found.</summary>
/// <param name="NextLookAt">When to look next, UTC; null is never, until something is recorded.</param>
/// <param name="IsEnded">Whether there is nothing left to watch.</param>
/// <param name="HasRecall">Whether a recall waits for its classification.</param>
public sealed record Looked(Instant? NextLookAt, bool IsEnded, bool HasRecall)
{
    /// <summary>Whether messages were decided, so that they wait in the outbox.</summary>
    public bool HasTold { get; init; }
}

/// <summary>One look at one release: the step of a host whose releases have a watch each. Looking again changes nothing.</summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="reviews">Reviews cases.</param>
/// <param name="deliver">Decides messages.</param>
/// <param name="policies">The policy in force.</param>
/// <param name="calendar">Working days.</param>
public sealed class LookAtRelease(ICaseStore store, ReviewReleases reviews, DeliverMessages deliver, PolicySet policies, WorkingCalendar calendar)
{
    /// <summary>Looks: reviews what waits or is due, and decides what is to be told now.</summary>
    /// <param name="watchId">The watch.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Looked> RunAsync(string watchId, Instant now, CancellationToken cancellation)
    {
        using var span = UseCaseSpan.Begin("look");
        span.Watch(watchId);
        var looked = await LookAsync(watchId, now, cancellation);
        span.Outcome(looked.IsEnded ? WatchState.Ended : WatchState.Watching);
        span.Done();
        return looked;
    }

    private async Task<Looked> LookAsync(string watchId, Instant now, CancellationToken cancellation)
    {
        var hasRecall = false;
        CaseUpdate? Decide(CaseRecord record)
        {
            var update = IsDue(record, now) ? reviews.Review(record, now) : null;
            hasRecall = update?.Reviewed?.HasRecall == true;
            return update;
        }

        if (await store.UpdateAsync(watchId, Decide, cancellation) is not { } record) return new Looked(null, IsEnded: true, HasRecall: false);
        Person[] due = [.. record.Alerts.SelectMany(a => a.Tellings).Where(t => t.DueAt <= now).Select(t => t.Audience).Distinct()];
        var hasTold = await deliver.RunForAsync(due, now, cancellation);
        var isEnded = record.History.At(now, policies.Of, calendar).StateAt(now) == WatchState.Ended;
        return new Looked(record.NextWake, isEnded, hasRecall) { HasTold = hasTold };
    }

    private bool IsDue(CaseRecord record, Instant now) =>
        record.PendingSince is not null || record.NextWake <= now || record.ReviewedUnder != reviews.Versions;
}
