using System.Collections.Concurrent;
using System.Diagnostics;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Telemetry;

/// <summary>A decision as it was committed.</summary>
/// <param name="Update">The decision.</param>
/// <param name="PendingSince">Since when something waited for it, UTC; null when nothing did.</param>
/// <param name="Took">How long deciding took.</param>
internal sealed record DecidedCase(CaseUpdate Update, Instant? PendingSince, TimeSpan Took);

/// <summary>
/// A store whose commits are counted. A decision may be made several times before one of them is committed: only the last of each case is counted,
/// after the store has answered; where the store fails, nothing is.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="instruments">Where it is counted.</param>
public sealed class MeasuredCaseStore(ICaseStore store, Instruments instruments) : ICaseStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<AppendedFact>> AppendAsync(
        IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle, CancellationToken cancellation)
    {
        if (settle is null || !instruments.Cases.AreMeasured) return await store.AppendAsync(facts, now, settle, cancellation);
        var last = new LastDecisions(settle);
        var appended = await store.AppendAsync(facts, now, last.Decide, cancellation);
        last.Count(instruments);
        return appended;
    }

    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        var last = new LastDecisions(decide);
        await store.UpdateAsync(ids, instruments.Cases.AreMeasured ? last.Decide : decide, cancellation);
        last.Count(instruments);
    }

    /// <inheritdoc />
    public async Task<CaseRecord?> UpdateAsync(string watchId, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        var last = new LastDecisions(decide);
        var after = await store.UpdateAsync(watchId, instruments.Cases.AreMeasured ? last.Decide : decide, cancellation);
        last.Count(instruments);
        return after;
    }

    /// <inheritdoc />
    public async Task<int> ExpireHeldAsync(Instant before, CancellationToken cancellation)
    {
        var expired = await store.ExpireHeldAsync(before, cancellation);
        instruments.Events.Expired(expired);
        return expired;
    }

    /// <inheritdoc />
    public Task<CaseRecord?> FindAsync(ReleaseId id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    /// <inheritdoc />
    public Task<ReleaseId?> FindReleaseAsync(string watchId, CancellationToken cancellation) => store.FindReleaseAsync(watchId, cancellation);

    /// <inheritdoc />
    public Task<ReleaseId?> FindReleaseAsync(AlertId alert, CancellationToken cancellation) => store.FindReleaseAsync(alert, cancellation);

    /// <inheritdoc />
    public Task<PersonCases> FindAllAsync(Crn crn, CancellationToken cancellation) => store.FindAllAsync(crn, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Registration>> RegisterAsync(IReadOnlyList<NewCase> cases, CancellationToken cancellation) => store.RegisterAsync(cases, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> DueAsync(Instant now, int atLeast, CancellationToken cancellation) => store.DueAsync(now, atLeast, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReviewedUnderOtherAsync(string versions, int atMost, CancellationToken cancellation) =>
        store.ReviewedUnderOtherAsync(versions, atMost, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> WithoutOutcomesAsync(int atMost, CancellationToken cancellation) => store.WithoutOutcomesAsync(atMost, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReleasedBetweenAsync(Instant from, Instant before, CancellationToken cancellation) =>
        store.ReleasedBetweenAsync(from, before, cancellation);

    /// <inheritdoc />
    public Task<Instant?> LatestReleasedAtAsync(CancellationToken cancellation) => store.LatestReleasedAtAsync(cancellation);

    /// <inheritdoc />
    public Task<Instant?> NextWakeAsync(CancellationToken cancellation) => store.NextWakeAsync(cancellation);

    /// <inheritdoc />
    public Task HoldAsync(IReadOnlyList<(string SubjectKey, RecordedFact Fact)> events, Instant now, CancellationToken cancellation) =>
        store.HoldAsync(events, now, cancellation);

    /// <summary>The last decision of each case, however often it was made.</summary>
    private sealed class LastDecisions(Func<CaseRecord, CaseUpdate?> decide)
    {
        private readonly ConcurrentDictionary<ReleaseId, DecidedCase?> _last = new();

        public CaseUpdate? Decide(CaseRecord record)
        {
            var since = Stopwatch.GetTimestamp();
            var update = decide(record);
            _last[record.Id] = update is null ? null : new DecidedCase(update, record.PendingSince, Stopwatch.GetElapsedTime(since));
            return update;
        }

        public void Count(Instruments instruments)
        {
            foreach (var decided in _last.Values)
            {
                if (decided is not null) instruments.Cases.Committed(decided);
            }
        }
    }
}
