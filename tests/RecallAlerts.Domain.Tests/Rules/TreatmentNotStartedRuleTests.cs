using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class TreatmentNotStartedRuleTests
{
    private const RuleId Rule = RuleId.TreatmentNotStarted;

    [Theory]
    [InlineData("2026-06-16T07:59:59Z", "")]
    [InlineData("2026-06-16T08:00:00Z", "2026-06-02 medium since 2026-06-16T08:00:00Z")]
    [InlineData("2026-06-23T15:59:59Z", "2026-06-02 medium since 2026-06-16T08:00:00Z")]
    [InlineData("2026-06-23T16:00:00Z", "2026-06-02 high since 2026-06-16T08:00:00Z")]
    [InlineData("2026-12-23T16:00:00Z", "2026-06-02 high since 2026-06-16T08:00:00Z")]
    public void Treatment_NotStarted_IsMediumFromDay14AndHighFromDay21(string now, string says) =>
        Assert.Equal(says, Given.Release().NeedsHelpWith(Need.SubstanceMisuse).Says(Rule, now));

    [Theory]
    [InlineData("2026-06-01T22:59:59Z", "high")]
    [InlineData("2026-06-01T23:00:00Z", null)]
    [InlineData("2026-06-20T10:00:00Z", null)]
    public void Treatment_StartedBeforeTheDayOfRelease_DoesNotCount(string started, string? severity) => Assert.Equal(
        severity, Given.Release().NeedsHelpWith(Need.SubstanceMisuse).Treated(started).SeverityOf(Rule, "2026-06-30T12:00:00Z"));

    [Theory]
    [InlineData("2026-06-20T09:59:59Z", "medium")]
    [InlineData("2026-06-20T10:00:00Z", null)]
    public void Treatment_StartedLate_HoldsUntilThen(string now, string? severity) => Assert.Equal(
        severity, Given.Release().NeedsHelpWith(Need.SubstanceMisuse).Treated("2026-06-20T10:00:00Z").SeverityOf(Rule, now));

    [Fact]
    public void Treatment_WithoutTheNeed_HoldsNothing() => Assert.Equal(
        "", Given.Release().NeedsHelpWith(Need.Accommodation, Need.Finance, Need.Employment).Says(Rule, "2026-06-30T12:00:00Z"));

    [Theory]
    [InlineData("2026-10-25T08:59:59Z", null)]
    [InlineData("2026-10-25T09:00:00Z", "medium")]
    [InlineData("2026-11-01T16:59:59Z", "medium")]
    [InlineData("2026-11-01T17:00:00Z", "high")]
    public void Treatment_OnTheDayTheClockGoesBack_FallsAsTheClockShowsIt(string now, string? severity) => Assert.Equal(
        severity, Given.Release("2026-10-11T09:00:00Z").NeedsHelpWith(Need.SubstanceMisuse).SeverityOf(Rule, now));
}
