using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Queries;

/// <summary>Which alerts a list holds; what is null does not narrow it.</summary>
public sealed record InboxFilter
{
    /// <summary>For whom the list is made: alerts of cases that they may not see are not in it, and do not shorten its pages.</summary>
    public required Viewer For { get; init; }

    /// <summary>Statuses; all but closed when null.</summary>
    public AlertStatus? Status { get; init; }

    /// <summary>The severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The rule.</summary>
    public RuleId? Rule { get; init; }

    /// <summary>Whose they are.</summary>
    public IReadOnlyList<Person>? Owners { get; init; }

    /// <summary>The PDU.</summary>
    public string? Pdu { get; init; }

    /// <summary>The alert after which the page begins.</summary>
    public AlertId? After { get; init; }

    /// <summary>How many alerts a page has.</summary>
    public int AtMost { get; init; } = 50;
}

/// <summary>An alert in a list.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release in force at its last review, as far as lists need it.</param>
public sealed record ListedAlert(Alert Alert, string WatchId, ListedRelease Release);

/// <summary>A release in a list.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Pdu">Its PDU.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="MappaLevel">Shown; never ranks.</param>
/// <param name="ChildProtection">Shown; never ranks.</param>
public sealed record ListedRelease(ReleaseId ReleaseId, Instant ReleasedAt, string Pdu, Rosh Rosh, int? MappaLevel, bool ChildProtection);

/// <summary>A release that somebody holds.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release in force at its last review.</param>
/// <param name="PractitionerId">Who holds it.</param>
public sealed record HeldCase(string WatchId, ListedRelease Release, string PractitionerId);

/// <summary>A release with alerts that count, as far as its place in triage needs it.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="Alerts">Its open, unsuppressed, undismissed alerts, without their ids.</param>
public sealed record TriageCandidate(ReleaseId ReleaseId, Instant ReleasedAt, Rosh Rosh, IReadOnlyList<TriageAlert> Alerts)
{
    /// <summary>Who holds the case; null when nobody does.</summary>
    public string? PractitionerId { get; init; }

    /// <summary>Shown; never ranks.</summary>
    public int? MappaLevel { get; init; }

    /// <summary>Shown; never ranks.</summary>
    public bool ChildProtection { get; init; }
}

/// <summary>A release in a page of triage, with its alerts that count.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Release">The release.</param>
/// <param name="Alerts">Its open, unsuppressed, undismissed alerts.</param>
public sealed record TriageCase(string WatchId, ListedRelease Release, IReadOnlyList<Alert> Alerts)
{
    /// <summary>Whose release it is.</summary>
    public required Crn Crn { get; init; }

    /// <summary>Who holds the case; null when nobody does.</summary>
    public string? PractitionerId { get; init; }
}

/// <summary>What somebody has to carry in a PDU.</summary>
/// <param name="Person">Who.</param>
/// <param name="Held">Releases, not ended, that they hold.</param>
/// <param name="Urgent">Open, unsuppressed alerts of theirs that are urgent.</param>
/// <param name="High">Those that are high.</param>
/// <param name="Medium">Those that are medium.</param>
/// <param name="Low">Those that are low.</param>
public sealed record CarriedLoad(Person Person, int Held, int Urgent, int High, int Medium, int Low)
{
    /// <summary>All of their open alerts.</summary>
    public int Open => Urgent + High + Medium + Low;

    /// <summary>Loads from what is held and what is open, by person.</summary>
    public static IReadOnlyList<CarriedLoad> Of(IEnumerable<(Person Person, int Releases)> held, IEnumerable<(Person Owner, Severity Severity, int Alerts)> open)
    {
        var loads = new SortedDictionary<Person, CarriedLoad>();
        CarriedLoad Of(Person person) => loads.GetValueOrDefault(person) ?? new CarriedLoad(person, 0, 0, 0, 0, 0);
        foreach (var (person, releases) in held) loads[person] = Of(person) with { Held = Of(person).Held + releases };
        foreach (var (owner, severity, alerts) in open) loads[owner] = Of(owner).With(severity, alerts);
        return [.. loads.Values];
    }

    private CarriedLoad With(Severity severity, int alerts) => severity switch
    {
        Severity.Urgent => this with { Urgent = Urgent + alerts },
        Severity.High => this with { High = High + alerts },
        Severity.Medium => this with { Medium = Medium + alerts },
        _ => this with { Low = Low + alerts },
    };
}

/// <summary>One change of an alert as it was recorded.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Change">Its name.</param>
/// <param name="Severity">The severity after it.</param>
/// <param name="By">Who acted; null when nobody did.</param>
/// <param name="Closed">How it closed.</param>
/// <param name="Level">The level that was told.</param>
/// <param name="Detail">The fact it rests on, or the words of an act.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
public sealed record ListedChange(
    AlertId AlertId, Instant At, string Change, Severity Severity, Person? By, ClosedHow? Closed, Role? Level, string? Detail, string PolicyVersion)
{
    /// <summary>A change as every store keeps it.</summary>
    public static ListedChange Of(ChangedAlert changed)
    {
        var (alert, change, policyVersion) = changed;
        var (by, detail) = ByAndDetail(change);
        return new ListedChange(alert.Id, change.At, change.GetType().Name, alert.Severity, by, (change as Closed)?.How, (change as Escalated)?.Level, detail, policyVersion);
    }

    private static (Person? By, string? Detail) ByAndDetail(AlertChange change) => change switch
    {
        Acknowledged a => (a.By, a.Note),
        Snoozed s => (s.By, $"{s.Until} {s.Reason}"),
        Dismissed d => (d.By, $"{d.Reason}: {d.Words}"),
        Undone u => (u.By, null),
        Reassigned r => (r.By, r.To.ToString()),
        Opened o => (null, o.Evidence.EventId),
        Moved m => (null, m.From.Id.Value),
        TakenOver t => (null, t.From.Value),
        Suppressed s => (null, NameOf<RuleId>.Text(s.By)),
        _ => (null, null),
    };
}

