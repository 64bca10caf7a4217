using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>A person by their CRNs. Personal data.</summary>
/// <param name="Crn">The CRN by which the person is known now.</param>
/// <param name="Crns">All CRNs of the person, by code point.</param>
/// <param name="Releases">All releases that were minted under them, by id; erased ones are not among them.</param>
public sealed record KnownPerson(Crn Crn, IReadOnlyList<Crn> Crns, IReadOnlyList<ReleaseId> Releases)
{
    /// <summary>Whether one of the CRNs was erased.</summary>
    public bool IsErased { get; init; }
}

/// <summary>A telling of an alert that a delivery told.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Role">To whom.</param>
/// <param name="At">The change that was told, UTC.</param>
public readonly record struct ToldTelling(AlertId Alert, TellingRole Role, Instant At);

/// <summary>A case with all that an operation on its person is decided on. Personal data, narratives decrypted.</summary>
/// <param name="Case">The case.</param>
/// <param name="Facts">All that was recorded, with narratives and with the releases for which it was recorded first.</param>
/// <param name="Note">What an earlier operation has kept beside the case; null when there is nothing.</param>
/// <param name="Told">What deliveries told of its alerts.</param>
public sealed record CaseMaterial(CaseRecord Case, IReadOnlyList<RecordedFact> Facts, string? Note, IReadOnlySet<ToldTelling> Told);

/// <summary>What an operation changes in a case, committed whole or not at all.</summary>
/// <param name="Added">Facts that come.</param>
/// <param name="Removed">The release whose copied facts go; null for none.</param>
/// <param name="Note">What is kept beside the case from now on; null for nothing.</param>
/// <param name="Update">A review of the case with these facts. An alert that is not among its alerts is gone, with all that happened to it.</param>
public sealed record CaseRevision(IReadOnlyList<RecordedFact> Added, ReleaseId? Removed, string? Note, CaseUpdate Update)
{
    /// <summary>Who may see the case by these facts, as <see cref="AccessJson"/>; null where it is open.</summary>
    public required string? Access { get; init; }
}

/// <summary>What an erasure found.</summary>
/// <param name="WatchIds">The releases that were erased, now or by an earlier try.</param>
/// <param name="Rows">How many rows were deleted or rewritten; 0 when there was nothing left.</param>
public sealed record ErasedRows(IReadOnlyList<string> WatchIds, int Rows);

/// <summary>What merging, unmerging and erasing people need of the store. Each operation may be repeated: done already, it changes nothing.</summary>
public interface IPeopleStore
{
    /// <summary>A person by any of their CRNs, known or not.</summary>
    Task<KnownPerson> FindAsync(Crn crn, CancellationToken cancellation);

    /// <summary>Makes a CRN another's alias from now on.</summary>
    Task LinkAsync(Crn source, Crn target, CancellationToken cancellation);

    /// <summary>Makes a CRN a person's own again; nothing happens when it is nobody's alias.</summary>
    Task UnlinkAsync(Crn source, CancellationToken cancellation);

    /// <summary>A case with all that an operation is decided on; null when it is not registered.</summary>
    Task<CaseMaterial?> ReadAsync(ReleaseId id, CancellationToken cancellation);

    /// <summary>
    /// Decides and commits. The decision is made again when the case changed meanwhile, so it must be pure; null changes nothing, but lists that have not
    /// followed an earlier step are put right. Answers when to look next where something was committed.
    /// </summary>
    Task<CaseUpdate?> ReviseAsync(ReleaseId id, Func<CaseMaterial, CaseRevision?> decide, CancellationToken cancellation);

    /// <summary>What is held for subjects, the first that came first.</summary>
    Task<IReadOnlyList<HeldFact>> HeldAsync(IReadOnlyList<string> subjectKeys, CancellationToken cancellation);

    /// <summary>
    /// Erases a person: releases with all that is kept of them, lists, held events and envelopes, messages, aliases. What is left are tombstones, HMACs of the
    /// CRNs and the releases, which refuse them from before anything is deleted.
    /// </summary>
    Task<ErasedRows> EraseAsync(KnownPerson person, Instant now, CancellationToken cancellation);
}
