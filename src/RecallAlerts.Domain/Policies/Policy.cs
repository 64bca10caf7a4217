using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Policies;

/// <summary>Every number that decides (rules.md, Policy). Versioned; each alert says which version raised it.</summary>
public sealed record Policy
{
    /// <summary>The version, as people name it.</summary>
    public required string Version { get; init; }

    /// <summary>How long a release is watched.</summary>
    public required WatchPolicy Watch { get; init; }

    /// <summary>The numbers of the rules.</summary>
    public required RulePolicies Rules { get; init; }

    /// <summary>Escalation, lapse, snooze and backlog, by severity.</summary>
    public required AlertPolicy Alerts { get; init; }

    /// <summary>When and how often people are told.</summary>
    public required DeliveryPolicy Delivery { get; init; }

    /// <summary>The weights of triage.</summary>
    public required TriagePolicy Triage { get; init; }

    /// <summary>How recalls are classified and looked back on.</summary>
    public required RecallPolicy Recalls { get; init; }
}

/// <summary>How recalls are classified and looked back on (recall-reasons.md; api.md, The look-back).</summary>
public sealed record RecallPolicy
{
    /// <summary>A classification with a confidence under this needs a person's review; see docs/recall-reasons.md for how it was chosen.</summary>
    public required double ReviewBelow { get; init; }

    /// <summary>Days after its recording at which a narrative is deleted; confirmed or replaced ones are deleted at once.</summary>
    public required int NarrativeDays { get; init; }

    /// <summary>Days before a recall within which an alert must have opened to count as lead time.</summary>
    public required int LeadTimeDays { get; init; }
}

/// <summary>How long a release is watched, and how its time is divided.</summary>
public sealed record WatchPolicy
{
    /// <summary>Days after release at whose start the watch ends; 274, nine months (the inspection's follow-up).</summary>
    public required int Days { get; init; }

    /// <summary>Last day of the phase first-week.</summary>
    public required int FirstWeekUntilDay { get; init; }

    /// <summary>Last day of the phase early-recall-window; 28 (the inspection's early-recall figure).</summary>
    public required int EarlyRecallUntilDay { get; init; }

    /// <summary>Last day of the phase settling.</summary>
    public required int SettlingUntilDay { get; init; }
}

/// <summary>The numbers of each rule.</summary>
public sealed record RulePolicies
{
    /// <summary>accommodation-unknown</summary>
    public required AccommodationUnknownPolicy AccommodationUnknown { get; init; }

    /// <summary>appointment-missed</summary>
    public required AppointmentMissedPolicy AppointmentMissed { get; init; }

    /// <summary>check-overdue</summary>
    public required TwoDeadlinesPolicy CheckOverdue { get; init; }

    /// <summary>first-appointment-not-attended</summary>
    public required DeadlinePolicy FirstAppointmentNotAttended { get; init; }

    /// <summary>first-appointment-not-booked</summary>
    public required DeadlinePolicy FirstAppointmentNotBooked { get; init; }

    /// <summary>handover-not-completed</summary>
    public required HandoverPolicy HandoverNotCompleted { get; init; }

    /// <summary>homeless</summary>
    public required HomelessPolicy Homeless { get; init; }

    /// <summary>missed-without-response</summary>
    public required DeadlinePolicy MissedWithoutResponse { get; init; }

    /// <summary>no-contact</summary>
    public required NoContactPolicy NoContact { get; init; }

    /// <summary>no-practitioner</summary>
    public required NoPractitionerPolicy NoPractitioner { get; init; }

    /// <summary>outcome-overdue</summary>
    public required TwoDeadlinesPolicy OutcomeOverdue { get; init; }

    /// <summary>placement-ending</summary>
    public required PlacementEndingPolicy PlacementEnding { get; init; }

    /// <summary>practitioner-churn</summary>
    public required PractitionerChurnPolicy PractitionerChurn { get; init; }

    /// <summary>substance-use</summary>
    public required SubstanceUsePolicy SubstanceUse { get; init; }

    /// <summary>support-not-referred</summary>
    public required SupportPolicy SupportNotReferred { get; init; }

    /// <summary>treatment-not-started</summary>
    public required TreatmentPolicy TreatmentNotStarted { get; init; }

    /// <summary>unsettled-accommodation</summary>
    public required UnsettledAccommodationPolicy UnsettledAccommodation { get; init; }

    /// <summary>The numbers of one rule.</summary>
    public RulePolicy Of(RuleId rule) => rule switch
    {
        RuleId.AccommodationUnknown => AccommodationUnknown,
        RuleId.AppointmentMissed => AppointmentMissed,
        RuleId.CheckOverdue => CheckOverdue,
        RuleId.FirstAppointmentNotAttended => FirstAppointmentNotAttended,
        RuleId.FirstAppointmentNotBooked => FirstAppointmentNotBooked,
        RuleId.HandoverNotCompleted => HandoverNotCompleted,
        RuleId.Homeless => Homeless,
        RuleId.MissedWithoutResponse => MissedWithoutResponse,
        RuleId.NoContact => NoContact,
        RuleId.NoPractitioner => NoPractitioner,
        RuleId.OutcomeOverdue => OutcomeOverdue,
        RuleId.PlacementEnding => PlacementEnding,
        RuleId.PractitionerChurn => PractitionerChurn,
        RuleId.SubstanceUse => SubstanceUse,
        RuleId.SupportNotReferred => SupportNotReferred,
        RuleId.TreatmentNotStarted => TreatmentNotStarted,
        _ => UnsettledAccommodation,
    };
}
