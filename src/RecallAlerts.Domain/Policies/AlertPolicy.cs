using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Policies;

/// <summary>A number for each severity; null is never.</summary>
/// <typeparam name="T">The number.</typeparam>
public sealed record BySeverity<T>
{
    /// <summary>For urgent.</summary>
    public required T Urgent { get; init; }

    /// <summary>For high.</summary>
    public required T High { get; init; }

    /// <summary>For medium.</summary>
    public required T Medium { get; init; }

    /// <summary>For low.</summary>
    public required T Low { get; init; }

    /// <summary>The number of a severity.</summary>
    public T Of(Severity severity) => severity switch
    {
        Severity.Urgent => Urgent,
        Severity.High => High,
        Severity.Medium => Medium,
        _ => Low,
    };
}

/// <summary>What happens to an alert that nobody acts on, or that somebody does (alerts.md).</summary>
public sealed record AlertPolicy
{
    /// <summary>Working hours after which the duty SPO is told; null is never.</summary>
    public required BySeverity<int?> DutySpoAfterWorkingHours { get; init; }

    /// <summary>Working hours after which the head of PDU is told; null is never.</summary>
    public required BySeverity<int?> HeadOfPduAfterWorkingHours { get; init; }

    /// <summary>Working hours for which an acknowledgement lasts; null is for good.</summary>
    public required BySeverity<int?> AcknowledgementLastsWorkingHours { get; init; }

    /// <summary>Hours, from the first snooze of an opening, beyond which nobody may snooze.</summary>
    public required BySeverity<int> SnoozeAtMostHours { get; init; }

    /// <summary>Hours before registration that make a condition backlog, and hours after it within which one can be.</summary>
    public required int BacklogHours { get; init; }
}

/// <summary>When and how often people are told (alerts.md, Telling people).</summary>
public sealed record DeliveryPolicy
{
    /// <summary>Local hour at which work starts.</summary>
    public required int OpenHour { get; init; }

    /// <summary>Local hour at which work ends.</summary>
    public required int CloseHour { get; init; }

    /// <summary>Local time of digests and backlog messages on working days.</summary>
    public required TimeOnly DigestAt { get; init; }

    /// <summary>Local times of gathered messages on working days, ascending.</summary>
    public required IReadOnlyList<TimeOnly> GatheredAt { get; init; }

    /// <summary>Local time of the list before two or more non-working days.</summary>
    public required TimeOnly WeekendListAt { get; init; }

    /// <summary>Days after release for which a release is on that list.</summary>
    public required int WeekendListDays { get; init; }

    /// <summary>Minutes for which a high alert waits for company.</summary>
    public required int CompanyMinutes { get; init; }

    /// <summary>Immediate messages a practitioner gets on one day.</summary>
    public required int ImmediateADay { get; init; }

    /// <summary>Immediate messages a practitioner gets in a week from Monday on.</summary>
    public required int ImmediateAWeek { get; init; }
}

/// <summary>The weights of triage (alerts.md, Triage).</summary>
public sealed record TriagePolicy
{
    /// <summary>Points of one alert.</summary>
    public required BySeverity<double> Points { get; init; }

    /// <summary>The factor of each RoSH, low first.</summary>
    public required RoshFactors Rosh { get; init; }

    /// <summary>The factor of the total in the first week.</summary>
    public required double FirstWeekFactor { get; init; }

    /// <summary>The factor of the total until the end of the early-recall window.</summary>
    public required double EarlyRecallFactor { get; init; }

    /// <summary>The factor of a snoozed alert.</summary>
    public required double SnoozedFactor { get; init; }
}

/// <summary>The factor of each RoSH.</summary>
public sealed record RoshFactors
{
    /// <summary>For very high.</summary>
    public required double VeryHigh { get; init; }

    /// <summary>For high.</summary>
    public required double High { get; init; }

    /// <summary>For medium.</summary>
    public required double Medium { get; init; }

    /// <summary>For low.</summary>
    public required double Low { get; init; }

    /// <summary>The factor of a RoSH.</summary>
    public double Of(Rosh rosh) => rosh switch
    {
        Releases.Rosh.VeryHigh => VeryHigh,
        Releases.Rosh.High => High,
        Releases.Rosh.Medium => Medium,
        _ => Low,
    };
}
