using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Application.Tests.Recalls.RecalledCase;

namespace RecallAlerts.Application.Tests.Recalls;

public sealed class RecallDecisionTests
{
    private const string Narrative = "He lost his room and slept rough.";
    private const string Other = "He was found at the address of the victim.";

    [Fact]
    public void Recall_IsOneRowOfWhatWasSentAndDerived()
    {
        var row = new RecalledCase().Recalled(narrative: Narrative).Opened(RuleId.AppointmentMissed, 30).One();
        Assert.Equal(("R1", RecalledAt, RecalledAt, "FTR_28", "FAILED_RESIDE"), (row.RecallId, row.RecalledAt, row.RecordedAt, row.Type, row.RecordedReasons));
        Assert.Equal((RecallStatus.Active, "e1", true), (row.Status, row.NarrativeOf, row.HasNarrative));
        Assert.Equal((RecallClassifier.Version, PolicyDocument.Default.Version), (row.Machine.Classifier, row.PolicyVersion));
        Assert.Equal(new RecallStanding(Rosh.High, "wales", AccommodationCategory.None, AccommodationCategory.None, 14), row.Standing);
        Assert.Equal(1, row.LookBack.OpenAtRecall);
        var answer = Assert.IsType<PastAnswer.OfClassifier>(Assert.Single(row.Answers));
        Assert.Equal((Later, row.Machine.Confidence, row.Machine.Classifier), (answer.At, answer.Confidence, answer.Classifier));
        Assert.True(answer.Reason.IsSameAs(row.OfMachine));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public void Recall_IsThereFromWhenItIsEffective(int seconds, int rows) =>
        Assert.Equal(rows, new RecalledCase().Recalled(lateHours: 5).Decide(RecalledAt.PlusHours(5).PlusSeconds(seconds)).Count);

    [Fact]
    public void Case_WithoutARecall_HasNoRow() => Assert.Empty(new RecalledCase().Decide());

    [Fact]
    public void Case_LookedAtWithTheClockPutBack_IsAsOfItsLastReview()
    {
        var material = new RecalledCase().Recalled().Material();
        Assert.Empty(Decision.Decide(material, ReleasedAt));
        Assert.Single(Decision.Decide(material with { Case = material.Case with { ReviewedAt = Later } }, ReleasedAt));
    }

    [Fact]
    public void Correction_IsInForceAsTheLastInFactOrder()
    {
        var row = new RecalledCase().Recalled("e2", hours: 1, type: "LR", reasons: "OTHER").Recalled(narrative: Narrative).One();
        Assert.Equal((RecalledAt.PlusHours(1), "LR", "OTHER"), (row.RecalledAt, row.Type, row.RecordedReasons));
    }

    [Fact]
    public void Correction_WithoutANarrative_KeepsTheOneBefore()
    {
        var row = new RecalledCase().Recalled(narrative: Narrative).Recalled("e2", hours: 1).One();
        Assert.Equal(("e1", true), (row.NarrativeOf, row.HasNarrative));
        AssertReads(Narrative, row, hours: 1);
    }

    [Fact]
    public void Charge_ThatALaterFactNoLongerNames_CountsForNothing()
    {
        const string Charged = "Charged with burglary and remanded. He had also cut his tag off twice.";
        const string Code = "POOR_BEHAVIOUR_FURTHER_OFFENCE";
        var charged = new RecalledCase().Recalled(narrative: Charged, reasons: Code);
        Assert.Equal(RecallReason.FurtherOffence, charged.One().Machine.Primary);
        var dropped = charged.Recalled("e2", hours: 1, reasons: "POOR_BEHAVIOUR_NON_COMPLIANCE").One().Machine;
        Assert.DoesNotContain(RecallReason.FurtherOffence, dropped.Secondary.Append(dropped.Primary));
        Assert.All(dropped.Evidence.Where(e => e.Label == RecallReason.FurtherOffence), e => Assert.Equal(Discount.Negated, e.Discounted));
        Assert.Contains(dropped.Evidence, e => e.Label == RecallReason.FurtherOffence);
    }

    [Fact]
    public void Charge_ThatIsDroppedAfterTheNarrativeIsDeleted_IsNotKept()
    {
        var charged = new RecalledCase().Recalled(narrative: "Charged with burglary and remanded.", reasons: "POOR_BEHAVIOUR_FURTHER_OFFENCE").One() with { HasNarrative = false };
        var dropped = new RecalledCase().Recalled(reasons: "POOR_BEHAVIOUR_FURTHER_OFFENCE").Recalled("e2", hours: 1, reasons: "OTHER").One(charged).Machine;
        Assert.Equal((RecallReason.InsufficientInformation, true), (dropped.Primary, dropped.NeedsReview));
    }

    [Fact]
    public void Correction_WithANarrative_IsReadInstead()
    {
        var before = new RecalledCase().Recalled(narrative: Narrative);
        var row = before.Recalled("e2", hours: 1, narrative: Other).One(new RecalledCase().Recalled(narrative: Narrative).One());
        Assert.Equal("e2", row.NarrativeOf);
        AssertReads(Other, row, hours: 1);
    }

    [Fact]
    public void Correction_WhoseFirstWasWithdrawn_StandsAlone()
    {
        var row = new RecalledCase().Recalled(narrative: Narrative).Withdrawn("e1").Recalled("e2", hours: -1).One();
        Assert.Equal((RecallStatus.Active, RecalledAt.PlusHours(-1), null, false), (row.Status, row.RecalledAt, row.NarrativeOf, row.HasNarrative));
    }

    [Fact]
    public void Variant_OfAnotherTime_IsNotReadForTheOneInForce()
    {
        var c = new RecalledCase().Recalled("e1", hours: 1, narrative: Other).Recalled("e1", hours: 0, narrative: Narrative);
        AssertReads(Narrative, c.One(), hours: 0);
    }

    [Fact]
    public void Recalls_OfTwoIds_AreTwoRows() =>
        Assert.Equal(["R1", "R2"], new RecalledCase().Recalled().Withdrawn("e1").Recalled("e2", hours: 48, recallId: "R2").Decide().Select(r => r.RecallId).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(23, RecallStatus.Active)]
    [InlineData(24, RecallStatus.Withdrawn)]
    public void Withdrawal_OfAll_WithdrawsTheRecallWhetherItWasSeenBeforeOrNot(int hours, RecallStatus status)
    {
        var now = RecalledAt.PlusHours(hours);
        var c = new RecalledCase().Recalled(narrative: Narrative).Withdrawn("e1");
        var fresh = Assert.Single(c.Decide(now));
        var seen = Assert.Single(c.Decide(now, new RecalledCase().Recalled(narrative: Narrative).One()));
        Assert.Equal((status, status), (fresh.Status, seen.Status));
        Assert.Equal((fresh.RecalledAt, fresh.Type, fresh.NarrativeOf), (seen.RecalledAt, seen.Type, seen.NarrativeOf));
    }

    [Fact]
    public void Withdrawal_OfOneOfTwo_LeavesTheOther()
    {
        var row = new RecalledCase().Recalled(narrative: Narrative).Recalled("e2", hours: 1, type: "LR").Withdrawn("e2").One();
        Assert.Equal((RecallStatus.Active, "FTR_28", RecalledAt), (row.Status, row.Type, row.RecalledAt));
    }

    [Fact]
    public void Row_WhoseFactsAreGone_IsWithdrawn() =>
        Assert.Equal(RecallStatus.Withdrawn, new RecalledCase().One(new RecalledCase().Recalled().One()).Status);

    [Fact]
    public void DeletedNarrative_LeavesTheAnswerAsItWas()
    {
        var before = Answered(new RecalledCase().Recalled(narrative: Narrative).One());
        var row = new RecalledCase().Recalled().Recalled("e2", hours: 1, type: "LR").One(before with { HasNarrative = false });
        Assert.Same(before.Machine, row.Machine);
        Assert.Equal(("old policy", "e1", false, "LR"), (row.PolicyVersion, row.NarrativeOf, row.HasNarrative, row.Type));
        Assert.Equal(before.Answers, row.Answers);
    }

    [Fact]
    public void DeletedNarrative_OfAFactThatIsWithdrawn_LeavesNothingToStandOn()
    {
        var before = Answered(new RecalledCase().Recalled(narrative: Narrative).One());
        var row = new RecalledCase().Recalled().Withdrawn("e1").Recalled("e2", hours: 1).One(before with { HasNarrative = false });
        Assert.Equal((RecallClassifier.Version, null), (row.Machine.Classifier, row.NarrativeOf));
    }

    [Fact]
    public void NewNarrative_AfterADeletion_ClassifiesAgain()
    {
        var before = Answered(new RecalledCase().Recalled(narrative: Narrative).One());
        var row = new RecalledCase().Recalled().Recalled("e2", hours: 1, narrative: Other).One(before with { HasNarrative = false });
        Assert.Equal("e2", row.NarrativeOf);
        AssertReads(Other, row, hours: 1);
        Assert.Equal(before.Answers.Count + 1, row.Answers.Count);
    }

    [Fact]
    public void Recall_DecidedAgain_GetsNoNewAnswer()
    {
        var c = new RecalledCase().Recalled(narrative: Narrative);
        var once = c.One();
        Assert.Same(once.Answers, Assert.Single(c.Decide(Later.PlusHours(5), once)).Answers);
    }

    [Theory]
    [InlineData(RecallReason.SubstanceMisuse, null, null)]
    [InlineData(RecallReason.InsufficientInformation, RecallReason.Homelessness, 40L)]
    [InlineData(RecallReason.InsufficientInformation, RecallReason.FurtherOffence, 30L)]
    [InlineData(RecallReason.InsufficientInformation, RecallReason.SubstanceMisuse, null)]
    public void LookBack_IsOfTheReasonThatTheRowStandsFor(RecallReason machine, RecallReason? person, long? hours)
    {
        var c = new RecalledCase().Recalled(narrative: Narrative).Opened(RuleId.Homeless, 40).Opened(RuleId.AppointmentMissed, 30);
        var kept = Answered(c.One()) with { HasNarrative = false, Person = person is { } reason ? new ReasonAnswer(reason, []) : null };
        var deleted = new RecalledCase().Recalled().Opened(RuleId.Homeless, 40).Opened(RuleId.AppointmentMissed, 30);
        Assert.Equal(hours, deleted.One(kept with { Machine = kept.Machine with { Primary = machine } }).LookBack.LeadTimeHours);
    }

    [Fact]
    public void Amendment_AfterTheRecording_DoesNotChangeHowThePersonStood()
    {
        var amended = new ReleaseAmended("a", RecalledAt.PlusHours(1), RecalledAt.PlusHours(1), new ReleaseAmendment { Rosh = new Amended<Rosh>(Rosh.Low), Region = new Amended<string>("london") });
        Assert.Equal((Rosh.High, "wales"), new RecalledCase().Recalled().With(amended).One().Standing is var s ? (s.Rosh, s.Region) : default);
        Assert.Equal((Rosh.Low, "london"), new RecalledCase().Recalled(lateHours: 1).With(amended).One().Standing is var t ? (t.Rosh, t.Region) : default);
    }

    private static RecallRecord Answered(RecallRecord row) => row with
    {
        PolicyVersion = "old policy",
        Machine = row.Machine with { Classifier = "old" },
        Answers = [.. row.Answers, new PastAnswer.OfClassifier(Later, row.OfMachine, row.Machine.Confidence, "old")],
    };

    private static void AssertReads(string? narrative, RecallRecord row, int hours)
    {
        var expected = new RecalledCase().Recalled(hours: hours, narrative: narrative).One().Machine;
        Assert.Equal((expected.Primary, expected.Confidence, expected.Classifier), (row.Machine.Primary, row.Machine.Confidence, row.Machine.Classifier));
        Assert.Equal(expected.Evidence, row.Machine.Evidence);
    }
}
