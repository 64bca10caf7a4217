using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>What recorded reasons and the timeline do without a narrative, and beside one.</summary>
public sealed class SymptomTests
{
    private const double ReviewBelow = 0.7;

    private static readonly string[] Codes =
    [
        "FAILED_RESIDE", "FAILED_KEEP_IN_TOUCH", "FAILED_HOME_VISIT", "FAILED_WORK_AS_APPROVED", "POOR_BEHAVIOUR_ALCOHOL", "POOR_BEHAVIOUR_DRUGS",
        "POOR_BEHAVIOUR_FURTHER_OFFENCE", "POOR_BEHAVIOUR_NON_COMPLIANCE", "POOR_BEHAVIOUR_RELATIONSHIPS", "BREACH_EXCLUSION_ZONE", "TRAVELLING_OUTSIDE_UK", "OTHER",
        "NO_SUCH_CODE",
    ];

    public static TheoryData<string> Alone => [.. Codes];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            for (var a = 0; a < Codes.Length; a++)
            {
                for (var b = a + 1; b < Codes.Length; b++) pairs.Add(Codes[a], Codes[b]);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Alone))]
    public void RecordedReason_Alone_IsInsufficientInformation(string code) => Assert.Equal(RecallReason.InsufficientInformation, Classify(null, [code]).Primary);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void RecordedReasons_OfTwo_AreInsufficientInformation(string one, string other) =>
        Assert.Equal(RecallReason.InsufficientInformation, Classify(null, [one, other]).Primary);

    [Theory]
    [MemberData(nameof(Alone))]
    public void RecordedReason_GivenTwice_IsInsufficientInformation(string code) => Assert.Equal(RecallReason.InsufficientInformation, Classify(null, [code, code]).Primary);

    [Fact]
    public void RecordedReasons_AllOfThem_AreInsufficientInformation() => Assert.Equal(RecallReason.InsufficientInformation, Classify(null, Codes).Primary);

    [Fact]
    public void RecordedReasons_BesideANarrativeThatSaysNothing_ChangeNoReason() =>
        Assert.Equal(RecallReason.InsufficientInformation, Classify("Recall requested. Paperwork to follow.", ["POOR_BEHAVIOUR_DRUGS", "FAILED_RESIDE"]).Primary);

    [Fact]
    public void OneFact_WithoutANarrative_IsForReview()
    {
        var answer = Classify(null, [], Fact(RecallReason.Homelessness, "e1"));

        Assert.Equal((RecallReason.InsufficientInformation, true), (answer.Primary, answer.NeedsReview));
    }

    // A person sent to look must see why: the fact that does not fit stands in the evidence.
    [Fact]
    public void Fact_ThatTheAnswerDisagreesWith_StandsInTheEvidence()
    {
        Assert.Contains(Classify(null, [], Fact(RecallReason.Homelessness, "e1")).Evidence.OfType<TimelineEvidence>(), e => e.EventId == "e1");
        Assert.Contains(
            Classify("Recall requested. Paperwork to follow.", [], Fact(RecallReason.SubstanceMisuse, "e2")).Evidence.OfType<TimelineEvidence>(), e => e.EventId == "e2");
    }

    [Theory]
    [InlineData(RecallReason.Homelessness)]
    [InlineData(RecallReason.SubstanceMisuse)]
    [InlineData(RecallReason.ContinuityFailure)]
    public void TwoFacts_WithoutANarrative_AreTheReasonAndItsEvidence(RecallReason reason)
    {
        var answer = Classify(null, [], Fact(reason, "e1"), Fact(reason, "e2"));

        Assert.Equal(reason, answer.Primary);
        Assert.Equal(["e1", "e2"], answer.Evidence.OfType<TimelineEvidence>().Select(e => e.EventId!));
        Assert.Empty(answer.Evidence.OfType<NarrativeEvidence>());
    }

    [Fact]
    public void Facts_MoreThanTwo_WeighNoMoreThanTwo()
    {
        TimelineEvidence[] two = [Fact(RecallReason.Homelessness, "e1"), Fact(RecallReason.Homelessness, "e2")];

        Assert.Equal(Classify(null, [], two).Confidence, Classify(null, [], [.. two, Fact(RecallReason.Homelessness, "e3"), Fact(RecallReason.Homelessness, "e4")]).Confidence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Absences_WithoutANarrative_AreInsufficientInformation(int count)
    {
        var absences = Enumerable.Range(0, count).Select(i => new TimelineEvidence(RecallReason.ContinuityFailure, $"absent-{i}", null, null)).ToArray();

        Assert.Equal(RecallReason.InsufficientInformation, Classify(null, [], absences).Primary);
    }

    [Fact]
    public void Sign_ThatDoesNotCount_ChangesNothing()
    {
        var discounted = Fact(RecallReason.Homelessness, "e1") with { Discounted = Discount.Historic };

        Assert.Equal(Classify(null, []).Confidence, Classify(null, [], discounted, discounted).Confidence);
    }

    [Theory]
    [InlineData("Evicted from his flat, rough sleeping since.", RecallReason.SubstanceMisuse, true)]
    [InlineData("Evicted from his flat, rough sleeping since.", RecallReason.Homelessness, false)]
    [InlineData("Tested positive for cocaine, relapsed.", RecallReason.Homelessness, true)]
    [InlineData("Recall requested. Paperwork to follow.", RecallReason.Homelessness, true)]
    [InlineData("Charged with burglary and remanded in custody.", RecallReason.Homelessness, false)]
    public void Narrative_ThatTheTimelineDisagreesWith_IsForReview(string text, RecallReason fact, bool needed) =>
        Assert.Equal(needed, RecallClassifier.Classify(new RecallInput(text, [], [Fact(fact, "e1")]), 0).NeedsReview);

    [Fact]
    public void NarrativeAndTwoFactsOfAnother_NameItAsSecondary()
    {
        var answer = Classify("Evicted from his flat, rough sleeping since.", [], Fact(RecallReason.SubstanceMisuse, "e1"), Fact(RecallReason.SubstanceMisuse, "e2"));

        Assert.Equal(RecallReason.Homelessness, answer.Primary);
        Assert.Equal([RecallReason.SubstanceMisuse], answer.Secondary);
    }

    private static TimelineEvidence Fact(RecallReason reason, string id) => new(reason, "sign-" + id, null, id);

    private static RecallClassification Classify(string? text, string[] codes, params TimelineEvidence[] signs) =>
        RecallClassifier.Classify(new RecallInput(text, codes, signs), ReviewBelow);
}
