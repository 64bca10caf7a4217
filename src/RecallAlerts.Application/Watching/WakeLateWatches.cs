using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Watching;

/// <summary>
/// The net under the watches of a host whose releases have one each: whatever was lost - a signal, a timer, a whole watch - it is found here when it has
/// not done what was due. So nobody has to compare all watches with all releases.
/// </summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="key">The service's secret.</param>
public sealed class WakeLateWatches(ICaseStore store, ServiceKey key)
{
    /// <summary>Seconds for which facts may wait for their review; what follows is gathered for the first 60 of them.</summary>
    public const long LongestPending = 120;

    /// <summary>Seconds by which a wake may be late, of which up to 120 are the watch's own jitter.</summary>
    public const long LongestOverdue = 300;

    private const int Together = 500;

    /// <summary>Starts the watches that are late, where they do not live, and tells them to look now; answers how many.</summary>
    /// <param name="watches">The watches.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<int> RunAsync(IWatches watches, Instant now, CancellationToken cancellation)
    {
        var late = new List<string>();
        foreach (var id in await store.DueAsync(now.PlusSeconds(-LongestOverdue), Together, cancellation))
        {
            if (await IsLateAsync(id, now, cancellation)) late.Add(key.WatchIdOf(id));
        }

        await WakeAsync(late, watches, now, cancellation);
        return late.Count;
    }

    /// <summary>Tells the watches of a part of the releases that were last reviewed under other versions to look now; answers how many.</summary>
    public async Task<int> RunUnderNewVersionsAsync(string versions, int atMost, IWatches watches, Instant now, CancellationToken cancellation)
    {
        IReadOnlyList<ReleaseId> stale = await store.ReviewedUnderOtherAsync(versions, atMost, cancellation);
        await WakeAsync([.. stale.Select(key.WatchIdOf)], watches, now, cancellation);
        return stale.Count;
    }

    // A case that cannot be read stops nobody else's: its watch is woken, and says what is wrong.
    private async Task<bool> IsLateAsync(ReleaseId id, Instant now, CancellationToken cancellation)
    {
        var finding = store.FindAsync(id, cancellation);
        await ((Task)finding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return !finding.IsCompletedSuccessfully || (await finding is { } record && IsLate(record, now));
    }

    private static bool IsLate(CaseRecord record, Instant now) =>
        record.PendingSince <= now.PlusSeconds(-LongestPending) || record.NextWake <= now.PlusSeconds(-LongestOverdue);

    private static async Task WakeAsync(IReadOnlyList<string> watchIds, IWatches watches, Instant now, CancellationToken cancellation)
    {
        if (watchIds.Count == 0) return;
        await watches.StartAsync(watchIds, cancellation);
        await watches.LookAsync([.. watchIds.Select(w => new Look(w, now, Gathers: false))], cancellation);
    }
}
