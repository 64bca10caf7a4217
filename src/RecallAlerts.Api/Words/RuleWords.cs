using RecallAlerts.Api.Handlers;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>What each rule looks for and what clears it, in a practitioner's words.</summary>
internal static class RuleWords
{
    /// <summary>A rule in a few words, as a heading.</summary>
    public static string TitleOf(RuleId rule) => rule switch
    {
        RuleId.AccommodationUnknown => "Accommodation is not known",
        RuleId.AppointmentMissed => "Appointments missed",
        RuleId.CheckOverdue => "A required check is overdue",
        RuleId.FirstAppointmentNotAttended => "Not seen since release",
        RuleId.FirstAppointmentNotBooked => "First appointment not booked",
        RuleId.HandoverNotCompleted => "Handover from prison not completed",
        RuleId.Homeless => "Homeless",
        RuleId.MissedWithoutResponse => "An absence has had no response",
        RuleId.NoContact => "No contact for too long",
        RuleId.NoPractitioner => "Nobody holds the case",
        RuleId.OutcomeOverdue => "An outcome is not recorded",
        RuleId.PlacementEnding => "A placement is ending",
        RuleId.PractitionerChurn => "The case keeps changing hands",
        RuleId.SubstanceUse => "Substance test",
        RuleId.SupportNotReferred => "No referral for support",
        RuleId.TreatmentNotStarted => "Treatment not started",
        _ => "Unsettled accommodation",
    };

    /// <summary>The same with the need or the check, where a release may have several alerts of the rule.</summary>
    public static string TitleOf(RuleId rule, string key) => AboutOf(rule, key) is { } about ? $"{TitleOf(rule)} ({about})" : TitleOf(rule);

    /// <summary>What tells an alert from others of its rule: a need or a check; null for other rules.</summary>
    public static string? AboutOf(RuleId rule, string key) => rule is RuleId.SupportNotReferred or RuleId.CheckOverdue ? key.Replace('-', ' ') : null;

    public static AlertText Of(RuleId rule) => rule switch
    {
        RuleId.AccommodationUnknown => new("Nobody has recorded where the person lives.", "An address is recorded."),
        RuleId.AppointmentMissed => new("The last appointments were missed.", "An appointment is attended."),
        RuleId.CheckOverdue => new("A required check has no answer.", "The check is recorded as completed."),
        RuleId.FirstAppointmentNotAttended => new("The person has not been seen since release.", "An attended appointment is recorded."),
        RuleId.FirstAppointmentNotBooked => new(
            "No appointment is booked by the end of the first working day after release.", "An appointment is booked in time, or attended."),
        RuleId.HandoverNotCompleted => new(
            "The prison has not completed the handover: ask the prison offender manager for the handover, risk information and release plan.", "The handover is recorded."),
        RuleId.Homeless => new("The person is recorded as homeless.", "An address that is not homeless is recorded."),
        RuleId.MissedWithoutResponse => new("An absence has had no response.", "An enforcement action that names the appointment is recorded."),
        RuleId.NoContact => new("There has been no contact for longer than the interval.", "An attended appointment is recorded."),
        RuleId.NoPractitioner => new("Nobody holds the case.", "A practitioner is allocated."),
        RuleId.OutcomeOverdue => new("The outcome of an appointment is not recorded.", "The outcome is recorded, or the appointment is moved or cancelled."),
        RuleId.PlacementEnding => new("A placement ends and no next accommodation is arranged.", "A move-on by then is planned, or a new address is recorded."),
        RuleId.PractitionerChurn => new("The case has changed hands more than once since release.", "The early-recall window is over."),
        RuleId.SubstanceUse => new("The latest test was positive or refused.", "A negative test is recorded, or 28 days pass."),
        RuleId.SupportNotReferred => new("No referral is recorded for a need.", "The referral is recorded."),
        RuleId.TreatmentNotStarted => new("Community treatment has not started since release.", "The start of treatment is recorded."),
        _ => new("The person has been in temporary accommodation longer than it is meant for.", "Settled accommodation is recorded."),
    };
}
