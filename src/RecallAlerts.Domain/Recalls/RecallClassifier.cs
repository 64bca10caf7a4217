namespace RecallAlerts.Domain.Recalls;

/// <summary>Says which cause the evidence supports, shows the evidence, and says so when there is not enough of it (recall-reasons.md).</summary>
public static class RecallClassifier
{
    /// <summary>The version: the same input and version give the same answer, byte for byte.</summary>
    public static string Version => "draft";

    /// <summary>Classifies a recall.</summary>
    /// <param name="input">Narrative, recorded reasons and signs of the timeline.</param>
    /// <param name="reviewBelow">The confidence under which a person should look (policy).</param>
    public static RecallClassification Classify(RecallInput input, double reviewBelow) =>
        new(RecallReason.InsufficientInformation, [], 0.3, NeedsReview: 0.3 < reviewBelow, [new NarrativeEvidence(RecallReason.InsufficientInformation, "nothing-stated", null, 0, input.Narrative?.Length ?? 0)], Version);
}
