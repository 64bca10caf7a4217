using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Facts;

/// <summary>Something that happened to one release and was recorded. A closed hierarchy: one record for each type of rules.md.</summary>
/// <param name="EventId">Unique within the release; compared by code point.</param>
/// <param name="OccurredAt">When it happened, UTC; may lie before the release or in the future.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public abstract record Fact(string EventId, Instant OccurredAt, Instant RecordedAt)
{
    /// <summary>The moment from which the fact counts: the later of happening and recording.</summary>
    public Instant EffectiveAt => Instant.Max(OccurredAt, RecordedAt);

    /// <summary>What the fact is about; rules name the topics that they read.</summary>
    public abstract Topics Topic { get; }

    /// <summary>Fact order: occurredAt, recordedAt, eventId by code point.</summary>
    public static int Compare(Fact a, Fact b)
    {
        var order = a.OccurredAt.CompareTo(b.OccurredAt);
        if (order == 0) order = a.RecordedAt.CompareTo(b.RecordedAt);
        return order != 0 ? order : string.CompareOrdinal(a.EventId, b.EventId);
    }
}

/// <summary>What facts are about.</summary>
[Flags]
public enum Topics
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Where the person lives.</summary>
    Accommodation = 1,

    /// <summary>Plans for the next accommodation.</summary>
    MoveOn = 2,

    /// <summary>Bookings, cancellations, outcomes and enforcement of appointments.</summary>
    Appointments = 4,

    /// <summary>Who holds the case.</summary>
    Practitioner = 8,

    /// <summary>The handover from prison.</summary>
    Handover = 16,

    /// <summary>Checks with police and children's services.</summary>
    Checks = 32,

    /// <summary>Community drug or alcohol treatment.</summary>
    Treatment = 64,

    /// <summary>Substance tests.</summary>
    Tests = 128,

    /// <summary>Referrals for support.</summary>
    Referrals = 256,

    /// <summary>Suspension and resumption of contact.</summary>
    Contact = 512,

    /// <summary>Recalls and other ends of the watch.</summary>
    End = 1024,
}

/// <summary>The handover from prison to community was completed.</summary>
/// <inheritdoc cref="Fact" />
public sealed record HandoverCompleted(string EventId, Instant OccurredAt, Instant RecordedAt) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Handover;
}

/// <summary>A check was asked for; explains, and changes no condition.</summary>
/// <inheritdoc cref="Fact" />
public sealed record CheckRequested(string EventId, Instant OccurredAt, Instant RecordedAt, Check Check) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Checks;
}

/// <summary>A check was answered.</summary>
/// <inheritdoc cref="Fact" />
public sealed record CheckCompleted(string EventId, Instant OccurredAt, Instant RecordedAt, Check Check) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Checks;
}

/// <summary>Community drug or alcohol treatment began.</summary>
/// <inheritdoc cref="Fact" />
public sealed record TreatmentStarted(string EventId, Instant OccurredAt, Instant RecordedAt, string Service) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Treatment;
}

/// <summary>The result of a drug or alcohol test.</summary>
public enum TestResult
{
    /// <summary>negative, also where a prescription explains it</summary>
    Negative,

    /// <summary>positive</summary>
    Positive,

    /// <summary>refused</summary>
    Refused,
}

/// <summary>A drug or alcohol test was taken or refused.</summary>
/// <inheritdoc cref="Fact" />
public sealed record SubstanceTested(string EventId, Instant OccurredAt, Instant RecordedAt, TestResult Result) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Tests;
}

/// <summary>The person was referred for support with a need.</summary>
/// <inheritdoc cref="Fact" />
public sealed record SupportReferred(string EventId, Instant OccurredAt, Instant RecordedAt, Need Need) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Referrals;
}

/// <summary>Contact was suspended (Probation Reset, hospital, remand); before the release it does not count.</summary>
/// <inheritdoc cref="Fact" />
public sealed record ContactSuspended(string EventId, Instant OccurredAt, Instant RecordedAt, string Reason) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Contact;
}

/// <summary>Contact was resumed.</summary>
/// <inheritdoc cref="Fact" />
public sealed record ContactResumed(string EventId, Instant OccurredAt, Instant RecordedAt, string? Reason) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Contact;
}

/// <summary>The person was recalled: ends the watch. A narrative is never part of the fact.</summary>
/// <inheritdoc cref="Fact" />
public sealed record RecallRecorded(string EventId, Instant OccurredAt, Instant RecordedAt, string RecallId) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <summary>The official recall type, such as LR or FTR_28; null when it was not sent.</summary>
    public string? Type { get; init; }

    /// <summary>The official reasons as recorded, without repeats, joined by ';'; empty when none were sent.</summary>
    public string RecordedReasons { get; init; } = "";

    /// <inheritdoc />
    public override Topics Topic => Topics.End;
}

/// <summary>The watch ended for another reason than recall.</summary>
/// <inheritdoc cref="Fact" />
public sealed record WatchEnded(string EventId, Instant OccurredAt, Instant RecordedAt, string Reason) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <summary>The reason of a release that goes on as another of the same day: two CRNs became one person. No source sends it.</summary>
    public const string Merged = "merged";

    /// <summary>The release as which it goes on; null unless the reason is <see cref="Merged"/>.</summary>
    public ReleaseId? Into { get; init; }

    /// <inheritdoc />
    public override Topics Topic => Topics.End;
}
