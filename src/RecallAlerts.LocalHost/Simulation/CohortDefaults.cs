namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// What the cohort needs and nobody publishes. Every number here is a default of this project, no published figure found:
/// chosen to be plausible and to make each rule find something, not to say how probation is.
/// </summary>
public static class CohortDefaults
{
    /// <summary>First night not known. Default of this project, no published figure found.</summary>
    public const double FirstNightUnknown = 0.03;

    /// <summary>Available for work (the base of the 8 %). Default of this project, no published figure found.</summary>
    public const double AvailableForWork = 0.75;

    /// <summary>Assessed with a need about drugs or alcohol. Default of this project, no published figure found.</summary>
    public const double SubstanceNeed = 0.45;

    /// <summary>Assessed with a need about money. Default of this project, no published figure found.</summary>
    public const double FinanceNeed = 0.45;

    /// <summary>Employment need among the available without work. Default of this project, no published figure found.</summary>
    public const double EmploymentNeedOfWorkless = 0.60;

    /// <summary>Accommodation need among those not settled. Default of this project, no published figure found.</summary>
    public const double AccommodationNeedOfUnsettled = 0.70;

    /// <summary>Referred about accommodation where needed. Default of this project, no published figure found.</summary>
    public const double AccommodationHelp = 0.60;

    /// <summary>A domestic abuse check is required. Default of this project, no published figure found.</summary>
    public const double DomesticAbuseCheckRequired = 0.35;

    /// <summary>A child safeguarding check is required. Default of this project, no published figure found.</summary>
    public const double SafeguardingCheckRequired = 0.30;

    /// <summary>A required check without an answer was at least asked for. Default of this project, no published figure found.</summary>
    public const double CheckAskedAndUnanswered = 0.55;

    /// <summary>Registered without a practitioner. Default of this project, no published figure found.</summary>
    public const double NobodyNamed = 0.08;

    /// <summary>No prison handover applies. Default of this project, no published figure found.</summary>
    public const double NoHandoverApplies = 0.12;

    /// <summary>Handover done where it applies. Default of this project, no published figure found.</summary>
    public const double HandoverDone = 0.75;

    /// <summary>Releases of the cohort to one practitioner. Default of this project, no published figure found.</summary>
    public const int ReleasesAPractitioner = 12;

    /// <summary>Mean days from day 29 to a later recall. Default of this project, no published figure found.</summary>
    public const double LaterRecallMeanDays = 60;

    /// <summary>Of fixed-term recalls, released again within the cohort. Default of this project, no published figure found.</summary>
    public const double ReleasedAgain = 0.30;

    /// <summary>Registered after the release. Default of this project, no published figure found.</summary>
    public const double RegisteredLate = 0.04;

    /// <summary>Registered in the week before the release. Default of this project, no published figure found.</summary>
    public const double RegisteredLastWeek = 0.12;

    /// <summary>Lines that are sent twice. Default of this project, no published figure found.</summary>
    public const double Repeated = 0.02;

    /// <summary>Lines that overtake later ones. Default of this project, no published figure found.</summary>
    public const double OutOfOrder = 0.06;

    /// <summary>Lines about a running watch that name the CRN only. Default of this project, no published figure found.</summary>
    public const double NamedByCrn = 0.05;

    /// <summary>Lines that say who recorded them. Default of this project, no published figure found.</summary>
    public const double RecorderKnown = 0.80;

    /// <summary>
    /// Causes of recall. The inspection says only that most were homelessness, drugs or alcohol, or a failure of continuity.
    /// Default of this project, no published figure found.
    /// </summary>
    public static IReadOnlyList<(RecallCause Value, double Weight)> Causes { get; } =
    [
        (RecallCause.Homelessness, 0.27), (RecallCause.SubstanceMisuse, 0.24), (RecallCause.ContinuityFailure, 0.20),
        (RecallCause.FurtherOffence, 0.12), (RecallCause.NonComplianceOther, 0.12), (RecallCause.InsufficientInformation, 0.05),
    ];

    /// <summary>Risk of serious harm. Default of this project, no published figure found.</summary>
    public static IReadOnlyList<(string Value, double Weight)> Rosh { get; } =
        [("low", 0.15), ("medium", 0.50), ("high", 0.31), ("very-high", 0.04)];

    /// <summary>Days of licence left at release, in three bands. Default of this project, no published figure found.</summary>
    public static IReadOnlyList<((int From, int To) Value, double Weight)> LicenceDays { get; } =
        [((28, 70), 0.40), ((71, 150), 0.35), ((151, 400), 0.25)];
}
