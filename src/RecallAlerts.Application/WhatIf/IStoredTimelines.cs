using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.WhatIf;

/// <summary>All that is stored of a release and what happened to it, without alerts, acts and narratives.</summary>
/// <param name="Registered">The body as registered.</param>
/// <param name="RegisteredAt">When it was registered here, UTC; for an imported history the moment of the import.</param>
/// <param name="Facts">Facts, amendments and withdrawals in fact order, variants included.</param>
/// <param name="Reasons">The primary reason of each recall that has one, by recallId: a person's where there is one, else the classifier's.</param>
public sealed record StoredTimeline(
    Release Registered, Instant RegisteredAt, IReadOnlyList<RecordedFact> Facts, IReadOnlyDictionary<string, RecallReason> Reasons)
{
    /// <summary>The release.</summary>
    public ReleaseId Id { get; } = Registered.Id;
}

/// <summary>Reads what is stored, so that it can be played again.</summary>
public interface IStoredTimelines
{
    /// <summary>Timelines in the order in which they are asked for; a release that is not registered is left out.</summary>
    Task<IReadOnlyList<StoredTimeline>> ReadAsync(IReadOnlyList<ReleaseId> releases, CancellationToken cancellation);

    /// <summary>When the last fact of any release was recorded, UTC; null when there is none. Beyond it nothing is known.</summary>
    Task<Instant?> LastRecordedAtAsync(CancellationToken cancellation);
}
