using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class HandoverNotCompletedRuleTests
{
    private const RuleId Rule = RuleId.HandoverNotCompleted;

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", "")]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02 high since 2026-06-02T09:00:00Z")]
    [InlineData("2026-06-30T22:59:59Z", "2026-06-02 high since 2026-06-02T09:00:00Z")]
    [InlineData("2026-06-30T23:00:00Z", "")]
    public void Handover_NotDone_HoldsFromTheReleaseUntilDay28(string now, string says) =>
        Assert.Equal(says, NotHandedOver().Says(Rule, now));

    [Fact]
    public void Handover_OverTheAutumnClockChange_HoldsUntilLocalMidnight()
    {
        var c = Given.Release("2026-10-01T09:00:00Z").With(r => r with { HandoverCompleted = false });

        Assert.Equal("high", c.SeverityOf(Rule, "2026-10-29T23:59:59Z"));
        Assert.Null(c.SeverityOf(Rule, "2026-10-30T00:00:00Z"));
    }

    [Fact]
    public void Handover_DoneOrNotApplicableByTheRelease_HoldsNothing() =>
        Assert.Equal("", Given.Release().Says(Rule, "2026-06-03T09:00:00Z"));

    [Theory]
    [InlineData("2026-05-10T10:00:00Z", "2026-06-02T09:00:00Z", null)]
    [InlineData("2026-06-10T10:00:00Z", "2026-06-10T09:59:59Z", "high")]
    [InlineData("2026-06-10T10:00:00Z", "2026-06-10T10:00:00Z", null)]
    public void Handover_Completed_HoldsNothingFromThen(string completed, string now, string? severity) =>
        Assert.Equal(severity, NotHandedOver().HandedOver(completed).SeverityOf(Rule, now));

    [Fact]
    public void Handover_WhenNobodyHoldsTheCase_IsSpokenFor() =>
        Assert.Equal(RuleId.NoPractitioner, NotHandedOver().WithNobody().SuppressorOf(Rule, Given.ReleasedAt));

    [Fact]
    public void Handover_WhenSomebodyHoldsTheCase_SpeaksForItself() => Assert.Null(NotHandedOver().SuppressorOf(Rule, Given.ReleasedAt));

    private static CaseBuilder NotHandedOver() => Given.Release().With(r => r with { HandoverCompleted = false });
}
