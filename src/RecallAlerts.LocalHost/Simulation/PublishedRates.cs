namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// What was read in a public source and what the cohort is held to by a test. What nobody publishes is in
/// <see cref="CohortDefaults"/>.
/// </summary>
public static class PublishedRates
{
    /// <summary>Releases, July 2024 to June 2025. Source: MoJ, Offender Management Statistics Quarterly.</summary>
    public const int ReleasesAYear = 58_892;

    /// <summary>Housed on the first night, 2024/25; unknowns left out. Source: MoJ Community Performance, measure MI014.</summary>
    public const double HousedOnFirstNight = 0.84;

    /// <summary>Settled on release. Source: HMI Probation, OMiC post-release, March 2023.</summary>
    public const double SettledOnRelease = 0.40;

    /// <summary>
    /// Rough sleeping on the first night among high or very high RoSH. Source: House of Lords answer HL13695. The cohort uses it
    /// for every RoSH level, as the only published split of the homeless.
    /// </summary>
    public const double RoughSleepingOnFirstNight = 0.129;

    /// <summary>In work, of those available for it. Source: HMI Probation, OMiC post-release, March 2023.</summary>
    public const double InWorkOfAvailable = 0.08;

    /// <summary>Recalled. Source: HMI Probation, OMiC post-release, March 2023 (followed for up to nine months).</summary>
    public const double Recalled = 0.30;

    /// <summary>Of the recalled, within 28 days of release. Source: HMI Probation, OMiC post-release, March 2023.</summary>
    public const double RecalledWithin28Days = 0.40;

    /// <summary>Recalled or resentenced within a year when unsettled. Source: HMI Probation, July 2020. Only the ratio is used.</summary>
    public const double ReturnedWhenUnsettled = 0.63;

    /// <summary>Recalled or resentenced within a year when settled. Source: HMI Probation, July 2020. Only the ratio is used.</summary>
    public const double ReturnedWhenSettled = 0.35;

    /// <summary>Domestic abuse checks done where needed: "just under half". Source: HMI Probation, OMiC post-release, March 2023.</summary>
    public const double DomesticAbuseChecksDone = 0.49;

    /// <summary>Safeguarding checks done: "six out of every 10". Source: HMI Probation, OMiC post-release, March 2023.</summary>
    public const double SafeguardingChecksDone = 0.60;

    /// <summary>
    /// Enough help with substance misuse: "less than a quarter". Source: HMI Probation, OMiC post-release, March 2023. (NAO: 37 %
    /// of those referred reach treatment within three weeks, 2021-22; another denominator.)
    /// </summary>
    public const double SubstanceHelp = 0.23;

    /// <summary>Enough help with finance: half. Source: HMI Probation, OMiC post-release, March 2023. Taken as referred.</summary>
    public const double FinanceHelp = 0.50;

    /// <summary>Enough help with employment: half. Source: HMI Probation, OMiC post-release, March 2023. Taken as referred.</summary>
    public const double EmploymentHelp = 0.50;

    /// <summary>
    /// Accommodation improved in the first six months. Source: HMI Probation, OMiC post-release, March 2023. Read here as of those
    /// who were not settled on release and are still on licence then: who is settled cannot improve.
    /// </summary>
    public const double AccommodationImproved = 0.51;

    /// <summary>Recalls that involve non-compliance. Source: MoJ, April to June 2024.</summary>
    public const double RecallsForNonCompliance = 0.77;

    /// <summary>Recalls that involve losing touch. Source: MoJ, April to June 2024.</summary>
    public const double RecallsForLostTouch = 0.36;

    /// <summary>Recalls that involve a further charge. Source: MoJ, April to June 2024.</summary>
    public const double RecallsForFurtherCharge = 0.24;

    /// <summary>Recalls that involve failing to reside. Source: MoJ, April to June 2024.</summary>
    public const double RecallsForFailedToReside = 0.23;

    /// <summary>Recorded reasons a recall. Source: MoJ, April to June 2024 (the overlapping shares).</summary>
    public const double ReasonsARecall = 1.7;

    /// <summary>Nights in CAS3. Source: GOV.UK, Community Accommodation Service Tier 3.</summary>
    public const int Cas3Nights = 84;

    /// <summary>Share of a licence after which Probation Reset ends contact. Source: HMPPS, Probation Reset.</summary>
    public const double ResetAfterShareOfLicence = 2.0 / 3;

    /// <summary>From this date a fixed-term recall is 56 days for most adults. Source: Sentencing Act 2026, sections 31-32.</summary>
    public static readonly DateOnly FixedTermOf56DaysFrom = new(2026, 3, 31);
}
