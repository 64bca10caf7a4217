using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Application.Reports;

/// <summary>
/// The headline report of a quarter. A stage is published when it is first asked for after it is complete, for all regions together, and never
/// changes after: late records change no figure, and nothing can be learnt from two versions. It waits while releases of the quarter wait for a review,
/// and nothing is published of a quarter without releases: they may be imported yet.
/// </summary>
/// <param name="store">Where it reads and publishes.</param>
/// <param name="policies">The policy, which says how old an alert may be to count as a warning.</param>
public sealed class HeadlineReports(IReportStore store, PolicySet policies)
{
    /// <summary>Days after a stage is complete until it is published: what is recorded late is waited for.</summary>
    public const int LateDays = 14;

    /// <summary>The first local date on which a stage is published.</summary>
    public static DateOnly PublishedFrom(Quarter quarter, Stage stage) => quarter.Before.AddDays(Measures.DaysOf(stage) + LateDays);

    /// <summary>The report, with what can be published by now.</summary>
    /// <param name="quarter">The quarter of release.</param>
    /// <param name="region">Slug of the region; null for all.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<HeadlineReport> GetAsync(Quarter quarter, string? region, Instant now, CancellationToken cancellation)
    {
        var today = LondonTime.Date(now);
        var due = Enum.GetValues<Stage>().Where(s => PublishedFrom(quarter, s) <= today).ToHashSet();
        for (var stages = await store.StagesAsync(quarter, cancellation); ; stages = await store.StagesAsync(quarter, cancellation))
        {
            var isDone = due.IsSubsetOf(stages.Keys);
            if (isDone || !await store.IsSettledAsync(LondonTime.StartOf(quarter.From), LondonTime.StartOf(quarter.Before), cancellation))
                return HeadlineReport.Of(quarter, region, stages, await store.PublishedAsync(quarter, cancellation)) with { IsSettling = !isDone };
            if (!await PublishAsync(quarter, stages.Keys, due.Except(stages.Keys).ToHashSet(), now, cancellation)) return HeadlineReport.Of(quarter, region, stages, []) with { IsEmpty = true };
        }
    }

    /// <summary>Quarters of which anything was published, the earliest first; publishes nothing.</summary>
    public Task<IReadOnlyList<Quarter>> QuartersAsync(CancellationToken cancellation) => store.QuartersAsync(cancellation);

    /// <summary>What was published of a quarter: the whole first, then each region by slug; publishes nothing.</summary>
    public async Task<IReadOnlyList<HeadlineReport>> PublishedAsync(Quarter quarter, CancellationToken cancellation)
    {
        var (stages, cells) = (await store.StagesAsync(quarter, cancellation), await store.PublishedAsync(quarter, cancellation));
        var regions = cells.Select(c => c.Region).Where(r => r != PublishedCells.AllRegions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [HeadlineReport.Of(quarter, null, stages, cells), .. regions.Select(region => HeadlineReport.Of(quarter, region, stages, cells))];
    }

    private async Task<bool> PublishAsync(Quarter quarter, IEnumerable<Stage> published, HashSet<Stage> stages, Instant now, CancellationToken cancellation)
    {
        var cohort = await store.CohortAsync(quarter.From, quarter.Before, cancellation);
        if (cohort.Count == 0 && !published.Any()) return false;
        if (stages.Contains(Stage.NineMonths)) cohort = await ComparedAsync(cohort, cancellation);
        var cells = PublishedCells.Decide(cohort, await store.PublishedAsync(quarter, cancellation), stages);
        await store.PublishAsync(quarter, stages, cells, now, cancellation);
        return true;
    }

    private async Task<IReadOnlyList<CohortRelease>> ComparedAsync(IReadOnlyList<CohortRelease> cohort, CancellationToken cancellation)
    {
        var dealt = Comparison.Deal(cohort);
        var days = policies.General.Recalls.LeadTimeDays;
        var isWarned = await store.WithMomentsAsync(
            [.. dealt.Select(d => d.Release.WatchId)], (i, moments) => LookingBack.Look(moments, dealt[i].At, dealt[i].Reason, days).LeadTimeHours is not null, cancellation);
        var found = dealt.Select((d, i) => (d.Release.WatchId, IsWarned: isWarned[i])).ToDictionary(x => x.WatchId, x => x.IsWarned, StringComparer.Ordinal);
        return [.. cohort.Select(r => found.TryGetValue(r.WatchId, out var warned) ? r with { IsWarnedWhenCompared = warned } : r)];
    }
}
