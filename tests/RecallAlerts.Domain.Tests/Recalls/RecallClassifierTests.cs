using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>The rules of recall-reasons.md, each with narratives written for it.</summary>
public sealed class RecallClassifierTests
{
    private const double ReviewBelow = 0.7;

    [Theory]
    [InlineData("No evidence of drug use. No concerns about alcohol. Accommodation stable.")]
    [InlineData("Denied using drugs, no signs of drug use seen. Recall agreed.")]
    [InlineData("Not homeless, never evicted. Nothing more on the system.")]
    [InlineData("Was using heroin last year but clean since. Nothing since. Details to follow.")]
    [InlineData("History of heroin use before custody, clean since. Licence revoked, see Part A.")]
    [InlineData("Homeless years ago, now housed and settled. Rationale to follow.")]
    [InlineData("His brother was using heroin and smoking crack. Recall agreed, see Part A.")]
    [InlineData("His cousin was charged with burglary. Recall authorised, paperwork to follow.")]
    [InlineData("Suspected drug use, unconfirmed. Intel suggests possible relapse. Recall agreed.")]
    [InlineData("?drug use ?relapse. Recall requested, see Part A.")]
    [InlineData("Neighbour says he might be using. Unverified. Recall rationale to follow.")]
    [InlineData("Arrested on suspicion of burglary, no further action taken. Recall rationale to follow.")]
    [InlineData("Arrested for shoplifting, released NFA by police. See Part A.")]
    [InlineData("Arrested for shoplifting, released without charge.")]
    [InlineData("Arrested for theft. No charge. Paperwork to follow.")]
    [InlineData("Charged with theft, discontinued at court.")]
    [InlineData("Charged with robbery but acquitted, not guilty verdict.")]
    [InlineData("Arrested for burglary but released without charge, case dropped.")]
    [InlineData("Recall requested. Paperwork to follow.")]
    [InlineData("Failed to reside.")]
    [InlineData("Out of touch, non-compliance.")]
    public void Narrative_WhoseCuesDoNotCount_IsInsufficientInformation(string text) => Assert.Equal(RecallReason.InsufficientInformation, Classify(text).Primary);

    [Theory]
    [InlineData("Released NFA, sleeping in a doorway since. Failed to reside.", RecallReason.Homelessness)]
    [InlineData("NFA on release, rough sleeping since.", RecallReason.Homelessness)]
    [InlineData("CAS3 ended after 84 nights with no move-on, sofa surfing since.", RecallReason.Homelessness)]
    [InlineData("Says he is not using but tested positive for cocaine twice.", RecallReason.SubstanceMisuse)]
    [InlineData("Denies heroin use. Test came back positive for opiates.", RecallReason.SubstanceMisuse)]
    [InlineData("\"I've not touched a drop\" - blew over the limit and was slurring, stinking of cider.", RecallReason.SubstanceMisuse)]
    [InlineData("Evicted from his flat, rough sleeping, relapsed on heroin, then charged with robbery and remanded in custody.", RecallReason.FurtherOffence)]
    [InlineData("No handover and no officer for weeks. Charged with burglary, before magistrates in the morning.", RecallReason.FurtherOffence)]
    [InlineData("A bed was available at the hostel but he refused to stay there. Curfew breached.", RecallReason.NonComplianceOther)]
    [InlineData("CAS3 bed was available but he chose to leave it and move in with a friend, refuses to engage.", RecallReason.NonComplianceOther)]
    [InlineData("Entered the exclusion zone outside her school and contacted the victim.", RecallReason.NonComplianceOther)]
    [InlineData("Nobody had the case after transfer, no appointments offered, letters sent to the wrong address.", RecallReason.ContinuityFailure)]
    [InlineData("Curfew breached three times, tag strap cut. No new offence.", RecallReason.NonComplianceOther)]
    public void Narrative_OfOneCause_HasIt(string text, RecallReason primary) => Assert.Equal(primary, Classify(text).Primary);

    [Theory]
    [InlineData("No officer was allocated for six weeks, prescription not sent across; he relapsed on heroin without his methadone.", RecallReason.ContinuityFailure, RecallReason.SubstanceMisuse)]
    [InlineData("Nobody had the case after transfer, script not sent, relapsed.", RecallReason.ContinuityFailure, RecallReason.SubstanceMisuse)]
    [InlineData("Lost his flat and was sofa surfing; this led to relapse on heroin.", RecallReason.Homelessness, RecallReason.SubstanceMisuse)]
    [InlineData("Lost his flat. Relapsed as a result.", RecallReason.Homelessness, RecallReason.SubstanceMisuse)]
    [InlineData("Evicted; now using heroin because he has nowhere to live.", RecallReason.Homelessness, RecallReason.SubstanceMisuse)]
    [InlineData("Landlord put him out, slept rough for two weeks and started using again because of it.", RecallReason.Homelessness, RecallReason.SubstanceMisuse)]
    [InlineData("Evicted from the hostel for using spice.", RecallReason.SubstanceMisuse, RecallReason.Homelessness)]
    [InlineData("Relapsed on heroin, positive tests. As a result lost his hostel place and is sleeping rough.", RecallReason.SubstanceMisuse, RecallReason.Homelessness)]
    public void Narrative_OfACauseThatLedToTheNext_HasTheEarliestFirst(string text, RecallReason primary, RecallReason secondary)
    {
        var answer = Classify(text);

        Assert.Equal(primary, answer.Primary);
        Assert.Contains(secondary, answer.Secondary);
    }

