namespace RecallAlerts.Domain.Recalls;

/// <summary>Why a cue that was found does not count.</summary>
public enum Discount
{
    /// <summary>The text denies it.</summary>
    Negated,

    /// <summary>It is past and over, or was in custody.</summary>
    Historic,

    /// <summary>It is suspected, feared, possible or hearsay only.</summary>
    Hypothetical,

    /// <summary>It is about somebody else.</summary>
    OtherPerson,
}

/// <summary>One thing that speaks for a reason, or would if it counted. A closed hierarchy.</summary>
/// <param name="Label">The reason.</param>
/// <param name="Cue">The name of the cue in the lexicon, or of the sign of the timeline.</param>
/// <param name="Discounted">Why it does not count; null when it counts.</param>
public abstract record RecallEvidence(RecallReason Label, string Cue, Discount? Discounted);

/// <summary>A span of the narrative.</summary>
/// <param name="Label">The reason.</param>
/// <param name="Cue">The name of the cue in the lexicon.</param>
/// <param name="Discounted">Why it does not count; null when it counts.</param>
/// <param name="Start">Where it begins, in UTF-16 characters from 0.</param>
/// <param name="Length">How many UTF-16 characters it has.</param>
public sealed record NarrativeEvidence(RecallReason Label, string Cue, Discount? Discounted, int Start, int Length)
    : RecallEvidence(Label, Cue, Discounted);

/// <summary>A fact of the timeline, or the absence of one.</summary>
/// <param name="Label">The reason.</param>
/// <param name="Cue">The name of the sign.</param>
/// <param name="Discounted">Why it does not count; null when it counts.</param>
/// <param name="EventId">The fact; null when the sign is that something was never recorded.</param>
public sealed record TimelineEvidence(RecallReason Label, string Cue, Discount? Discounted, string? EventId)
    : RecallEvidence(Label, Cue, Discounted);

/// <summary>What the evidence says of why somebody was recalled.</summary>
/// <param name="Primary">The earliest cause that the evidence links to the recall.</param>
/// <param name="Secondary">Other causes, in the order of <see cref="RecallReason"/>; never the primary, never insufficient information.</param>
/// <param name="Confidence">0 to 1 in steps of 0.01, calibrated: of answers given with 0.8 about 80 % are right on held-out cases.</param>
/// <param name="NeedsReview">Confidence is under the policy's threshold, or narrative and timeline disagree.</param>
/// <param name="Evidence">Narrative evidence by place, then timeline evidence by label and cue. Every label has at least one item that counts.</param>
/// <param name="Classifier">The version: the same input and version give the same answer.</param>
public sealed record RecallClassification(
    RecallReason Primary, IReadOnlyList<RecallReason> Secondary, double Confidence, bool NeedsReview, IReadOnlyList<RecallEvidence> Evidence, string Classifier);

/// <summary>What a recall is classified by.</summary>
/// <param name="Narrative">The practitioner's own words; null when there are none, or no longer.</param>
/// <param name="RecordedReasons">The official reasons, which are symptoms.</param>
/// <param name="Signs">What the timeline says; empty without one.</param>
/// <param name="ChargeDropped">Whether a further charge was recorded at first and is no longer: what the narrative says of it counts for nothing then.</param>
public sealed record RecallInput(string? Narrative, IReadOnlyList<string> RecordedReasons, IReadOnlyList<TimelineEvidence> Signs, bool ChargeDropped = false);
