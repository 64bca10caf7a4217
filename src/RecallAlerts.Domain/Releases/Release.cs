using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Releases;

/// <summary>Risk of serious harm, from assessment. Serves delivery and triage; it changes no condition.</summary>
public enum Rosh
{
    /// <summary>low</summary>
    Low,

    /// <summary>medium</summary>
    Medium,

    /// <summary>high</summary>
    High,

    /// <summary>very-high</summary>
    VeryHigh,
}

/// <summary>A need flagged in assessment.</summary>
public enum Need
{
    /// <summary>accommodation</summary>
    Accommodation,

    /// <summary>employment</summary>
    Employment,

    /// <summary>finance</summary>
    Finance,

    /// <summary>substance-misuse</summary>
    SubstanceMisuse,
}

/// <summary>A check asked of the police or children's services.</summary>
public enum Check
{
    /// <summary>child-safeguarding</summary>
    ChildSafeguarding,

    /// <summary>domestic-abuse</summary>
    DomesticAbuse,
}

/// <summary>One person's release from custody on licence, as it is in force at the moment under review.</summary>
public sealed record Release
{
    /// <summary>The person's case reference number at registration.</summary>
    public required Crn Crn { get; init; }

    /// <summary>The NOMS (prison) number, when known.</summary>
    public NomsNumber? NomsNumber { get; init; }

    /// <summary>The moment of release, UTC.</summary>
    public required Instant ReleasedAt { get; init; }

    /// <summary>The last local date of the licence.</summary>
    public required DateOnly LicenceEndsOn { get; init; }

    /// <summary>Slug of the probation region.</summary>
    public required string Region { get; init; }

    /// <summary>Slug of the probation delivery unit.</summary>
    public required string Pdu { get; init; }

    /// <summary>The team, when known.</summary>
    public string? Team { get; init; }

    /// <summary>The practitioner named at registration; null when the release names nobody.</summary>
    public string? PractitionerId { get; init; }

    /// <summary>Risk of serious harm.</summary>
    public required Rosh Rosh { get; init; }

    /// <summary>Needs from assessment, without repeats, in order.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>Checks that must be completed, without repeats, in order.</summary>
    public IReadOnlyList<Check> ChecksRequired { get; init; } = [];

    /// <summary>Whether the handover from prison was done, or none applies.</summary>
    public bool HandoverCompleted { get; init; }

    /// <summary>MAPPA level 1 to 3, when known. Shown to people; the service never ranks by it (alerts.md, Triage).</summary>
    public int? MappaLevel { get; init; }

    /// <summary>Whether a child protection plan is known. Shown to people; the service never ranks by it.</summary>
    public bool ChildProtection { get; init; }

    /// <summary>D, the local date of release.</summary>
    public DateOnly Day => LondonTime.Date(ReleasedAt);

    /// <summary>{crn}-{D as yyyyMMdd}; minted once.</summary>
    public ReleaseId Id => ReleaseId.Of(Crn, Day);
}