    [Theory]
    [InlineData("Arrested for shoplifting, NFA by police. Had been compliant.", RecallReason.Homelessness)]
    [InlineData("Charged with section 18 wounding and remanded.", RecallReason.Homelessness)]
    [InlineData("Missed his appointments for 14 days and was away for 2 nights.", RecallReason.Homelessness)]
    [InlineData("His officer saw him weekly, curfew breached.", RecallReason.ContinuityFailure)]
    [InlineData("Dealing heroin and crack from the flat. No sign of use.", RecallReason.SubstanceMisuse)]
    public void Narrative_ThatDoesNotSaySo_HasNoEvidenceThatCounts(string text, RecallReason reason) =>
        Assert.DoesNotContain(Classify(text).Evidence, e => e.Label == reason && e.Discounted is null);

    [Theory]
    [InlineData("No evidence of drug use. Curfew breached.", "drug use", Discount.Negated)]
    [InlineData("Denies heroin use. Test came back positive for opiates.", "heroin use", Discount.Negated)]
    [InlineData("History of drug use before custody. Curfew breached.", "drug use", Discount.Historic)]
    [InlineData("Homeless in 2019. Curfew breached.", "Homeless", Discount.Historic)]
    [InlineData("?relapse. Curfew breached.", "relapse", Discount.Hypothetical)]
    [InlineData("Possible relapse. Curfew breached.", "relapse", Discount.Hypothetical)]
    [InlineData("His brother was using heroin. Curfew breached.", "was using", Discount.OtherPerson)]
    public void Cue_ThatDoesNotCount_SaysWhy(string text, string span, Discount why) =>
        Assert.Contains(Classify(text).Evidence.OfType<NarrativeEvidence>(), e => e.Discounted == why && text.Substring(e.Start, e.Length).Contains(span, StringComparison.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("\U0001F3E0")]
    public void Narrative_OfNothing_IsInsufficientInformationForReview(string? text)
    {
        var answer = Classify(text);

        Assert.Equal((RecallReason.InsufficientInformation, true), (answer.Primary, answer.NeedsReview));
        Assert.Empty(answer.Secondary);
        Assert.NotEmpty(answer.Evidence);
    }

    // The name of a cue is kept longer than the narrative, so it may not be made of its words.
    [Theory]
    [InlineData("Same as his cousin's, see the other file.")]
    [InlineData("Came to nothing at the caravan with mam on the Tuesday.")]
    [InlineData("Recalled. Behaviour.")]
    public void Evidence_WithoutACueOfTheLexicon_IsNotNamedByWordsOfTheText(string text) =>
        Assert.All(Classify(text).Evidence, e => Assert.True(e.Cue is "words" or "nothing-stated" or ['@', ..] || e.Discounted is not null || !text.Contains(e.Cue, StringComparison.OrdinalIgnoreCase), e.Cue));

    [Theory]
    [InlineData("No sign of drink. Curfew breached.", "drink")]
    [InlineData("Denies touching spice. Curfew breached.", "spice")]
    public void Word_OfAGroupThatIsDenied_SaysSo(string text, string word) =>
        Assert.Contains(Classify(text).Evidence.OfType<NarrativeEvidence>(), e => e.Discounted == Discount.Negated && text.Substring(e.Start, e.Length).Contains(word, StringComparison.Ordinal));

    [Fact]
    public void Narrative_BeyondTheLimit_IsNotRead()
    {
        var text = "Evicted, rough sleeping. " + new string(' ', 20_000) + "Charged with robbery and remanded.";

        Assert.Equal(Shown.Text(Classify(text[..20_000])), Shown.Text(Classify(text)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Review_IsNeededBelowThePolicysConfidence(double reviewBelow, bool needed) =>
        Assert.Equal(needed, RecallClassifier.Classify(new RecallInput("Curfew breached, tag cut off.", [], []), reviewBelow).NeedsReview);

    [Fact]
    public void Review_AtTheThresholdItself_IsNotNeeded()
    {
        var confidence = Classify("Evicted from the hostel for using spice.").Confidence;

        Assert.False(RecallClassifier.Classify(new RecallInput("Evicted from the hostel for using spice.", [], []), confidence).NeedsReview);
        Assert.True(RecallClassifier.Classify(new RecallInput("Evicted from the hostel for using spice.", [], []), confidence + 0.001).NeedsReview);
    }

    private static RecallClassification Classify(string? text) => RecallClassifier.Classify(new RecallInput(text, [], []), ReviewBelow);
}
