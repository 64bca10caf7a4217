using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>Where an alert stands; suppression is beside it.</summary>
public enum AlertStatus
{
    /// <summary>Nobody has acted.</summary>
    Open,

    /// <summary>Somebody has taken it on.</summary>
    Acknowledged,

    /// <summary>Nobody is told before a moment.</summary>
    Snoozed,

    /// <summary>Shut for this key.</summary>
    Dismissed,

    /// <summary>The condition no longer holds.</summary>
    Closed,
}

/// <summary>How an alert closed. Only cleared counts as resolved in any figure.</summary>
public enum ClosedHow
{
    /// <summary>A correction moved the key to another alert.</summary>
    Moved,

    /// <summary>A fact cleared it.</summary>
    Cleared,

    /// <summary>Time ran out and it was never done.</summary>
    Expired,

    /// <summary>Contact is suspended.</summary>
    Paused,

    /// <summary>The watch ended.</summary>
    WatchEnded,
}

/// <summary>A snooze.</summary>
/// <param name="Until">Nobody is told before then, UTC.</param>
/// <param name="By">Who snoozed.</param>
public sealed record Snooze(Instant Until, Person By);

/// <summary>A dismissal, remembered after the alert closes.</summary>
/// <param name="By">Who dismissed.</param>
/// <param name="Reason">wrong, known or not-useful.</param>
public sealed record Dismissal(Person By, string Reason);

/// <summary>An owner given by hand: in force until another practitioner than then holds the case, or the alert closes.</summary>
/// <param name="To">The owner.</param>
/// <param name="PractitionerThen">Who held the case when it was made; null when nobody did.</param>
public sealed record OwnerOverride(Person To, string? PractitionerThen);

/// <summary>One alert as the last reconcile or act left it (lifecycle.md §3).</summary>
public sealed record Alert
{
    /// <summary>Its identity.</summary>
    public required AlertId Id { get; init; }

    /// <summary>The release.</summary>
    public required ReleaseId ReleaseId { get; init; }

    /// <summary>The rule.</summary>
    public required RuleId Rule { get; init; }

    /// <summary>The key of the condition.</summary>
    public required string Key { get; init; }

    /// <summary>From when the condition holds by the facts, UTC.</summary>
    public required Instant Since { get; init; }

    /// <summary>Where it stands.</summary>
    public AlertStatus Status { get; init; }

    /// <summary>How it closed; null unless closed.</summary>
    public ClosedHow? Closed { get; init; }

    /// <summary>The highest severity among its condition's and those that its rule speaks for.</summary>
    public Severity Severity { get; init; }

    /// <summary>The rule that speaks for it; null when nobody does.</summary>
    public RuleId? SuppressedBy { get; init; }

    /// <summary>Whose it is.</summary>
    public Person Owner { get; init; }

    /// <summary>An owner given by hand.</summary>
    public OwnerOverride? Override { get; init; }

    /// <summary>The last opening, carried over by a move, UTC.</summary>
    public Instant OpenedAt { get; init; }

    /// <summary>From when the working hours until escalation are counted, UTC.</summary>
    public Instant Clock { get; init; }

    /// <summary>Whether the duty SPO's level is reached in this clock.</summary>
    public bool DutySpoReached { get; init; }

    /// <summary>Whether the head of PDU's level is reached in this clock.</summary>
    public bool HeadOfPduReached { get; init; }

    /// <summary>Began long before the release was registered here.</summary>
    public bool Backlog { get; init; }

    /// <summary>The memory of a dismissal, which outlives closing.</summary>
    public Dismissal? Dismissal { get; init; }

    /// <summary>When it was acknowledged, UTC; null unless acknowledged.</summary>
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>The snooze; null unless snoozed.</summary>
    public Snooze? Snooze { get; init; }

    /// <summary>The first snooze of this opening, from which the limit runs, UTC.</summary>
    public Instant? FirstSnoozedAt { get; init; }

    /// <summary>The policy that raised it.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Who is still to be told; at most one for each role.</summary>
    public IReadOnlyList<Telling> Tellings { get; init; } = [];

    /// <summary>Whether anybody may be told of it.</summary>
    public bool IsDeliverable => Status == AlertStatus.Open && SuppressedBy is null;

    /// <summary>Sets the clock, with no level reached.</summary>
    internal Alert WithClock(Instant t) => this with { Clock = t, DutySpoReached = false, HeadOfPduReached = false };

    /// <summary>Replaces what is waiting for a role.</summary>
    internal Alert Tell(TellingRole role, Instant t, bool quiet = false) =>
        this with { Tellings = [.. Tellings.Where(x => x.Role != role), new Telling(role, t) { Quiet = quiet }] };

    /// <summary>Ends what is waiting for a role.</summary>
    internal Alert EndTelling(TellingRole role) =>
        Tellings.Any(x => x.Role == role) ? this with { Tellings = [.. Tellings.Where(x => x.Role != role)] } : this;
}
