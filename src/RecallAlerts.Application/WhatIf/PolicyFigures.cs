using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.WhatIf;

/// <summary>Recalls for one primary reason, or for any.</summary>
/// <param name="Recalls">How many there were.</param>
/// <param name="Warned">Before how many an alert of the right kind was open, opened as high or urgent at least 48 hours before.</param>
/// <param name="NotRecalledShare">The same share among releases watched and not recalled on the same days from release; null when there were none.</param>
public sealed record WarnedRecalls(int Recalls, int Warned, double? NotRecalledShare)
{
    /// <summary>The share of recalls that were warned of; null when there were no recalls.</summary>
    public double? Share => Recalls == 0 ? null : (double)Warned / Recalls;
}

/// <summary>What a policy would have done with the stored timelines.</summary>
public sealed record PolicyFigures
{
    /// <summary>The version of the policy.</summary>
    public required string Version { get; init; }

    /// <summary>Alerts that opened for a practitioner, by the severity at opening.</summary>
    public required IReadOnlyDictionary<Severity, long> Opened { get; init; }

    /// <summary>Alerts that opened for a duty manager.</summary>
    public required long OpenedForManagers { get; init; }

    /// <summary>Immediate messages to practitioners.</summary>
    public required long Immediate { get; init; }

    /// <summary>All recalls.</summary>
    public required WarnedRecalls Warned { get; init; }

    /// <summary>Recalls by primary reason; reasons for which nobody was recalled are left out.</summary>
    public required IReadOnlyDictionary<RecallReason, WarnedRecalls> ByReason { get; init; }

    /// <summary>The median of whole hours from the first alert of the right kind to its recall, over recalls that had one; null when none had.</summary>
    public required double? MedianLeadTimeHours { get; init; }

    /// <summary>All alerts that opened for a practitioner.</summary>
    public long OpenedInAll => Opened.Values.Sum();
}

/// <summary>What the stored timelines are, whatever the policy.</summary>
/// <param name="Releases">Releases that were played.</param>
/// <param name="Recalls">Of these, recalled while they were watched.</param>
/// <param name="PractitionerDays">Working days on which a practitioner held at least one of them.</param>
public sealed record PlayedCohort(int Releases, int Recalls, long PractitionerDays);

/// <summary>Two policies side by side.</summary>
/// <param name="Cohort">What was played.</param>
/// <param name="Until">The end of the play: when the last fact in the store was recorded, UTC.</param>
/// <param name="InForce">The policy in force.</param>
/// <param name="Other">The other policy.</param>
public sealed record PolicyComparison(PlayedCohort Cohort, Domain.Calendar.Instant Until, PolicyFigures InForce, PolicyFigures Other);
