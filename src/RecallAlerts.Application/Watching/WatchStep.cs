using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Watching;

/// <summary>
/// One step of the watch at one instant: every case that waits is reviewed, then recalls are classified, then what is due is decided. Real and virtual time run this
/// same step; only the instants differ.
/// </summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="reviews">Reviews cases.</param>
/// <param name="recalls">Classifies recalls.</param>
/// <param name="deliver">Decides messages.</param>
public sealed class WatchStep(ICaseStore store, ReviewReleases reviews, ClassifyRecalls recalls, DeliverMessages deliver)
{
    private const int Together = 500;

    /// <summary>Runs the step; answers how many reviews were made.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancellation)
    {
        var (reviewed, last) = (0, Together);
        while (last >= Together)
        {
            var due = await store.DueAsync(now, Together, cancellation);
            await reviews.RunAsync(due, now, cancellation);
            reviewed += last = due.Count;
        }

        await recalls.RunAsync(now, cancellation);
        await deliver.RunAsync(now, cancellation);
        await recalls.DeleteNarrativesAsync(now, cancellation);
        return reviewed;
    }

    /// <summary>
    /// Reviews a part of the cases that were last reviewed under another policy or calendar, or by a program that wrote no outcomes; answers
    /// how many.
    /// </summary>
    public async Task<int> RunUnderNewVersionsAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        var stale = await store.ReviewedUnderOtherAsync(reviews.Versions, atMost, cancellation);
        if (stale.Count == 0) stale = await store.WithoutOutcomesAsync(atMost, cancellation);
        await reviews.RunAsync(stale, now, cancellation);
        return stale.Count;
    }

    /// <summary>Classifies a part of the recalls that another version of the classifier answered; answers of how many releases.</summary>
    public Task<int> RunUnderNewClassifierAsync(Instant now, int atMost, CancellationToken cancellation) => recalls.RunUnderNewVersionAsync(now, atMost, cancellation);

    /// <summary>The next instant after now at which there is something to do, UTC; null is never.</summary>
    public async Task<Instant?> NextAtAsync(Instant now, CancellationToken cancellation)
    {
        var next = Instant.Earliest(await store.NextWakeAsync(cancellation), await deliver.NextAtAsync(now, cancellation));
        return next is { } at && at <= now ? now.PlusSeconds(1) : next;
    }
}
