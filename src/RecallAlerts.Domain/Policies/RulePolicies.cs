using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Policies;

/// <summary>What every rule has: whether it is on, and the severity that it starts with (or has for good).</summary>
public abstract record RulePolicy
{
    /// <summary>Whether the rule is on.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The severity of its first stage.</summary>
    public required Severity Severity { get; init; }
}

/// <summary>homeless</summary>
public sealed record HomelessPolicy : RulePolicy
{
    /// <summary>The severity until <see cref="EarlyUntilDay"/>.</summary>
    public required Severity EarlySeverity { get; init; }

    /// <summary>The last day after release (day 0) of the early severity.</summary>
    public required int EarlyUntilDay { get; init; }
}

/// <summary>accommodation-unknown</summary>
public sealed record AccommodationUnknownPolicy : RulePolicy
{
    /// <summary>The local hour of the day of release by which an address should be recorded.</summary>
    public required int ReleaseDayHour { get; init; }

    /// <summary>Hours after leaving an address by which the next should be recorded.</summary>
    public required int HoursAfterLeaving { get; init; }
}

/// <summary>unsettled-accommodation</summary>
public sealed record UnsettledAccommodationPolicy : RulePolicy
{
    /// <summary>The severity from <see cref="LaterDays"/> on, for places without support.</summary>
    public required Severity LaterSeverity { get; init; }

    /// <summary>Days in transient accommodation without support.</summary>
    public required int Days { get; init; }

    /// <summary>Days in supported transient accommodation.</summary>
    public required int SupportedDays { get; init; }

    /// <summary>Days without support after which it matters more.</summary>
    public required int LaterDays { get; init; }

    /// <summary>Local hour at which the thresholds fall.</summary>
    public required int Hour { get; init; }
}

/// <summary>placement-ending</summary>
public sealed record PlacementEndingPolicy : RulePolicy
{
    /// <summary>The severity from <see cref="LaterDaysBefore"/> on.</summary>
    public required Severity LaterSeverity { get; init; }

    /// <summary>The severity from <see cref="LastDaysBefore"/> on.</summary>
    public required Severity LastSeverity { get; init; }

    /// <summary>Days before the end at which it begins to matter.</summary>
    public required int DaysBefore { get; init; }

    /// <summary>Days before the end of the second stage.</summary>
    public required int LaterDaysBefore { get; init; }

    /// <summary>Days before the end of the third stage.</summary>
    public required int LastDaysBefore { get; init; }

    /// <summary>Nights of a CAS3 stay without a recorded end; 84 (GOV.UK CAS3).</summary>
    public required int Cas3Nights { get; init; }

    /// <summary>Local hour at which the thresholds fall.</summary>
    public required int Hour { get; init; }
}

/// <summary>A rule with one deadline in working days: first-appointment-*, missed-without-response.</summary>
public sealed record DeadlinePolicy : RulePolicy
{
    /// <summary>Working days until the deadline.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>Local hour of the deadline.</summary>
    public required int Hour { get; init; }
}

/// <summary>A rule with two deadlines in working days: outcome-overdue, check-overdue.</summary>
public sealed record TwoDeadlinesPolicy : RulePolicy
{
    /// <summary>The severity from the second deadline on.</summary>
    public required Severity LaterSeverity { get; init; }

    /// <summary>Working days until the first deadline.</summary>
    public required int WorkingDays { get; init; }

    /// <summary>Working days until the second deadline.</summary>
    public required int LaterWorkingDays { get; init; }

    /// <summary>Local hour of both deadlines.</summary>
    public required int Hour { get; init; }
}

/// <summary>appointment-missed</summary>
public sealed record AppointmentMissedPolicy : RulePolicy
{
    /// <summary>The severity of a first absence until <see cref="EarlyUntilDay"/>.</summary>
    public required Severity EarlySeverity { get; init; }

    /// <summary>The severity of two absences in a row.</summary>
    public required Severity SecondSeverity { get; init; }

    /// <summary>The severity of three absences or more in a row.</summary>
    public required Severity ThirdSeverity { get; init; }

    /// <summary>The last day after release (day 0) on which a first absence counts as early.</summary>
    public required int EarlyUntilDay { get; init; }
}

/// <summary>no-contact</summary>
public sealed record NoContactPolicy : RulePolicy
{
    /// <summary>Days between contacts until <see cref="EarlyUntilDay"/>.</summary>
    public required int EarlyIntervalDays { get; init; }

    /// <summary>Days between contacts after that.</summary>
    public required int IntervalDays { get; init; }

    /// <summary>Days of grace.</summary>
    public required int GraceDays { get; init; }

    /// <summary>The last day after release (day 0) of the early interval.</summary>
    public required int EarlyUntilDay { get; init; }

    /// <summary>Local hour at which the threshold falls.</summary>
    public required int Hour { get; init; }
}

/// <summary>no-practitioner</summary>
public sealed record NoPractitionerPolicy : RulePolicy;

/// <summary>handover-not-completed</summary>
public sealed record HandoverPolicy : RulePolicy
{
    /// <summary>The last day after release (day 0) on which the handover is asked for.</summary>
    public required int UntilDay { get; init; }
}

/// <summary>practitioner-churn</summary>
public sealed record PractitionerChurnPolicy : RulePolicy
{
    /// <summary>The severity from <see cref="LaterChanges"/> on.</summary>
    public required Severity LaterSeverity { get; init; }

    /// <summary>Changes of practitioner at which it begins to matter.</summary>
    public required int Changes { get; init; }

    /// <summary>Changes of practitioner at which it matters more.</summary>
    public required int LaterChanges { get; init; }

    /// <summary>The last day after release (day 0) on which it is told.</summary>
    public required int UntilDay { get; init; }
}

/// <summary>treatment-not-started</summary>
public sealed record TreatmentPolicy : RulePolicy
{
    /// <summary>The severity from the second stage on.</summary>
    public required Severity LaterSeverity { get; init; }

    /// <summary>Days after release of the first stage.</summary>
    public required int Days { get; init; }

    /// <summary>Local hour of the first stage.</summary>
    public required int Hour { get; init; }

    /// <summary>Days after release of the second stage; 21 (OHID continuity of care).</summary>
    public required int LaterDays { get; init; }

    /// <summary>Local hour of the second stage.</summary>
    public required int LaterHour { get; init; }
}

/// <summary>substance-use</summary>
public sealed record SubstanceUsePolicy : RulePolicy
{
    /// <summary>The severity when <see cref="Repeats"/> tests of the run lie within the window.</summary>
    public required Severity RepeatedSeverity { get; init; }

    /// <summary>Days of 24 hours for which a test counts.</summary>
    public required int WindowDays { get; init; }

    /// <summary>Tests of the run within the window that make it matter more.</summary>
    public required int Repeats { get; init; }

    /// <summary>The last day after release (day 0) on which it is delivered as high.</summary>
    public required int DeliveredAsHighUntilDay { get; init; }
}

/// <summary>support-not-referred</summary>
public sealed record SupportPolicy : RulePolicy
{
    /// <summary>Days after release.</summary>
    public required int Days { get; init; }

    /// <summary>Local hour at which the threshold falls.</summary>
    public required int Hour { get; init; }
}