/// <summary>An alert and all that happened to it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Changes">What happened, in order.</param>
public sealed record AlertHistory(Alert Alert, IReadOnlyList<ListedChange> Changes);

/// <summary>A message as it was decided and sent.</summary>
/// <param name="Outbox">The message.</param>
/// <param name="SentAt">When it left, UTC; null when it has not.</param>
/// <param name="Channel">How it left.</param>
/// <param name="Reason">Why it has not left.</param>
public sealed record ListedMessage(OutboxMessage Outbox, Instant? SentAt, string? Channel, string? Reason);

/// <summary>A fact as it was sent, without a narrative.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="RecordedBy">role:id; null when nobody is named.</param>
/// <param name="Data">Its data as JSON.</param>
public sealed record ListedFact(string EventId, string Type, Instant OccurredAt, Instant RecordedAt, string? RecordedBy, string Data);

/// <summary>The proof of watch.</summary>
/// <param name="Watched">Releases that are pending or watched.</param>
/// <param name="Unwatched">Of these, without a next wake and nothing pending: must be 0.</param>
/// <param name="Overdue">Wakes overdue by more than five minutes.</param>
/// <param name="PendingTooLong">Reviews pending for more than two minutes.</param>
/// <param name="Unsent">Messages that wait to leave.</param>
/// <param name="Failing">Of these, with at least one failed try.</param>
/// <param name="Held">Events for releases that are not known, and HMPPS envelopes that cannot be applied yet.</param>
public sealed record WatchProof(long Watched, long Unwatched, long Overdue, long PendingTooLong, long Unsent, long Failing, long Held)
{
    /// <summary>When the oldest message that waits to leave was decided, UTC; null when none waits.</summary>
    public Instant? OldestUnsentAt { get; init; }

    /// <summary>Open alerts of limited cases of which neither the owner nor a manager of the PDU may be told: their limits should name one of them.</summary>
    public long WithoutAudience { get; init; }
}

/// <summary>A count of something by a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How many.</param>
public sealed record Counted(string Name, long Count);

/// <summary>Lists over many cases.</summary>
public interface ICaseQueries
{
    /// <summary>A page of alerts, by alertId.</summary>
    Task<IReadOnlyList<ListedAlert>> InboxAsync(InboxFilter filter, CancellationToken cancellation);

    /// <summary>
    /// Releases not ended that practitioners held at the last review, by (releasedAt, releaseId), without those that the viewer may not see. A PDU
    /// narrows it to releases listed there; a store may need it to be quick.
    /// </summary>
    Task<IReadOnlyList<HeldCase>> CasesOfAsync(IReadOnlyList<string> practitioners, string? pdu, Viewer viewer, CancellationToken cancellation);

    /// <summary>All releases of a PDU with alerts that count, as far as their order needs them; those that the viewer may not see are left out.</summary>
    Task<IReadOnlyList<TriageCandidate>> TriageAsync(string pdu, Viewer viewer, CancellationToken cancellation);

    /// <summary>
    /// Releases of a page of triage, in the order in which they are asked for; those without alerts that count, or that the viewer may not see, are
    /// left out.
    /// </summary>
    Task<IReadOnlyList<TriageCase>> TriageAsync(IReadOnlyList<ReleaseId> releases, Viewer viewer, CancellationToken cancellation);

    /// <summary>How many releases of a PDU that are not ended the viewer may not see because they are limited.</summary>
    Task<int> CountLimitedAsync(string pdu, Viewer viewer, CancellationToken cancellation);

    /// <summary>Who holds releases of a PDU or has open, unsuppressed alerts there, and how many, by person.</summary>
    Task<IReadOnlyList<CarriedLoad>> LoadAsync(string pdu, Viewer viewer, CancellationToken cancellation);

    /// <summary>The facts of a release, variants included, by (occurredAt, recordedAt, eventId).</summary>
    Task<IReadOnlyList<ListedFact>> TimelineAsync(ReleaseId id, CancellationToken cancellation);

    /// <summary>What happened to the alerts of a release, in order.</summary>
    Task<IReadOnlyList<ListedChange>> ChangesAsync(ReleaseId id, CancellationToken cancellation);

    /// <summary>All alerts with all that happened to them, by alertId.</summary>
    IAsyncEnumerable<AlertHistory> AllAlertsAsync(CancellationToken cancellation);

    /// <summary>All messages by (at, kind, role, id).</summary>
    Task<IReadOnlyList<ListedMessage>> AllMessagesAsync(CancellationToken cancellation);

    /// <summary>How many messages of a kind each person got, by person.</summary>
    Task<IReadOnlyList<(Person To, long Count)>> CountMessagesAsync(MessageKind kind, CancellationToken cancellation);

    /// <summary>The proof of watch; where it fails, the watch is started again.</summary>
    Task<WatchProof> ProveWatchAsync(Instant now, CancellationToken cancellation);

    /// <summary>How many releases are in each state.</summary>
    Task<IReadOnlyList<Counted>> CountStatesAsync(CancellationToken cancellation);

    /// <summary>Keeps of a refused event its type, problem and time, and nothing else.</summary>
    Task NoteRefusedAsync(IReadOnlyList<(string Type, string Problem)> refused, Instant now, CancellationToken cancellation);
}
