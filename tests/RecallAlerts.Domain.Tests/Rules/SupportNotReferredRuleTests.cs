using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class SupportNotReferredRuleTests
{
    private const RuleId Rule = RuleId.SupportNotReferred;

    [Theory]
    [InlineData("2026-06-16T07:59:59Z", "")]
    [InlineData("2026-06-16T08:00:00Z", "finance low since 2026-06-16T08:00:00Z")]
    [InlineData("2026-12-16T08:00:00Z", "finance low since 2026-06-16T08:00:00Z")]
    public void Support_NotReferred_HoldsFromDay14(string now, string says) =>
        Assert.Equal(says, Given.Release().NeedsHelpWith(Need.Finance).Says(Rule, now));

    [Fact]
    public void Support_ForSeveralNeeds_HoldsOneEachInOrderWithoutSubstanceMisuse() => Assert.Equal(
        ["accommodation", "employment", "finance"],
        Given.Release().NeedsHelpWith(Need.SubstanceMisuse, Need.Finance, Need.Employment, Need.Accommodation)
            .Keys(Rule, "2026-06-16T08:00:00Z"));

    [Theory]
    [InlineData("2026-04-01T10:00:00Z")]
    [InlineData("2026-06-10T10:00:00Z")]
    public void Support_ReferredEvenInCustody_HoldsNothingForThatNeed(string referred) => Assert.Equal(
        ["finance"],
        Given.Release().NeedsHelpWith(Need.Accommodation, Need.Finance).Referred(Need.Accommodation, referred)
            .Keys(Rule, "2026-06-16T08:00:00Z"));

    [Theory]
    [InlineData("2026-06-20T09:59:59Z", "low")]
    [InlineData("2026-06-20T10:00:00Z", null)]
    public void Support_ReferredLate_HoldsUntilThen(string now, string? severity) => Assert.Equal(
        severity, Given.Release().NeedsHelpWith(Need.Employment).Referred(Need.Employment, "2026-06-20T10:00:00Z").SeverityOf(Rule, now));

    [Fact]
    public void Support_ForNoNeed_HoldsNothing() => Assert.Equal("", Given.Release().Says(Rule, "2026-06-30T08:00:00Z"));
}
