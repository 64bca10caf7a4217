using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Reports;

/// <summary>When figures of a quarter are complete: so many days after its last release. Figures of one stage are published together and once.</summary>
public enum Stage
{
    /// <summary>Complete when the quarter is over.</summary>
    Release,

    /// <summary>Complete 28 days later.</summary>
    Early,

    /// <summary>Complete 84 days later.</summary>
    TwelveWeeks,

    /// <summary>Complete 183 days later.</summary>
    SixMonths,

    /// <summary>Complete 274 days later.</summary>
    NineMonths,
}

/// <summary>What is counted of the releases of a quarter in an area. Stored by number: new cells go to the end.</summary>
public enum HeadlineCell
{
    /// <summary>Releases.</summary>
    AllReleases,

    /// <summary>Settled at the end of the day of release.</summary>
    Settled,

    /// <summary>Accommodation at release is known.</summary>
    SettledKnown,

    /// <summary>Accommodation at release is unknown.</summary>
    SettledUnknown,

    /// <summary>Known and not settled. In no report.</summary>
    NotSettled,

    /// <summary>Recalled by the end of day 28.</summary>
    Recalled28,

    /// <summary>Followed through day 28, or recalled.</summary>
    Followed28,

    /// <summary>Follow-up ended by day 28 otherwise.</summary>
    Lost28,

    /// <summary>Followed and not recalled by day 28. In no report.</summary>
    NotRecalled28,

    /// <summary>Check with the police done.</summary>
    DomesticAbuseDone,

    /// <summary>Check with the police asked for and not answered.</summary>
    DomesticAbuseUnanswered,

    /// <summary>Check with the police required and known.</summary>
    DomesticAbuseKnown,

    /// <summary>Check with the police required, and the follow-up ended before day 28 was over.</summary>
    DomesticAbuseUnknown,

    /// <summary>Check with children's services done.</summary>
    ChildSafeguardingDone,

    /// <summary>Check with children's services asked for and not answered.</summary>
    ChildSafeguardingUnanswered,

    /// <summary>Check with children's services required and known.</summary>
    ChildSafeguardingKnown,

    /// <summary>Check with children's services required, and the follow-up ended before day 28 was over.</summary>
    ChildSafeguardingUnknown,

    /// <summary>Treatment needed and started by day 21.</summary>
    TreatedInTime,

    /// <summary>Treatment needed and known.</summary>
    TreatmentKnown,

    /// <summary>Treatment needed, and the follow-up ended before day 21 was over.</summary>
    TreatmentUnknown,

    /// <summary>Recalled by the end of day 84.</summary>
    Recalled84,

    /// <summary>Followed through day 84, or recalled.</summary>
    Followed84,

    /// <summary>Follow-up ended by day 84 otherwise.</summary>
    Lost84,

    /// <summary>Followed and not recalled by day 84. In no report.</summary>
    NotRecalled84,

    /// <summary>Not settled at release and in a better category at six months.</summary>
    Improved,

    /// <summary>Not settled at release and known at six months.</summary>
    ImprovedKnown,

    /// <summary>Not settled at release and unknown at six months.</summary>
    ImprovedUnknown,

    /// <summary>Recalled by the end of day 274.</summary>
    Recalled274,

    /// <summary>Followed through day 274, or recalled.</summary>
    Followed274,

    /// <summary>Follow-up ended by day 274 otherwise.</summary>
    Lost274,

    /// <summary>Followed and not recalled by day 274. In no report.</summary>
    NotRecalled274,

    /// <summary>Recalled and classified.</summary>
    Classified,

    /// <summary>Recalled and not classified.</summary>
    Unclassified,

    /// <summary>Classified with a reason that the evidence supports.</summary>
    WithReason,

    /// <summary>Primary reason homelessness; the other reasons follow in the order of <see cref="RecallReason"/>.</summary>
    PrimaryHomelessness,

    /// <summary>Primary reason substance misuse.</summary>
    PrimarySubstanceMisuse,

    /// <summary>Primary reason continuity failure.</summary>
    PrimaryContinuityFailure,

    /// <summary>Primary reason further offence.</summary>
    PrimaryFurtherOffence,

    /// <summary>Primary reason other non-compliance.</summary>
    PrimaryNonCompliance,

    /// <summary>No reason is supported.</summary>
    PrimaryInsufficient,

    /// <summary>Homelessness as primary or further reason; the other reasons follow in the order of <see cref="RecallReason"/>.</summary>
    AnyHomelessness,

    /// <summary>Substance misuse as primary or further reason.</summary>
    AnySubstanceMisuse,

    /// <summary>Continuity failure as primary or further reason.</summary>
    AnyContinuityFailure,

    /// <summary>Further offence as primary or further reason.</summary>
    AnyFurtherOffence,

    /// <summary>Other non-compliance as primary or further reason.</summary>
    AnyNonCompliance,

    /// <summary>Classified, with a high or urgent alert of the right kind open at the recall.</summary>
    Warned,

    /// <summary>Not recalled, and watched on the day of the recall that it is compared with.</summary>
    Compared,

    /// <summary>Not recalled, and not watched on that day, or there was no recall to compare with.</summary>
    NotCompared,

    /// <summary>Compared, with such an alert open on that day.</summary>
    ComparedWarned,
}
