using Azure.Data.Tables;
using RecallAlerts.Application.Reports;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Azure.Tables;

/// <summary>Reports on tables: cohorts out of the index, and what is published in a table of its own.</summary>
/// <param name="tables">The tables.</param>
public sealed class TablesReports(StoreTables tables) : IReportStore
{
    private readonly MonthReader _index = new(tables.Overall);
    private readonly CasePartition _cases = new(tables);
    private readonly MomentReader _moments = new(tables);
    private readonly PublishedTable _published = new(tables.Published);

    /// <inheritdoc />
    public async Task<IReadOnlyList<CohortRelease>> CohortAsync(DateOnly from, DateOnly before, CancellationToken cancellation)
    {
        string[] months = [.. MonthKey.Between(from, before)];
        var recalls = new Dictionary<string, CohortRecall?>(StringComparer.Ordinal);
        await foreach (var rows in _index.ReadAsync(IndexKeys.Cohort, months, cancellation)) recalls[MonthKey.Of(rows[0].RowKey).WatchId] = StandingRecall.Of(rows[0]).First;
        var cohort = new List<CohortRelease>();
        await foreach (var rows in _index.ReadAsync(IndexKeys.Release, months, cancellation))
        {
            if (ReleaseOfMonth.Of(rows[0]) is { Outcomes: { } outcomes } r && IsCounted(outcomes, from, before))
                cohort.Add(new CohortRelease(r.Key.WatchId, r.Region, r.ReleasedAt, outcomes, recalls.GetValueOrDefault(r.Key.WatchId)));
        }

        return cohort;
    }

    /// <inheritdoc />
    public async Task<bool> IsSettledAsync(Instant from, Instant before, CancellationToken cancellation)
    {
        foreach (var prefix in (string[])["p|", "r|"])
        {
            await foreach (var row in tables.Overall.QueryAsync<TableEntity>(Requests.Under(StoreTables.OverallPartition, prefix), cancellationToken: cancellation))
            {
                if (await IsWaitingAsync(row.GetString(IndexRows.WatchId), from, before, cancellation)) return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<T>> WithMomentsAsync<T>(IReadOnlyList<string> watchIds, Func<int, IReadOnlyList<AlertMoment>, T> decide, CancellationToken cancellation) =>
        [.. (await _moments.ReadAsync(watchIds, cancellation)).Select((moments, i) => decide(i, moments))];

    /// <inheritdoc />
    public Task<IReadOnlyList<Quarter>> QuartersAsync(CancellationToken cancellation) => _published.QuartersAsync(cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Stage, Instant>> StagesAsync(Quarter quarter, CancellationToken cancellation) =>
        (await _published.ReadAsync(quarter, cancellation)).ToDictionary(s => s.Stage, s => s.At);

    /// <inheritdoc />
    public async Task<IReadOnlyList<PublishedCell>> PublishedAsync(Quarter quarter, CancellationToken cancellation) =>
        [.. (await _published.ReadAsync(quarter, cancellation)).SelectMany(s => s.Cells)];

    /// <inheritdoc />
    public Task<bool> PublishAsync(Quarter quarter, IReadOnlySet<Stage> stages, IReadOnlyList<PublishedCell> cells, Instant now, CancellationToken cancellation) =>
        _published.AddAsync(
            quarter, [.. stages.Order().Select(stage => new PublishedStage(quarter, stage, now, [.. cells.Where(c => HeadlineCells.StageOf(c.Cell) == stage)]))], cancellation);

    // A row of the index may say too much.
    private async Task<bool> IsWaitingAsync(string watchId, Instant from, Instant before, CancellationToken cancellation)
    {
        if (await _cases.FindHeadAsync(watchId, cancellation) is not { Head: var head } || head is { PendingSince: null, RecallPending: null }) return false;
        var releasedAt = CasePartition.ReadBody(head.Body).ReleasedAt;
        return releasedAt >= from && releasedAt < before;
    }

    // The months are those of the moments of release, whose local dates these are.
    private static bool IsCounted(ReleaseOutcomes outcomes, DateOnly from, DateOnly before) =>
        outcomes.ReleasedOn >= from && outcomes.ReleasedOn < before && outcomes.End is not (FollowUpEnd.Replaced or FollowUpEnd.Merged);
}
