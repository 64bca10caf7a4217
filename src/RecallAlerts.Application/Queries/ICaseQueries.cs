using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Queries;

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
