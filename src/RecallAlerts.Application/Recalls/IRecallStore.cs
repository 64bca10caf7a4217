using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Recalls;

/// <summary>The narrative of a fact that records a recall, decrypted: for deciding and showing, never for a log.</summary>
/// <param name="EventId">The fact.</param>
/// <param name="OccurredAt">When it says that the recall was, UTC; tells variants of an event apart.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Text">The practitioner's own words.</param>
public sealed record RecallNarrative(string EventId, Instant OccurredAt, Instant RecordedAt, string Text);

/// <summary>What the recalls of a release are decided on.</summary>
/// <param name="Case">The case.</param>
/// <param name="Narratives">The narratives that are still there, in fact order.</param>
/// <param name="Moments">What happened to the alerts of the release, in order.</param>
/// <param name="Rows">What is kept of its recalls.</param>
public sealed record RecallMaterial(CaseRecord Case, IReadOnlyList<RecallNarrative> Narratives, IReadOnlyList<AlertMoment> Moments, IReadOnlyList<RecallRecord> Rows);

/// <summary>What a decision leaves of the recalls of a release, committed whole or not at all.</summary>
/// <param name="Rows">All recalls after it; answers are appended to those that were there.</param>
/// <param name="Deleted">The eventIds of facts whose narratives are deleted.</param>
public sealed record RecallUpdate(IReadOnlyList<RecallRecord> Rows, IReadOnlyList<string> Deleted)
{
    /// <summary>What is chained to the release's audit log by the same commit.</summary>
    public IReadOnlyList<AuditNote> Audit { get; init; } = [];
}

/// <summary>A recall as it is kept.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Record">What is kept.</param>
/// <param name="Narrative">The narrative that the classifier read, decrypted; null when it is not there.</param>
public sealed record StoredRecall(ReleaseId ReleaseId, RecallRecord Record, string? Narrative);

/// <summary>For how long narratives are kept (policy).</summary>
/// <param name="Days">Days after their recording.</param>
/// <param name="Regions">The same in regions that differ, by slug.</param>
public sealed record NarrativeDays(int Days, IReadOnlyDictionary<string, int> Regions)
{
    /// <summary>The fewest days of any region.</summary>
    public int Shortest { get; } = Regions.Values.Append(Days).Min();
}

/// <summary>A release that another is compared with.</summary>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Moments">What happened to its alerts, in order.</param>
public sealed record ComparedRelease(Instant ReleasedAt, IReadOnlyList<AlertMoment> Moments);

/// <summary>What a figure over recalls needs of one.</summary>
/// <param name="Machine">The classifier's primary reason.</param>
/// <param name="DaysFromRelease">Local dates from release to recall.</param>
/// <param name="NeedsReview">Whether a person should look and none has.</param>
/// <param name="LeadTimeHours">How long before it the first alert of the right kind had opened; null when none had.</param>
public sealed record RecallFigure(RecallReason Machine, int DaysFromRelease, bool NeedsReview, long? LeadTimeHours);

/// <summary>A recall that stands and that no person has answered.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="RecallId">Its id at the source.</param>
/// <param name="RecalledAt">The moment of recall, UTC.</param>
/// <param name="Primary">The classifier's primary reason.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="NeedsReview">Whether a person should look.</param>
public sealed record UnansweredRecall(ReleaseId ReleaseId, string RecallId, Instant RecalledAt, RecallReason Primary, double Confidence, bool NeedsReview)
{
    /// <summary>In the order in which they want a person: what needs a look first, then the latest first.</summary>
    public static IReadOnlyList<UnansweredRecall> InOrder(IEnumerable<UnansweredRecall> recalls) =>
        [.. recalls.OrderByDescending(r => r.NeedsReview).ThenByDescending(r => r.RecalledAt).ThenBy(r => r.RecallId, StringComparer.Ordinal).ThenBy(r => r.ReleaseId)];
}

/// <summary>Where recalls are kept. What is derived of them follows each review of a recalled release, whose commit marks it.</summary>
public interface IRecallStore
{
    /// <summary>Releases whose recalls wait for a decision, those that wait longest first.</summary>
    Task<IReadOnlyList<ReleaseId>> PendingAsync(int atMost, CancellationToken cancellation);

    /// <summary>
    /// Decides and commits, release by release, and ends the mark; many may share a commit. The decision is made again when the case changed
    /// meanwhile, so it must be pure. A decision of null changes nothing. A release that is not registered is left out.
    /// </summary>
    Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation);

    /// <summary>Releases with a recall that another version of the classifier answered, and whose narrative is there or never was.</summary>
    Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation);

    /// <summary>Deletes narratives that are older than their days, not those that still wait for the classifier; answers how many.</summary>
    Task<int> DeleteNarrativesAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation);

    /// <summary>The recalls of an id, one for each release that has it, in releaseId order.</summary>
    Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation);

    /// <summary>
    /// Recalls that stand and that no person has answered, in order (<see cref="UnansweredRecall.InOrder"/>): of releases that practitioners held at the
    /// last review, all where null, and that are listed under a PDU, any where null. A store may need the PDU to be quick.
    /// </summary>
    Task<IReadOnlyList<UnansweredRecall>> UnansweredAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation);

    /// <summary>The releases that a recall is compared with (<see cref="NotRecalled"/>).</summary>
    Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation);

    /// <summary>Figures of all recalls that stand.</summary>
    Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation);
}
