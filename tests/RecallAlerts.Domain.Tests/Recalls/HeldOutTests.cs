namespace RecallAlerts.Domain.Tests.Recalls;

public sealed class HeldOutTests
{
    private static readonly Judged[] HeldOut = Judged.Of("held-out", "*.jsonl");

    // Written by somebody who had not seen the lexicon; nothing was fitted on them. When these fail, the texts are not to be read to mend it:
    // write other narratives of the kind that fails into the development set.
    [Fact]
    public void HeldOutNarratives_AreAnsweredRight()
    {
        Assert.InRange(HeldOut.Length, 180, int.MaxValue);
        Assert.InRange(Judged.Accuracy(HeldOut), 0.90, 1);
        Assert.InRange(Judged.MacroF1(HeldOut), 0.90, 1);
    }

    [Fact]
    public void HeldOutNarratives_AreAnsweredWithACalibratedConfidence() => Assert.InRange(Judged.CalibrationError(HeldOut), 0, 0.10);

    // These are development cases, on which the points were fitted: this says that nothing broke, not how good the classifier is.
    [Fact]
    public void DevelopmentNarratives_AreAnsweredRight()
    {
        var development = Judged.Of("development", "n.jsonl");

        Assert.Equal(64, development.Length);
        Assert.InRange(Judged.Accuracy(development), 0.90, 1);
        Assert.InRange(Judged.MacroF1(development), 0.90, 1);
    }
}
