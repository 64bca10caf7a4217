namespace RecallAlerts.Domain.Rules;

/// <summary>The rules of rules.md. They are declared in code point order of their names, so that sorting by value is sorting by name.</summary>
public enum RuleId
{
    /// <summary>accommodation-unknown</summary>
    AccommodationUnknown,

    /// <summary>appointment-missed</summary>
    AppointmentMissed,

    /// <summary>check-overdue</summary>
    CheckOverdue,

    /// <summary>first-appointment-not-attended</summary>
    FirstAppointmentNotAttended,

    /// <summary>first-appointment-not-booked</summary>
    FirstAppointmentNotBooked,

    /// <summary>handover-not-completed</summary>
    HandoverNotCompleted,

    /// <summary>homeless</summary>
    Homeless,

    /// <summary>missed-without-response</summary>
    MissedWithoutResponse,

    /// <summary>no-contact</summary>
    NoContact,

    /// <summary>no-practitioner</summary>
    NoPractitioner,

    /// <summary>outcome-overdue</summary>
    OutcomeOverdue,

    /// <summary>placement-ending</summary>
    PlacementEnding,

    /// <summary>practitioner-churn</summary>
    PractitionerChurn,

    /// <summary>substance-use</summary>
    SubstanceUse,

    /// <summary>support-not-referred</summary>
    SupportNotReferred,

    /// <summary>treatment-not-started</summary>
    TreatmentNotStarted,

    /// <summary>unsettled-accommodation</summary>
    UnsettledAccommodation,
}

/// <summary>How much an unmet condition matters.</summary>
public enum Severity
{
    /// <summary>low</summary>
    Low,

    /// <summary>medium</summary>
    Medium,

    /// <summary>high</summary>
    High,

    /// <summary>urgent</summary>
    Urgent,
}
