using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Intake;

/// <summary>The instants that input may name: from 2000 to two years after it is received.</summary>
/// <param name="Earliest">The first that is accepted.</param>
/// <param name="Latest">The last that is accepted.</param>
public sealed record InstantLimits(Instant Earliest, Instant Latest)
{
    /// <summary>Accepts what was accepted before: for reading what is stored, and worked cases.</summary>
    public static InstantLimits None { get; } = new(new Instant(0), new Instant(long.MaxValue));

    /// <summary>The limits at the moment of receipt.</summary>
    public static InstantLimits At(Instant now) =>
        new(new Instant(946_684_800), Instant.From(now.ToDateTimeOffset().AddYears(2)));

    /// <summary>Whether an instant is accepted.</summary>
    public bool Contains(Instant instant) => instant >= Earliest && instant <= Latest;
}
