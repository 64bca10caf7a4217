namespace RecallAlerts.Domain.Rules;

/// <summary>All rules, in the order of their names, and which of them speaks for which (rules.md, Suppression).</summary>
public static class RuleBook
{
    /// <summary>All rules; the index is the <see cref="RuleId"/>.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        AccommodationUnknownRule.Rule,
        AppointmentMissedRule.Rule,
        CheckOverdueRule.Rule,
        FirstAppointmentNotAttendedRule.Rule,
        FirstAppointmentNotBookedRule.Rule,
        HandoverNotCompletedRule.Rule,
        HomelessRule.Rule,
        MissedWithoutResponseRule.Rule,
        NoContactRule.Rule,
        NoPractitionerRule.Rule,
        OutcomeOverdueRule.Rule,
        PlacementEndingRule.Rule,
        PractitionerChurnRule.Rule,
        SubstanceUseRule.Rule,
        SupportNotReferredRule.Rule,
        TreatmentNotStartedRule.Rule,
        UnsettledAccommodationRule.Rule,
    ];

    /// <summary>The rule of an id.</summary>
    public static Rule Of(RuleId id) => All[(int)id];

    /// <summary>The rule that, when it holds, speaks for this one; null when none does.</summary>
    public static RuleId? SuppressorOf(RuleId id) => id switch
    {
        RuleId.UnsettledAccommodation => RuleId.PlacementEnding,
        RuleId.AppointmentMissed => RuleId.FirstAppointmentNotAttended,
        RuleId.NoContact => RuleId.AppointmentMissed,
        RuleId.HandoverNotCompleted or RuleId.PractitionerChurn => RuleId.NoPractitioner,
        _ => null,
    };
}
