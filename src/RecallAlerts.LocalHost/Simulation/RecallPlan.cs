using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>The classes of recall-reasons.md.</summary>
public enum RecallCause
{
    Homelessness,
    SubstanceMisuse,
    ContinuityFailure,
    FurtherOffence,
    NonComplianceOther,
    InsufficientInformation,
}

/// <summary>What happened, more exactly: it shapes the weeks before the recall and the words of the narrative alike.</summary>
public enum RecallStory
{
    NoAddress,
    PlacementEnded,
    AskedToLeave,
    DrugTests,
    RefusedTests,
    Alcohol,
    NoHandover,
    ManyPractitioners,
    NoPractitioner,
    NothingBooked,
    LostInTransfer,
    NewCharge,
    Curfew,
    ExclusionZone,
    Disengaged,
    Device,
    NothingSaid,
}

/// <summary>A recall that will happen.</summary>
/// <param name="RecalledAt">When; the watch ends then.</param>
/// <param name="Cause">The true cause: what a classifier should find.</param>
/// <param name="Story">What happened, more exactly.</param>
/// <param name="Type">An official recall type.</param>
/// <param name="Reasons">The reasons recorded: symptoms, as in life.</param>
public sealed record RecallPlan(
    Instant RecalledAt, RecallCause Cause, RecallStory Story, string Type, IReadOnlyList<string> Reasons)
{
    /// <summary>A further charge was recorded though the cause is another: the arrest came to nothing.</summary>
    public bool ArrestCameToNothing => Cause != RecallCause.FurtherOffence && Reasons.Contains(RecallReasons.FurtherOffence);

    /// <summary>The length of a fixed-term recall in days; null for a standard one.</summary>
    public int? FixedTermDays => Type switch
    {
        "FTR_14" or "FTR_HDC_14" => 14,
        "FTR_28" or "FTR_HDC_28" => 28,
        "FTR_56" => 56,
        _ => null,
    };
}
