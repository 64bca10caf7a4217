using System.Collections.Frozen;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Facts;

/// <summary>What an accommodation code means for the rules.</summary>
public enum AccommodationCategory
{
    /// <summary>Unknown code, or left without a new address.</summary>
    None,

    /// <summary>A08 (squat), A08A (rough sleeping), A08C (night shelter, emergency hostel, campsite).</summary>
    Homeless,

    /// <summary>A place for a time.</summary>
    Transient,

    /// <summary>A home.</summary>
    Settled,
}

/// <summary>The official Delius accommodation codes (rules.md, Facts).</summary>
public static class AccommodationCodes
{
    /// <summary>CAS3: 84 nights of temporary accommodation (GOV.UK CAS3).</summary>
    public const string Cas3 = "A17";

    private static readonly FrozenDictionary<string, AccommodationCategory> Categories = Read().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Supported = new[] { "A02", "A10", "A11", Cas3 }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the code is one of the official list; others are refused at the door.</summary>
    public static bool IsKnown(string code) => Categories.ContainsKey(code);

    /// <summary>The category of a code; <see cref="AccommodationCategory.None"/> for an unknown one.</summary>
    public static AccommodationCategory CategoryOf(string code) => Categories.GetValueOrDefault(code);

    /// <summary>Approved premises, CAS2 and CAS3: transient with support.</summary>
    public static bool IsSupported(string code) => Supported.Contains(code);

    private static IEnumerable<KeyValuePair<string, AccommodationCategory>> Read() =>
    [
        .. Of(AccommodationCategory.Settled, "A01A", "A01C", "A01D", "A04", "A07B", "A12"),
        .. Of(AccommodationCategory.Transient, "A02", "A03", "A07A", "A10", "A11", "A13", "A14", "A15", "A16", Cas3),
        .. Of(AccommodationCategory.Homeless, "A08", "A08A", "A08C"),
    ];

    private static IEnumerable<KeyValuePair<string, AccommodationCategory>> Of(AccommodationCategory category, params string[] codes) =>
        codes.Select(code => KeyValuePair.Create(code, category));
}

/// <summary>Where the person lives or no longer lives.</summary>
/// <inheritdoc cref="Fact" />
public abstract record AccommodationFact(string EventId, Instant OccurredAt, Instant RecordedAt) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Accommodation;

    /// <summary>The category; none for an end and for an unknown code.</summary>
    public abstract AccommodationCategory Category { get; }
}

/// <summary>The person lives at an address of this kind from <see cref="Fact.OccurredAt"/> on.</summary>
/// <inheritdoc cref="Fact" />
public sealed record AccommodationRecorded(string EventId, Instant OccurredAt, Instant RecordedAt, string Code, DateOnly? ExpectedEndOn)
    : AccommodationFact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override AccommodationCategory Category { get; } = AccommodationCodes.CategoryOf(Code);
}

/// <summary>The person left and no new address is known.</summary>
/// <inheritdoc cref="Fact" />
public sealed record AccommodationEnded(string EventId, Instant OccurredAt, Instant RecordedAt) : AccommodationFact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override AccommodationCategory Category => AccommodationCategory.None;
}

/// <summary>A plan for the next accommodation was made or called off.</summary>
/// <inheritdoc cref="Fact" />
public abstract record MoveOnFact(string EventId, Instant OccurredAt, Instant RecordedAt) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.MoveOn;
}

/// <summary>The next accommodation is arranged.</summary>
/// <inheritdoc cref="Fact" />
public sealed record MoveOnPlanned(string EventId, Instant OccurredAt, Instant RecordedAt, DateOnly StartsOn, string Code)
    : MoveOnFact(EventId, OccurredAt, RecordedAt);

/// <summary>The latest plan is off; an earlier plan does not revive.</summary>
/// <inheritdoc cref="Fact" />
public sealed record MoveOnCancelled(string EventId, Instant OccurredAt, Instant RecordedAt) : MoveOnFact(EventId, OccurredAt, RecordedAt);
