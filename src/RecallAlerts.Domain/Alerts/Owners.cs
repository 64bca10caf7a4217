using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>Whose an alert is when nobody was given it by hand (lifecycle.md §3.3).</summary>
public static class Owners
{
    /// <summary>The practitioner who holds the case; the duty SPO where nobody does, and for what only a manager can put right.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="practitionerId">Who holds the case; null when nobody does.</param>
    /// <param name="pdu">Slug of the PDU.</param>
    public static Person Of(RuleId rule, string? practitionerId, string pdu)
    {
        var managers = rule is RuleId.NoPractitioner or RuleId.PractitionerChurn or RuleId.MissedWithoutResponse;
        return managers || practitionerId is null ? new Person(Role.DutySpo, pdu) : new Person(Role.Practitioner, practitionerId);
    }
}
