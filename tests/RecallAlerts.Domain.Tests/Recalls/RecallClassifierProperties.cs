using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>What holds of every answer, whatever the text.</summary>
public sealed class RecallClassifierProperties
{
    private const int Runs = 1_500;
    private const double ReviewBelow = 0.7;
    private static readonly RecallReason[] WithFacts = [RecallReason.Homelessness, RecallReason.SubstanceMisuse, RecallReason.ContinuityFailure];

    [Fact]
    public void Evidence_OfAnyText_LiesInTheText() => Hold((input, c) => c.Evidence.OfType<NarrativeEvidence>().All(e =>
        e.Start >= 0 && e.Length >= 0 && e.Start + e.Length <= (input.Narrative ?? "").Length && (e.Length > 0 || string.IsNullOrEmpty(input.Narrative))));

    [Fact]
    public void Labels_OfAnyText_HaveEvidenceThatCounts() => Hold((_, c) =>
        c.Secondary.Prepend(c.Primary).All(label => c.Evidence.Any(e => e.Label == label && e.Discounted is null)));

    // That nothing was stated speaks for no cause.
    [Fact]
    public void Causes_OfAnyText_RestOnMoreThanThatNothingIsStated() => Hold((_, c) =>
        c.Primary == RecallReason.InsufficientInformation || c.Evidence.Any(e => e.Label == c.Primary && e.Discounted is null && e.Cue != "nothing-stated"));

    [Fact]
    public void Evidence_OfAnyText_IsInOrderAndNothingTwice() => Hold((_, c) =>
    {
        var spans = c.Evidence.OfType<NarrativeEvidence>().ToArray();
        return spans.Select(e => e.Start).SequenceEqual(spans.Select(e => e.Start).Order()) && spans.Distinct().Count() == spans.Length &&
               c.Evidence.Take(spans.Length).All(e => e is NarrativeEvidence);
    });

    [Fact]
    public void Secondary_OfAnyText_IsInOrderWithoutPrimaryAndInsufficientInformation() => Hold((_, c) =>
        c.Secondary.SequenceEqual(c.Secondary.Distinct().Order()) && !c.Secondary.Contains(c.Primary) && !c.Secondary.Contains(RecallReason.InsufficientInformation) &&
        (c.Primary != RecallReason.InsufficientInformation || c.Secondary.Count == 0));

    [Fact]
    public void Confidence_OfAnyText_IsInWholeHundredthsUpTo99() => Hold((_, c) =>
        c.Confidence is >= 0 and <= 0.99 && Math.Abs((c.Confidence * 100) - Math.Round(c.Confidence * 100)) < 1e-9);

    [Fact]
    public void Review_OfAnyText_IsNeededJustBelowTheThresholdOrWhenTheTimelineDisagrees() => Hold((input, c) =>
    {
        var facts = input.Signs.Where(s => s.EventId is not null && s.Discounted is null).Select(s => s.Label).ToArray();
        var disagrees = c.Primary != RecallReason.FurtherOffence && facts.Length > 0 && !facts.Any(f => f == c.Primary || c.Secondary.Contains(f));
        return c.NeedsReview == (c.Confidence < ReviewBelow || disagrees);
    });

    [Fact]
    public void Answer_ToTheSameInput_IsTheSameAfterAnyOther()
    {
        var before = new RecallInput("Relapsed.", [], []);
        Hold((input, c) =>
        {
            RecallClassifier.Classify(before, ReviewBelow);
            before = input;
            return Shown.Text(c) == Shown.Text(RecallClassifier.Classify(input, ReviewBelow)) && c.Classifier == RecallClassifier.Version;
        });
    }

    [Fact]
    public void Answers_OnParallelThreads_AreTheSame()
    {
        var texts = Judged.Narratives("development", "n.jsonl").Select(n => n.Text).ToArray();
        var one = texts.Select(Answer).ToArray();

        for (var round = 0; round < 10; round++) Assert.Equal(one, texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(Answer));
    }

    [Fact]
    public void Text_OfTheWorstKinds_IsAnswered() => Assert.All(RecallNarratives.Worst, text =>
    {
        var c = RecallClassifier.Classify(new RecallInput(text, [], []), ReviewBelow);

        Assert.Contains(c.Evidence, e => e.Label == c.Primary && e.Discounted is null);
        Assert.All(c.Evidence.OfType<NarrativeEvidence>(), e => Assert.InRange(e.Start + e.Length, 0, text.Length));
    });

    private static string Answer(string text) => Shown.Text(RecallClassifier.Classify(new RecallInput(text, [], []), ReviewBelow));

    private static void Hold(Func<RecallInput, RecallClassification, bool> property) =>
        Texts.Hold(Runs, RecallNarratives.Inputs, input => property(input, RecallClassifier.Classify(input, ReviewBelow)));
}
