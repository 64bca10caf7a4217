using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>What the timeline says at a recall 40 days after a release on 2 June 2026.</summary>
public sealed class TimelineSignTests
{
    private const string RecalledAt = "2026-07-12T09:00:00Z";
    private const string Before = "2026-07-10T09:00:00Z";
    private const string JustAfter = "2026-07-12T09:00:01Z";

    [Fact]
    public void QuietRelease_WithAnAppointment_HasNoSigns() => Assert.Equal([], Signs(Kept()));

    [Fact]
    public void HomelessAtTheRecall_IsASign()
    {
        Assert.Equal(["homeless-at-recall e002"], Signs(Kept().Lives("A08A", Before)));
        Assert.Equal(["homeless-at-recall e002"], Signs(Kept().Lives("A08A", RecalledAt)));
        Assert.Equal([], Signs(Kept().Lives("A08A", JustAfter)));
        Assert.Equal([], Signs(Kept().Lives("A08A", Before, recorded: JustAfter)));
        Assert.Equal([], Signs(Kept().Lives("A08A", "2026-06-03T09:00:00Z").Lives("A01A", Before)));
    }

    [Fact]
    public void PlacementThatEnded_IsASignUntilAnotherBegins()
    {
        Assert.Equal(["placement-ended e003"], Signs(Kept().Lives("A01A", "2026-06-03T09:00:00Z").Left(Before)));
        Assert.Equal([], Signs(Kept().Left("2026-06-20T09:00:00Z").Lives("A01A", Before)));
    }

    [Fact]
    public void TransientSpells_AreASignFromTwo()
    {
        Assert.Equal([], Signs(Kept().Lives("A02", "2026-06-03T09:00:00Z").Lives("A01A", Before)));
        Assert.Equal(["two-transient-spells e004"], Signs(Kept().Lives("A02", "2026-06-03T09:00:00Z").Lives("A01A", "2026-06-10T09:00:00Z").Lives("A03", "2026-06-20T09:00:00Z").Lives("A01A", Before)));
    }

    // rules.md: a spell is an unbroken run, so a place recorded again is still the same spell.
    [Fact]
    public void TransientPlace_RecordedAgain_IsOneSpell() =>
        Assert.Equal([], Signs(Kept().Lives("A02", "2026-06-03T09:00:00Z").Lives("A02", "2026-06-10T09:00:00Z").Lives("A01A", Before)));

    // rules.md: left and arrived at one moment is a move, and the end does not count at all.
    [Fact]
    public void PlacementThatEndedWithAMove_IsNoSign() =>
        Assert.Equal([], Signs(Kept().Lives("A01A", "2026-06-03T09:00:00Z").Lives("A01C", Before).Left(Before)));

    [Theory]
    [InlineData("2026-06-14T09:00:00Z", false)]
    [InlineData("2026-06-14T09:00:01Z", true)]
    [InlineData("2026-07-12T09:00:00Z", true)]
    [InlineData("2026-07-12T09:00:01Z", false)]
    public void PositiveTest_CountsForTwentyEightDays(string at, bool counts) =>
        Assert.Equal(counts ? ["positive-test e002"] : [], Signs(Kept().Tested(TestResult.Positive, at)));

    [Fact]
    public void Tests_OfEachResult_AreSignsOnceEach() => Assert.Equal(
        ["positive-test e003", "refused-test e004"],
        Signs(Kept().Tested(TestResult.Positive, "2026-07-01T09:00:00Z").Tested(TestResult.Positive, "2026-07-02T09:00:00Z")
            .Tested(TestResult.Refused, "2026-07-03T09:00:00Z").Tested(TestResult.Negative, "2026-07-04T09:00:00Z")));

    [Fact]
    public void TreatmentThatDidNotStart_IsASignOnlyWithTheNeed()
    {
        Assert.Equal(["no-treatment-started"], Signs(Kept().NeedsHelpWith(Need.SubstanceMisuse)));
        Assert.Equal([], Signs(Kept().NeedsHelpWith(Need.SubstanceMisuse).Treated("2026-06-05T09:00:00Z")));
        Assert.Equal([], Signs(Kept().NeedsHelpWith(Need.Employment)));
    }

    [Fact]
    public void AbsencesOfContinuity_AreSignsWithoutAFact()
    {
        Assert.Equal(["no-appointment-booked"], Signs(Given.Release()));
        Assert.Equal(["no-practitioner"], Signs(Kept().WithNobody()));
        Assert.Equal(["no-handover"], Signs(Kept().With(r => r with { HandoverCompleted = false })));
        Assert.Equal([], Signs(Kept().With(r => r with { HandoverCompleted = false }).HandedOver(Before)));
        Assert.Equal(["no-handover"], Signs(Kept().With(r => r with { HandoverCompleted = false }).HandedOver(JustAfter)));
    }

    [Fact]
    public void Practitioners_AreASignFromThreeDifferentOnes()
    {
        Assert.Equal([], Signs(Kept().Allocated("P2", "2026-06-05T09:00:00Z").Allocated("P1", "2026-06-06T09:00:00Z")));
        Assert.Equal(["three-practitioners e003"], Signs(Kept().Allocated("P2", "2026-06-05T09:00:00Z").Allocated("P3", "2026-06-06T09:00:00Z")));
        Assert.Equal([], Signs(Kept().Allocated("P2", "2026-06-05T09:00:00Z").Allocated("P3", JustAfter)));
    }

    [Fact]
    public void Signs_OfSeveralReasons_AreByLabelAndCue()
    {
        var signs = TimelineSigns.Of(
            Given.Release().WithNobody().Lives("A08A", Before).Tested(TestResult.Refused, Before).Tested(TestResult.Positive, Before).Case(), Given.At(RecalledAt));

        Assert.Equal(["homeless-at-recall", "positive-test", "refused-test", "no-appointment-booked", "no-practitioner"], signs.Select(s => s.Cue));
        Assert.Equal(signs.Select(s => s.Label).Order(), signs.Select(s => s.Label));
        Assert.All(signs, s => Assert.Null(s.Discounted));
    }

    private static CaseBuilder Kept() => Given.Release().Booked("a", "2026-06-04T09:00:00Z", "2026-06-02T10:00:00Z");

    private static string[] Signs(CaseBuilder c) => [.. TimelineSigns.Of(c.Case(), Given.At(RecalledAt)).Select(s => $"{s.Cue} {s.EventId}".TrimEnd())];
}
