using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Where cases are kept. Two transactions carry the design (architecture.md): facts with the mark that a review is pending; and alerts, their
/// waiting tellings and the next wake, on the version of the facts that was read.
/// </summary>
public interface ICaseStore
{
    /// <summary>A case; null when it is not registered.</summary>
    Task<CaseRecord?> FindAsync(ReleaseId id, CancellationToken cancellation);

    /// <summary>The release of a watchId; null when there is none.</summary>
    Task<ReleaseId?> FindReleaseAsync(string watchId, CancellationToken cancellation);

    /// <summary>The release of an alert; null when there is none.</summary>
    Task<ReleaseId?> FindReleaseAsync(AlertId alert, CancellationToken cancellation);

    /// <summary>All cases of a person, by any of their CRNs.</summary>
    Task<PersonCases> FindAllAsync(Crn crn, CancellationToken cancellation);

    /// <summary>Registers cases, each with the held events that it claims and the mark that a review is pending.</summary>
    Task<IReadOnlyList<Registration>> RegisterAsync(IReadOnlyList<NewCase> cases, CancellationToken cancellation);

    /// <summary>
    /// Appends facts, each once, with the mark that a review is pending. Where nothing was pending before, a case with its new facts is offered
    /// to <paramref name="settle"/>: what it answers is committed with the facts instead of the mark; null leaves the mark. It must be pure.
    /// </summary>
    Task<IReadOnlyList<AppendedFact>> AppendAsync(
        IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle, CancellationToken cancellation);

    /// <summary>
    /// Decides and commits, case by case; many may share a commit. The decision is made again when the case changed meanwhile, so it must be
    /// pure. A decision of null changes nothing. A case that is not registered is left out.
    /// </summary>
    Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation);

    /// <summary>The same for one case by its watchId; answers the case after it, null when it is not registered.</summary>
    Task<CaseRecord?> UpdateAsync(string watchId, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation);

    /// <summary>Cases that wait for a review or whose wake is due, in releaseId order; at least so many of them when there are more.</summary>
    Task<IReadOnlyList<ReleaseId>> DueAsync(Instant now, int atLeast, CancellationToken cancellation);

    /// <summary>Cases not ended that were last reviewed under other versions of policy and calendar.</summary>
    Task<IReadOnlyList<ReleaseId>> ReviewedUnderOtherAsync(string versions, int atMost, CancellationToken cancellation);

    /// <summary>Cases that an older program reviewed, whose outcomes were never written.</summary>
    Task<IReadOnlyList<ReleaseId>> WithoutOutcomesAsync(int atMost, CancellationToken cancellation);

    /// <summary>Cases released from an instant (inclusive) to another (exclusive), whatever their state.</summary>
    Task<IReadOnlyList<ReleaseId>> ReleasedBetweenAsync(Instant from, Instant before, CancellationToken cancellation);

    /// <summary>The latest moment of release of any case; null when there is none.</summary>
    Task<Instant?> LatestReleasedAtAsync(CancellationToken cancellation);

    /// <summary>The earliest wake of any case, UTC; null is never.</summary>
    Task<Instant?> NextWakeAsync(CancellationToken cancellation);

    /// <summary>Keeps events for subjects that are not known yet; the same content again is kept once.</summary>
    Task HoldAsync(IReadOnlyList<(string SubjectKey, RecordedFact Fact)> events, Instant now, CancellationToken cancellation);

    /// <summary>Forgets events held since before an instant; answers how many.</summary>
    Task<int> ExpireHeldAsync(Instant before, CancellationToken cancellation);
}
