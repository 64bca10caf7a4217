using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Releases;

/// <summary>A new value of a field.</summary>
/// <typeparam name="T">The type of the field.</typeparam>
/// <param name="Value">The value; the field's empty value removes it.</param>
public sealed record Amended<T>(T Value);

/// <summary>The fields of a release that an amendment names; null where it says nothing. The CRN and the release date never change.</summary>
public sealed record ReleaseAmendment
{
    /// <summary>The NOMS number; null removes.</summary>
    public Amended<NomsNumber?>? NomsNumber { get; init; }

    /// <summary>The last local date of the licence.</summary>
    public Amended<DateOnly>? LicenceEndsOn { get; init; }

    /// <summary>Slug of the region.</summary>
    public Amended<string>? Region { get; init; }

    /// <summary>Slug of the PDU.</summary>
    public Amended<string>? Pdu { get; init; }

    /// <summary>The team; null removes.</summary>
    public Amended<string?>? Team { get; init; }

    /// <summary>The practitioner named by the release; null removes.</summary>
    public Amended<string?>? PractitionerId { get; init; }

    /// <summary>Risk of serious harm.</summary>
    public Amended<Rosh>? Rosh { get; init; }

    /// <summary>Needs; none removes.</summary>
    public Amended<IReadOnlyList<Need>>? Needs { get; init; }

    /// <summary>Checks required; none removes.</summary>
    public Amended<IReadOnlyList<Check>>? ChecksRequired { get; init; }

    /// <summary>Whether the handover was done or does not apply; false removes.</summary>
    public Amended<bool>? HandoverCompleted { get; init; }

    /// <summary>MAPPA level; null removes.</summary>
    public Amended<int?>? MappaLevel { get; init; }

    /// <summary>Whether a child protection plan is known.</summary>
    public Amended<bool>? ChildProtection { get; init; }

    /// <summary>The release with the named fields replaced.</summary>
    public Release Over(Release release) => release with
    {
        NomsNumber = NomsNumber is null ? release.NomsNumber : NomsNumber.Value,
        LicenceEndsOn = LicenceEndsOn?.Value ?? release.LicenceEndsOn,
        Region = Region?.Value ?? release.Region,
        Pdu = Pdu?.Value ?? release.Pdu,
        Team = Team is null ? release.Team : Team.Value,
        PractitionerId = PractitionerId is null ? release.PractitionerId : PractitionerId.Value,
        Rosh = Rosh?.Value ?? release.Rosh,
        Needs = Needs?.Value ?? release.Needs,
        ChecksRequired = ChecksRequired?.Value ?? release.ChecksRequired,
        HandoverCompleted = HandoverCompleted?.Value ?? release.HandoverCompleted,
        MappaLevel = MappaLevel is null ? release.MappaLevel : MappaLevel.Value,
        ChildProtection = ChildProtection?.Value ?? release.ChildProtection,
    };
}

/// <summary>release.amended: changes what is reviewed, not the review. Overlaid in fact order.</summary>
/// <inheritdoc cref="Fact" />
public sealed record ReleaseAmended(string EventId, Instant OccurredAt, Instant RecordedAt, ReleaseAmendment Amendment)
    : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.None;
}

/// <summary>fact.withdrawn: the named fact with all its variants, or the named amendment, is no longer passed in. Final.</summary>
/// <inheritdoc cref="Fact" />
public sealed record FactWithdrawn(string EventId, Instant OccurredAt, Instant RecordedAt, string WithdrawnEventId, string Reason)
    : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.None;
}
