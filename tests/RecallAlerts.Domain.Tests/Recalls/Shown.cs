using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>An answer as text, to be compared.</summary>
internal static class Shown
{
    public static string Text(RecallClassification c) =>
        $"{c.Primary} [{string.Join(',', c.Secondary)}] {c.Confidence} {c.NeedsReview} {c.Classifier} {string.Join("; ", c.Evidence)}";
}
