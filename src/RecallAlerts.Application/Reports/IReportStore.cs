using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Application.Reports;

/// <summary>Where reports read from, and where what is published is kept: once, and for good.</summary>
public interface IReportStore
{
    /// <summary>Releases of local dates from one (inclusive) to another (exclusive) that were not replaced, by watchId.</summary>
    Task<IReadOnlyList<CohortRelease>> CohortAsync(DateOnly from, DateOnly before, CancellationToken cancellation);

    /// <summary>Whether every release of local dates is reviewed, its outcomes are written and its recalls classified.</summary>
    Task<bool> IsSettledAsync(Instant from, Instant before, CancellationToken cancellation);

    /// <summary>Decides something for releases by what happened to their alerts; the answers are in the order of the releases.</summary>
    Task<IReadOnlyList<T>> WithMomentsAsync<T>(IReadOnlyList<string> watchIds, Func<int, IReadOnlyList<AlertMoment>, T> decide, CancellationToken cancellation);

    /// <summary>Quarters of which anything was published, the earliest first.</summary>
    Task<IReadOnlyList<Quarter>> QuartersAsync(CancellationToken cancellation);

    /// <summary>When stages of a quarter were published, UTC.</summary>
    Task<IReadOnlyDictionary<Stage, Instant>> StagesAsync(Quarter quarter, CancellationToken cancellation);

    /// <summary>All that was published of a quarter.</summary>
    Task<IReadOnlyList<PublishedCell>> PublishedAsync(Quarter quarter, CancellationToken cancellation);

    /// <summary>Publishes stages of a quarter together; false when one of them was published meanwhile, and then nothing changes.</summary>
    Task<bool> PublishAsync(Quarter quarter, IReadOnlySet<Stage> stages, IReadOnlyList<PublishedCell> cells, Instant now, CancellationToken cancellation);
}
