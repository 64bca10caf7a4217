using System.Collections.Frozen;

namespace RecallAlerts.Domain.Recalls;

/// <summary>Why somebody was recalled, as the evidence supports it (recall-reasons.md, Classes).</summary>
public enum RecallReason
{
    /// <summary>No address, a lost address, a placement that ended with no move-on.</summary>
    Homelessness,

    /// <summary>A return to drugs or alcohol.</summary>
    SubstanceMisuse,

    /// <summary>The service, not the person, broke the case across the gate. Names no individual.</summary>
    ContinuityFailure,

    /// <summary>A further charge or arrest that stands. Not proven.</summary>
    FurtherOffence,

    /// <summary>Curfew, tag, exclusion zone, behaviour, wilful disengagement.</summary>
    NonComplianceOther,

    /// <summary>Nothing above is supported.</summary>
    InsufficientInformation,
}

/// <summary>The written names of the reasons: words joined by underscores, as analysts know them.</summary>
public static class RecallReasons
{
    private static readonly string[] Names =
        ["homelessness", "substance_misuse", "continuity_failure", "further_offence", "non_compliance_other", "insufficient_information"];

    private static readonly FrozenDictionary<string, RecallReason> Values =
        Enum.GetValues<RecallReason>().ToFrozenDictionary(Text, StringComparer.Ordinal);

    /// <summary>All reasons, in the order of declaration.</summary>
    public static IReadOnlyList<RecallReason> All { get; } = Enum.GetValues<RecallReason>();

    /// <summary>All written names, in the order of declaration.</summary>
    public static IReadOnlyList<string> AllNames => Names;

    /// <summary>The written name.</summary>
    public static string Text(RecallReason reason) => Names[(int)reason];

    /// <summary>Reads a written name; false when it is none.</summary>
    public static bool TryParse(string? text, out RecallReason reason)
    {
        reason = default;
        return text is not null && Values.TryGetValue(text, out reason);
    }
}
