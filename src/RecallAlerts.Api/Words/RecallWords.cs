using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Api.Words;

/// <summary>Reasons of recalls as people are shown them.</summary>
internal static class RecallWords
{
    /// <summary>Goes with every label (recall-reasons.md).</summary>
    public const string Note = "for learning and statistics only";

    public static string Of(RecallReason reason) => reason switch
    {
        RecallReason.Homelessness => "homelessness",
        RecallReason.SubstanceMisuse => "substance misuse",
        RecallReason.ContinuityFailure => "continuity of the case not kept by the service",
        RecallReason.FurtherOffence => "further charge or arrest (not proven)",
        RecallReason.NonComplianceOther => "other non-compliance",
        _ => "not enough information",
    };

    /// <summary>A reason where there is little room, as in a chart.</summary>
    public static string Briefly(RecallReason reason) => reason switch
    {
        RecallReason.ContinuityFailure => "continuity of the case",
        RecallReason.FurtherOffence => "further charge or arrest",
        _ => Of(reason),
    };

    /// <summary>A type of recall; one that is not of a fixed term by its code where it has no plain name.</summary>
    public static string OfType(string type) => type switch
    {
        "LR" => "licence recall",
        "FTR_14" or "FTR_28" or "FTR_56" => $"fixed term, {type[4..]} days",
        "FTR_HDC_14" or "FTR_HDC_28" => $"fixed term from home detention curfew, {type[8..]} days",
        _ => type.Replace('_', ' '),
    };

    /// <summary>A reason that the service recorded, by its official value.</summary>
    public static string OfRecorded(string code) => code switch
    {
        "FAILED_RESIDE" => "failed to reside as directed",
        "FAILED_KEEP_IN_TOUCH" => "failed to keep in touch as directed",
        "FAILED_HOME_VISIT" => "failed to receive a home visit",
        "FAILED_WORK_AS_APPROVED" => "failed to work only as approved",
        "POOR_BEHAVIOUR_ALCOHOL" => "poor behaviour: alcohol",
        "POOR_BEHAVIOUR_DRUGS" => "poor behaviour: drugs",
        "POOR_BEHAVIOUR_FURTHER_OFFENCE" => "poor behaviour: further offence",
        "POOR_BEHAVIOUR_NON_COMPLIANCE" => "poor behaviour: non-compliance",
        "POOR_BEHAVIOUR_RELATIONSHIPS" => "poor behaviour: relationships",
        "BREACH_EXCLUSION_ZONE" => "entered an exclusion zone",
        "TRAVELLING_OUTSIDE_UK" => "travelled outside of the UK",
        _ => code.Replace('_', ' ').ToLowerInvariant(),
    };

    /// <summary>Why a cue that was found does not count.</summary>
    public static string Of(Discount why) => why switch
    {
        Discount.Negated => "denied in the text",
        Discount.Historic => "past and over",
        Discount.Hypothetical => "only suspected",
        _ => "about somebody else",
    };

    /// <summary>A sign of the timeline.</summary>
    public static string OfSign(string cue) => cue switch
    {
        "homeless-at-recall" => "homeless when recalled",
        "placement-ended" => "a placement had ended and no new address was known",
        "two-transient-spells" => "two temporary places since the release",
        "positive-test" => "a positive test in the four weeks before",
        "refused-test" => "a refused test in the four weeks before",
        "no-treatment-started" => "no treatment started, though it was needed",
        "no-handover" => "no handover from prison",
        "no-practitioner" => "nobody held the case",
        "no-appointment-booked" => "no appointment was ever booked",
        "three-practitioners" => "three practitioners or more",
        _ => cue.Replace('-', ' '),
    };

    /// <summary>Reasons, the first of them the primary.</summary>
    public static string Of(RecallReason primary, IReadOnlyList<RecallReason> secondary) =>
        secondary.Count == 0 ? Of(primary) : $"{Of(primary)}; also {string.Join(" and ", secondary.Select(Of))}";
}
