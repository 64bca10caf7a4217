using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class CheckOverdueRuleTests
{
    private const RuleId Rule = RuleId.CheckOverdue;

    [Theory]
    [InlineData("2026-06-09T15:59:59Z", "")]
    [InlineData("2026-06-09T16:00:00Z", "domestic-abuse high since 2026-06-09T16:00:00Z")]
    [InlineData("2026-06-16T15:59:59Z", "domestic-abuse high since 2026-06-09T16:00:00Z")]
    [InlineData("2026-06-16T16:00:00Z", "domestic-abuse urgent since 2026-06-09T16:00:00Z")]
    public void Check_NotAnswered_IsOverdueAfterFiveWorkingDaysAndUrgentAfterTen(string now, string says) =>
        Assert.Equal(says, Given.Release().Requires(Check.DomesticAbuse).Says(Rule, now));

    [Theory]
    [InlineData("2026-03-31T09:00:00Z", "2026-04-09T16:00:00Z", "2026-04-16T16:00:00Z")]
    [InlineData("2026-12-22T09:00:00Z", "2026-12-31T17:00:00Z", "2027-01-08T17:00:00Z")]
    public void Check_OverEasterAndChristmas_CountsWorkingDays(string releasedAt, string high, string urgent)
    {
        var c = Given.Release(releasedAt).Requires(Check.ChildSafeguarding);

        Assert.Null(c.SeverityOf(Rule, Given.At(high).PlusSeconds(-1).ToString()));
        Assert.Equal("high", c.SeverityOf(Rule, high));
        Assert.Equal("high", c.SeverityOf(Rule, Given.At(urgent).PlusSeconds(-1).ToString()));
        Assert.Equal("urgent", c.SeverityOf(Rule, urgent));
    }

    [Fact]
    public void Checks_BothRequired_HoldOneEachInOrder() => Assert.Equal(
        ["child-safeguarding", "domestic-abuse"],
        Given.Release().Requires(Check.DomesticAbuse, Check.ChildSafeguarding).Keys(Rule, "2026-06-10T12:00:00Z"));

    [Fact]
    public void Checks_OneAnswered_HoldsTheOther() => Assert.Equal(
        ["child-safeguarding"],
        Given.Release().Requires(Check.ChildSafeguarding, Check.DomesticAbuse).CheckDone(Check.DomesticAbuse, "2026-06-08T12:00:00Z")
            .Keys(Rule, "2026-06-10T12:00:00Z"));

    [Fact]
    public void Check_AnsweredBeforeTheRelease_HoldsNothing() => Assert.Equal(
        "", Given.Release().Requires(Check.DomesticAbuse).CheckDone(Check.DomesticAbuse, "2026-03-08T12:00:00Z")
            .Says(Rule, "2026-06-20T12:00:00Z"));

    [Fact]
    public void Check_OnlyAskedFor_IsOverdue() => Assert.Equal(
        "high", Given.Release().Requires(Check.DomesticAbuse).CheckAsked(Check.DomesticAbuse, "2026-06-03T12:00:00Z")
            .SeverityOf(Rule, "2026-06-10T12:00:00Z"));

    [Fact]
    public void Check_NotRequired_HoldsNothing() =>
        Assert.Equal("", Given.Release().CheckAsked(Check.DomesticAbuse, "2026-06-03T12:00:00Z").Says(Rule, "2026-07-20T12:00:00Z"));

    [Theory]
    [InlineData("2026-06-12T11:59:59Z", "high")]
    [InlineData("2026-06-12T12:00:00Z", null)]
    public void Check_AnswerRecordedLate_HoldsUntilTheRecord(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Requires(Check.DomesticAbuse)
            .CheckDone(Check.DomesticAbuse, "2026-06-05T12:00:00Z", recorded: "2026-06-12T12:00:00Z").SeverityOf(Rule, now));
}
