using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Alerts;

/// <summary>To whom a telling goes: the owner of the moment of sending, or a level.</summary>
public enum TellingRole
{
    /// <summary>Whoever owns the alert when it is sent.</summary>
    Owner,

    /// <summary>The duty SPO of the PDU.</summary>
    DutySpo,

    /// <summary>The head of the PDU.</summary>
    HeadOfPdu,

    /// <summary>The region's on-call manager.</summary>
    OnCall,
}

/// <summary>How a telling is delivered (lifecycle.md §8).</summary>
public enum TellingClass
{
    /// <summary>At once, outside working hours.</summary>
    OnCall,

    /// <summary>At once in working hours, else when they start.</summary>
    Urgent,

    /// <summary>In working hours after waiting for company, else when they start.</summary>
    High,

    /// <summary>In the owner's digest.</summary>
    Digest,

    /// <summary>For managers, at fixed times.</summary>
    Gathered,

    /// <summary>In the one message about what began long before registration.</summary>
    Backlog,
}

/// <summary>
/// Somebody is to be told of an alert. Audience, class and due time are those known at the last reconcile; the class of a medium
/// substance-use falls from high to digest at <see cref="HighUntil"/>.
/// </summary>
/// <param name="Role">To whom.</param>
/// <param name="At">The latest change that tells, UTC.</param>
public sealed record Telling(TellingRole Role, Instant At)
{
    /// <summary>Whether the cap put it off to the digest.</summary>
    public bool PutOff { get; init; }

    /// <summary>Whether it came of a new policy or calendar, of which people are told at fixed times only.</summary>
    public bool Quiet { get; init; }

    /// <summary>Who would get it now.</summary>
    public Person Audience { get; init; }

    /// <summary>How it would be delivered now; null before it is first scheduled.</summary>
    public TellingClass? Class { get; init; }

    /// <summary>When it falls due if nothing changes, UTC.</summary>
    public Instant DueAt { get; init; }

    /// <summary>When the class falls from high to digest by time alone, UTC; null when it does not.</summary>
    public Instant? HighUntil { get; init; }

    /// <summary>The class at an instant.</summary>
    public TellingClass ClassAt(Instant t) => HighUntil is { } until && t >= until ? TellingClass.Digest : Class!.Value;
}
