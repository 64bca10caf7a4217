using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class PlacementEndingRuleTests
{
    [Theory]
    [InlineData("2026-07-02T07:59:59Z", null)]
    [InlineData("2026-07-02T08:00:00Z", "medium")]
    [InlineData("2026-07-16T07:59:59Z", "medium")]
    [InlineData("2026-07-16T08:00:00Z", "high")]
    [InlineData("2026-07-27T07:59:59Z", "high")]
    [InlineData("2026-07-27T08:00:00Z", "urgent")]
    [InlineData("2026-08-15T08:00:00Z", "urgent")]
    public void PlacementEnding_TowardsItsEnd_RisesAt28And14And3DaysAndHoldsOn(string now, string? severity) => Assert.Equal(
        severity, Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").SeverityOf(RuleId.PlacementEnding, now));

    [Fact]
    public void PlacementEnding_KeyAndSince_AreTheEndAndItsFirstThreshold() => Assert.Equal(
        "2026-07-30 medium since 2026-07-02T08:00:00Z",
        Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").Says(RuleId.PlacementEnding, "2026-07-02T08:00:00Z"));

    [Theory]
    [InlineData("A01A", "2026-07-30", true)]
    [InlineData("A03", "2026-07-30", true)]
    [InlineData("A08C", "2026-07-30", false)]
    [InlineData("Z99", "2026-07-30", false)]
    [InlineData("A02", null, false)]
    [InlineData("A01A", null, false)]
    public void PlacementEnding_ByCodeAndEnd_HoldsForHousedWithAnEnd(string code, string? endsOn, bool holds) => Assert.Equal(
        holds, Given.Release().Lives(code, Given.ReleasedAt, endsOn)
            .SeverityOf(RuleId.PlacementEnding, "2026-07-29T12:00:00Z") is not null);

    [Fact]
    public void PlacementEnding_MovedInLate_CountsFromMovingIn() => Assert.Equal(
        "2026-07-30 high since 2026-07-20T10:00:00Z",
        Given.Release().Lives("A02", "2026-07-20T10:00:00Z", endsOn: "2026-07-30").Says(RuleId.PlacementEnding, "2026-07-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_ThresholdBeforeTheRelease_CountsFromTheRelease() => Assert.Equal(
        "2026-06-25 medium since 2026-06-02T09:00:00Z",
        Given.Release().Lives("A02", "2026-05-01T10:00:00Z", endsOn: "2026-06-25").Says(RuleId.PlacementEnding, "2026-06-02T09:00:00Z"));

    [Theory]
    [InlineData("2026-06-02T09:00:00Z", "2026-07-28T07:59:59Z", "")]
    [InlineData("2026-06-02T09:00:00Z", "2026-07-28T08:00:00Z", "2026-08-25 medium since 2026-07-28T08:00:00Z")]
    [InlineData("2026-05-20T10:00:00Z", "2026-07-15T08:00:00Z", "2026-08-12 medium since 2026-07-15T08:00:00Z")]
    public void PlacementEnding_ForCas3WithoutAnEnd_EndsAfter84NightsFromTheFirst(string firstNight, string now, string says) =>
        Assert.Equal(says, Given.Release().Lives("A17", firstNight).Says(RuleId.PlacementEnding, now));

    [Fact]
    public void PlacementEnding_ForCas3RecordedAgain_CountsFromTheFirstNightOfTheSpell() => Assert.Equal(
        ["2026-08-25"],
        Given.Release().Lives("A17", Given.ReleasedAt).Lives("A17", "2026-07-01T10:00:00Z")
            .Keys(RuleId.PlacementEnding, "2026-08-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_ForCas3AfterAnotherPlace_CountsFromTheSecondSpell() => Assert.Equal(
        ["2026-09-23"],
        Given.Release().Lives("A17", Given.ReleasedAt).Lives("A03", "2026-06-20T10:00:00Z").Lives("A17", "2026-07-01T10:00:00Z")
            .Keys(RuleId.PlacementEnding, "2026-09-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_ForCas3WithAnEnd_TakesTheRecordedEnd() => Assert.Equal(
        ["2026-07-30"],
        Given.Release().Lives("A17", Given.ReleasedAt, endsOn: "2026-07-30").Keys(RuleId.PlacementEnding, "2026-07-20T10:00:00Z"));

    [Theory]
    [InlineData("2026-06-09", true)]
    [InlineData("2026-06-10", false)]
    [InlineData("2026-07-30", false)]
    [InlineData("2026-07-31", true)]
    public void PlacementEnding_WithAMoveOn_HoldsUnlessItStartsWithinTheStay(string startsOn, bool holds) => Assert.Equal(
        holds,
        Given.Release().Lives("A02", "2026-06-10T10:00:00Z", endsOn: "2026-07-30").MovesOn(startsOn, "2026-07-01T10:00:00Z")
            .SeverityOf(RuleId.PlacementEnding, "2026-07-20T10:00:00Z") is not null);

    [Fact]
    public void PlacementEnding_WhenALaterPlanMissesTheEnd_HoldsBecauseTheLatestPlanCounts() => Assert.Equal(
        "high",
        Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").MovesOn("2026-07-29", "2026-07-01T10:00:00Z")
            .MovesOn("2026-08-03", "2026-07-02T10:00:00Z").SeverityOf(RuleId.PlacementEnding, "2026-07-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_WhenTheLatestPlanIsOff_TheEarlierPlanDoesNotRevive() => Assert.Equal(
        "high",
        Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").MovesOn("2026-07-29", "2026-07-01T10:00:00Z")
            .MovesOn("2026-07-30", "2026-07-02T10:00:00Z").MoveOnOff("2026-07-03T10:00:00Z")
            .SeverityOf(RuleId.PlacementEnding, "2026-07-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_PlannedAgainAfterACancellation_HoldsNothing() => Assert.Null(
        Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").MoveOnOff("2026-07-03T10:00:00Z")
            .MovesOn("2026-07-29", "2026-07-04T10:00:00Z").SeverityOf(RuleId.PlacementEnding, "2026-07-20T10:00:00Z"));

    [Fact]
    public void PlacementEnding_AfterMovingOut_HoldsNothing() => Assert.Null(
        Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-07-30").Left("2026-07-29T10:00:00Z")
            .SeverityOf(RuleId.PlacementEnding, "2026-07-29T10:00:00Z"));

    [Theory]
    [InlineData("2026-10-25T08:59:59Z", null)]
    [InlineData("2026-10-25T09:00:00Z", "medium")]
    public void PlacementEnding_WhenTheThresholdIsTheDayTheClockGoesBack_FallsAt09Gmt(string now, string? severity) => Assert.Equal(
        severity, Given.Release().Lives("A02", Given.ReleasedAt, endsOn: "2026-11-22").SeverityOf(RuleId.PlacementEnding, now));
}
