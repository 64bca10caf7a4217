using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Who recorded what arrived since the last reconcile: nobody (nothing arrived), one person for all of it, or several (also where
/// a line names nobody).
/// </summary>
/// <param name="Text">Null for nothing, empty for several, else role:id.</param>
public readonly record struct Recorders(string? Text)
{
    /// <summary>Nothing arrived.</summary>
    public static Recorders None { get; }

    /// <summary>With one more line.</summary>
    public Recorders With(string? recordedBy) => new(Text is null || Text == recordedBy ? recordedBy ?? "" : "");

    /// <summary>With one more fact. Of who may see a case there is nothing to review: it says nothing of who knows what else arrived.</summary>
    public Recorders With(RecordedFact fact) => fact.Fact is AccessFact ? this : With(fact.RecordedBy);

    /// <summary>The one person who recorded all of it; null otherwise.</summary>
    public Person? Sole => Person.TryParse(Text, out var person) ? person : null;
}

/// <summary>A case as it is stored: what was recorded, the alerts, and when to look next.</summary>
public sealed record CaseRecord
{
    /// <summary>The release.</summary>
    public required ReleaseId Id { get; init; }

    /// <summary>Its id in logs and keys.</summary>
    public required string WatchId { get; init; }

    /// <summary>All that was recorded.</summary>
    public required CaseHistory History { get; init; }

    /// <summary>When it was registered here, UTC.</summary>
    public required Instant RegisteredAt { get; init; }

    /// <summary>Rises with each commit; a decision made on an older version is made again.</summary>
    public required long Version { get; init; }

    /// <summary>The PDU under which its alerts are listed: the one in force at the last review.</summary>
    public required string Pdu { get; init; }

    /// <summary>Its alerts.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>Who recorded what is not yet reviewed.</summary>
    public Recorders Recorders { get; init; }

    /// <summary>Since when something waits for a review, UTC; null when nothing does.</summary>
    public Instant? PendingSince { get; init; }

    /// <summary>When to look next, UTC; null is never.</summary>
    public Instant? NextWake { get; init; }

    /// <summary>The instant of the last review, UTC.</summary>
    public Instant? ReviewedAt { get; init; }

    /// <summary>Versions of policy and calendar of the last review.</summary>
    public string? ReviewedUnder { get; init; }

    /// <summary>Its outcomes as of the last review; null when they were never written.</summary>
    public ReleaseOutcomes? Outcomes { get; init; }
}

/// <summary>What lists need of a case, as it was in force at its last review.</summary>
/// <param name="State">Whether it is watched.</param>
/// <param name="Release">The release in force.</param>
/// <param name="PractitionerId">Who holds the case; null when nobody does.</param>
public sealed record CaseSummary(WatchState State, Release Release, string? PractitionerId)
{
    /// <summary>The instant from which the watch is ended by what is known, UTC; null where nobody asked.</summary>
    public Instant? WatchEndsAt { get; init; }
}

/// <summary>A review of a case.</summary>
/// <param name="At">The instant, UTC.</param>
/// <param name="Under">Versions of policy and calendar.</param>
/// <param name="Summary">What lists need.</param>
/// <param name="NextWake">When to look next, UTC; null is never.</param>
public sealed record CaseReviewed(Instant At, string Under, CaseSummary Summary, Instant? NextWake)
{
    /// <summary>Whether a recall is effective, withdrawn or not: then the release is marked for its classification.</summary>
    public bool HasRecall { get; init; }

    /// <summary>What became of the release, as far as it is recorded; null leaves what is there.</summary>
    public ReleaseOutcomes? Outcomes { get; init; }
}

/// <summary>What a decision changes in a case, committed whole or not at all.</summary>
/// <param name="Alerts">All alerts after it.</param>
/// <param name="Changes">What happened to them, in order.</param>
/// <param name="Reviewed">The review that ends the pending mark; null for an act, after which the case is to be reviewed.</param>
/// <param name="WakeAt">When to look next after an act, UTC.</param>
public sealed record CaseUpdate(IReadOnlyList<Alert> Alerts, IReadOnlyList<ChangedAlert> Changes, CaseReviewed? Reviewed, Instant? WakeAt = null)
{
    /// <summary>What is chained to the release's audit log by the same commit. Nothing where the watch itself decided: that is nobody's act.</summary>
    public IReadOnlyList<AuditNote> Audit { get; init; } = [];
}

/// <summary>A case to be registered.</summary>
/// <param name="Release">The body.</param>
/// <param name="RegisteredAt">When, UTC.</param>
/// <param name="RecordedBy">Who registered it; null when nobody is named.</param>
/// <param name="WatchId">Its id in logs and keys.</param>
/// <param name="SubjectKeys">The keys under which events for it may be held.</param>
/// <param name="Claims">Whether it is the release that a held event names.</param>
public sealed record NewCase(
    Release Release, Instant RegisteredAt, string? RecordedBy, string WatchId, IReadOnlyList<string> SubjectKeys, Func<HeldFact, bool> Claims)
{
    /// <summary>The id of the release, minted once.</summary>
    public ReleaseId Id { get; } = Release.Id;

    /// <summary>
    /// Other releases of the person that are known or are being registered. Who may see them may see the new one: what was recorded of that is taken
    /// over by the transaction of the registration.
    /// </summary>
    public IReadOnlyList<ReleaseId> Others { get; init; } = [];

    /// <summary>Who sent it, for the audit log.</summary>
    public AuditSource By { get; init; } = AuditSource.Program;
}

/// <summary>What became of a registration.</summary>
public enum Registration
{
    /// <summary>New.</summary>
    Created,

    /// <summary>The same body was registered before; nothing changed.</summary>
    Same,

    /// <summary>Another body is registered under this id; nothing changed.</summary>
    Conflict,

    /// <summary>The release was erased; nothing changed.</summary>
    Erased,
}

/// <summary>A fact for a release.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Fact">The fact.</param>
/// <param name="HeldUnder">The key under which it is held too: once appended it is held no longer. Null when it is not held.</param>
public sealed record FactFor(ReleaseId ReleaseId, RecordedFact Fact, string? HeldUnder = null)
{
    /// <summary>Whether other content under its eventId is a conflict, and not a variant to be kept.</summary>
    public bool IsOnly { get; init; }

    /// <summary>Whether it is about the person: then a release that goes on as another takes it too, and it is not handed on.</summary>
    public bool IsOfPerson { get; init; }

    /// <summary>Who sent it, for the audit log: the facts of one commit are one entry.</summary>
    public AuditSource By { get; init; } = AuditSource.Program;
}

/// <summary>What became of a fact.</summary>
public enum Appended
{
    /// <summary>Stored.</summary>
    Accepted,

    /// <summary>The same content is there already.</summary>
    Duplicate,

    /// <summary>The release is not registered; nothing changed.</summary>
    UnknownRelease,

    /// <summary>Other content is there under its eventId, and it was to be the only one; nothing changed.</summary>
    Conflict,

    /// <summary>The release goes on as another, for which the fact is; nothing changed.</summary>
    Merged,

    /// <summary>The release was erased; nothing changed.</summary>
    Erased,
}

/// <summary>What became of a fact, and of the watch of its release.</summary>
/// <param name="Result">What became of the fact.</param>
/// <param name="Look">
/// When its watch has to look, where that is news to it: something waits for a review, or the wake came earlier. Null leaves the watch as it is.
/// </param>
public readonly record struct AppendedFact(Appended Result, Look? Look)
{
    /// <summary>The release as which it goes on; null unless it was merged.</summary>
    public ReleaseId? Into { get; init; }
}

/// <summary>An event for a release that is not known yet.</summary>
/// <param name="SubjectKey">The key of its subject.</param>
/// <param name="Fact">The fact.</param>
/// <param name="ReceivedAt">When it came, UTC.</param>
public sealed record HeldFact(string SubjectKey, RecordedFact Fact, Instant ReceivedAt);
