using System.Collections.Frozen;

namespace RecallAlerts.Domain.Recalls;

/// <summary>
/// What recorded reasons and the timeline add to the points of a narrative. These numbers are this project's choice: no recalls with both a narrative and a true
/// cause could be had to fit them on. They are small, so that they decide only where the narrative hardly does; recorded reasons alone never outweigh that nothing is said.
/// </summary>
internal static class Symptoms
{
    /// <summary>The points of insufficient information where there is no narrative.</summary>
    public const double NothingSaid = 1.5;

    private const double OfAFact = 1.2;
    private const double OfAnAbsence = 0.45;
    private const double MostBesideANarrative = 1.2;
    private const double MostWithoutOne = 2.4;

    private static readonly FrozenDictionary<string, (RecallReason Reason, double Points)> Recorded = new Dictionary<string, (RecallReason, double)>
    {
        ["FAILED_RESIDE"] = (RecallReason.Homelessness, 0.4),
        ["FAILED_KEEP_IN_TOUCH"] = (RecallReason.NonComplianceOther, 0.1),
        ["FAILED_HOME_VISIT"] = (RecallReason.NonComplianceOther, 0.2),
        ["FAILED_WORK_AS_APPROVED"] = (RecallReason.NonComplianceOther, 0.4),
        ["POOR_BEHAVIOUR_ALCOHOL"] = (RecallReason.SubstanceMisuse, 0.8),
        ["POOR_BEHAVIOUR_DRUGS"] = (RecallReason.SubstanceMisuse, 0.8),
        ["POOR_BEHAVIOUR_FURTHER_OFFENCE"] = (RecallReason.FurtherOffence, 0.8),
        ["POOR_BEHAVIOUR_NON_COMPLIANCE"] = (RecallReason.NonComplianceOther, 0.1),
        ["POOR_BEHAVIOUR_RELATIONSHIPS"] = (RecallReason.NonComplianceOther, 0.5),
        ["BREACH_EXCLUSION_ZONE"] = (RecallReason.NonComplianceOther, 0.8),
        ["TRAVELLING_OUTSIDE_UK"] = (RecallReason.NonComplianceOther, 0.8),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds to the points of each reason: of recorded reasons the strongest, of signs their sum up to a limit.</summary>
    public static void Add(Span<double> points, RecallInput input, bool isSilent)
    {
        Span<double> recorded = stackalloc double[points.Length], signs = stackalloc double[points.Length];
        foreach (var code in input.RecordedReasons)
        {
            if (Recorded.TryGetValue(code, out var symptom)) recorded[(int)symptom.Reason] = Math.Max(recorded[(int)symptom.Reason], symptom.Points);
        }

        foreach (var sign in input.Signs)
        {
            if (sign.Discounted is null) signs[(int)sign.Label] += sign.EventId is null ? OfAnAbsence : OfAFact;
        }

        for (var r = 0; r < points.Length; r++) points[r] += recorded[r] + Math.Min(isSilent ? MostWithoutOne : MostBesideANarrative, signs[r]);
    }
}
