using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>Where the person sleeps the first night.</summary>
public enum FirstNight
{
    Unknown,
    Homeless,
    Transient,
    Settled,
}

/// <summary>
/// What is drawn for a release before its life is told. The lines of the cohort follow from it; it holds also what no event
/// says (<see cref="AvailableForWork"/>, <see cref="InWork"/>, the true cause of a recall).
/// </summary>
public sealed record ReleaseProfile
{
    /// <summary>The place of the release in the cohort, from 0.</summary>
    public required int Index { get; init; }

    public required string Crn { get; init; }

    public required string? NomsNumber { get; init; }

    public required Pdu Pdu { get; init; }

    public string? Team { get; init; }

    public required Instant RegisteredAt { get; init; }

    public required Instant ReleasedAt { get; init; }

    public required DateOnly LicenceEndsOn { get; init; }

    public required string Rosh { get; init; }

    public required FirstNight FirstNight { get; init; }

    /// <summary>The base of the published 8 %.</summary>
    public required bool AvailableForWork { get; init; }

    /// <summary>
    /// Found work. No fact type says so and none is invented: the only trace in the lines is that nobody in work has an
    /// employment need, and so none is referred for it.
    /// </summary>
    public required bool InWork { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<string> ChecksRequired { get; init; }

    public required bool HandoverCompleted { get; init; }

    /// <summary>Who holds the case when it is registered; null in a shortage of staff.</summary>
    public string? PractitionerId { get; init; }

    /// <summary>How many practitioners of the unit take cases of this cohort.</summary>
    public int PractitionersInPdu { get; init; }

    /// <summary>How likely the person keeps an appointment.</summary>
    public required double Reliability { get; init; }

    /// <summary>The recall that ends this release, if there is one.</summary>
    public required RecallPlan? Recall { get; init; }

    /// <summary>D of rules.md: the local date of the release.</summary>
    public DateOnly ReleaseDate => LondonTime.Date(ReleasedAt);

    /// <summary>When the watch ends by itself: after the licence, or after nine months.</summary>
    public Instant WatchedUntil =>
        LondonTime.StartOf((LicenceEndsOn < ReleaseDate.AddDays(273) ? LicenceEndsOn : ReleaseDate.AddDays(273)).AddDays(1));

    public string ReleaseId => $"{Crn}-{ReleaseDate:yyyyMMdd}";
}
