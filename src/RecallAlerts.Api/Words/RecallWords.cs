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
}
