using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake.Hmpps;

/// <summary>What every HMPPS domain event that is taken has. Personal data.</summary>
/// <param name="EventId">The SNS MessageId, else the digest of the envelope.</param>
/// <param name="Canonical">The envelope in canonical form, without its wrapper: bare or wrapped, it is the same.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="Crn">The person's CRN; null when only the NOMS number is known.</param>
/// <param name="Noms">The person's NOMS number; null when it is not named.</param>
public sealed record HmppsHead(string EventId, string Canonical, Instant OccurredAt, Crn? Crn, NomsNumber? Noms);

/// <summary>Why an event is let pass.</summary>
public enum LetPassReason
{
    /// <summary>Its type is none that this service takes.</summary>
    UnknownType,

    /// <summary>The person left the prison for another reason than release: court, hospital, transfer, for a day.</summary>
    NotARelease,

    /// <summary>The licence event does not say when the licence ends.</summary>
    NoLicenceEnd,
}

/// <summary>What happened to the record of a person.</summary>
public enum PersonChange
{
    /// <summary>Two CRNs became one.</summary>
    Merged,

    /// <summary>One CRN became two again.</summary>
    Unmerged,

    /// <summary>The person is to be erased.</summary>
    Erased,
}

/// <summary>What an HMPPS domain event means here. A closed hierarchy.</summary>
public abstract record HmppsEvent
{
    /// <summary>The name of its type for counts; "other" for one that is not known, because it may say anything.</summary>
    public string Type { get; init; } = "other";

    /// <summary>Nothing: counted, and let pass.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record LetPass(LetPassReason Reason) : HmppsEvent;

    /// <summary>It is wrong.</summary>
    /// <param name="Problem">What is wrong with it.</param>
    public sealed record Refused(Problem Problem) : HmppsEvent;

    /// <summary>Something that is taken.</summary>
    /// <param name="Head">What every event has.</param>
    public abstract record Taken(HmppsHead Head) : HmppsEvent;

    /// <summary>Something of which a fact follows at once.</summary>
    /// <param name="Head">What every event has; the CRN is known.</param>
    public abstract record Telling(HmppsHead Head) : Taken(Head);

    /// <summary>The person was released from prison. RoSH, licence end and PDU are not in it.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="DetailUrl">Where more is said, as sent: nothing says yet that it may be asked.</param>
    public sealed record Released(HmppsHead Head, string? DetailUrl) : Taken(Head);

    /// <summary>The person arrived at a placement.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="Code">The official accommodation code.</param>
    /// <param name="ExpectedEndOn">The last local date of the placement, when it is said.</param>
    public sealed record Arrived(HmppsHead Head, string Code, DateOnly? ExpectedEndOn) : Telling(Head);

    /// <summary>The person left a placement.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="NextCode">The official code of the next accommodation; null when no address is known.</param>
    public sealed record Departed(HmppsHead Head, string? NextCode) : Telling(Head);

    /// <summary>A recall was raised.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="RecallId">The id of the recall, made of the envelope where it names none.</param>
    public sealed record RecallRaised(HmppsHead Head, string RecallId) : Telling(Head);

    /// <summary>The case was allocated to a practitioner that the event names.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="PractitionerId">The practitioner.</param>
    public sealed record ManagerAllocated(HmppsHead Head, string PractitionerId) : Telling(Head);

    /// <summary>The case was allocated; to whom is said elsewhere only.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="DetailUrl">Where, as sent: nothing says yet that it may be asked.</param>
    public sealed record AllocatedToSomebody(HmppsHead Head, string? DetailUrl) : Taken(Head);

    /// <summary>A licence came into force.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="EndsOn">The last local date of the licence.</param>
    public sealed record LicenceActivated(HmppsHead Head, DateOnly EndsOn) : Telling(Head);

    /// <summary>The record of the person changed.</summary>
    /// <param name="Head">What every event has.</param>
    /// <param name="Change">What happened.</param>
    /// <param name="From">The CRN that is merged, was merged into or is erased.</param>
    /// <param name="To">The CRN that goes on or is reactivated; of an erasure the same.</param>
    public sealed record PersonChanged(HmppsHead Head, PersonChange Change, Crn From, Crn To) : Taken(Head);
}
