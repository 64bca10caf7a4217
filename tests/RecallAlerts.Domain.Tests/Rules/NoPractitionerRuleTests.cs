using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class NoPractitionerRuleTests
{
    private const RuleId Rule = RuleId.NoPractitioner;

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", "")]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02T09:00:00Z urgent since 2026-06-02T09:00:00Z")]
    public void NoPractitioner_WhenTheReleaseNamesNobody_HoldsFromTheRelease(string now, string says) =>
        Assert.Equal(says, Given.Release().WithNobody().Says(Rule, now));

    [Fact]
    public void NoPractitioner_WhenTheReleaseNamesSomebody_HoldsNothing() =>
        Assert.Equal("", Given.Release().Says(Rule, "2026-07-02T09:00:00Z"));

    [Theory]
    [InlineData("2026-06-04T09:59:59Z", "urgent")]
    [InlineData("2026-06-04T10:00:00Z", null)]
    public void NoPractitioner_UntilSomebodyIsAllocated_Holds(string now, string? severity) =>
        Assert.Equal(severity, Given.Release().WithNobody().Allocated("P2", "2026-06-04T10:00:00Z").SeverityOf(Rule, now));

    [Fact]
    public void NoPractitioner_AllocatedBeforeTheRelease_HoldsNothing() =>
        Assert.Equal("", Given.Release().WithNobody().Allocated("P2", "2026-05-04T10:00:00Z").Says(Rule, Given.ReleasedAt));

    [Fact]
    public void NoPractitioner_AfterUnallocation_HoldsSinceThen() => Assert.Equal(
        "2026-06-10T10:00:00Z urgent since 2026-06-10T10:00:00Z",
        Given.Release().Unallocated("2026-06-10T10:00:00Z").Says(Rule, "2026-06-10T10:00:00Z"));

    [Fact]
    public void NoPractitioner_UnallocatedTwice_HoldsSinceTheFirstOfTheSpell() => Assert.Equal(
        "2026-06-10T10:00:00Z urgent since 2026-06-10T10:00:00Z",
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Unallocated("2026-06-10T10:00:00Z").Unallocated("2026-06-12T10:00:00Z")
            .Says(Rule, "2026-06-13T10:00:00Z"));

    [Fact]
    public void NoPractitioner_UnallocatedBeforeTheRelease_HoldsSinceTheRelease() => Assert.Equal(
        "2026-06-02T09:00:00Z urgent since 2026-06-02T09:00:00Z",
        Given.Release().Unallocated("2026-05-10T10:00:00Z").Says(Rule, Given.ReleasedAt));

    [Fact]
    public void NoPractitioner_AllocatedAtTheInstantOfUnallocationButRecordedLater_HoldsNothing() => Assert.Equal(
        "",
        Given.Release().Unallocated("2026-06-10T10:00:00Z").Allocated("P2", "2026-06-10T10:00:00Z", recorded: "2026-06-10T10:05:00Z")
            .Says(Rule, "2026-06-10T10:05:00Z"));

    [Theory]
    [InlineData("2026-06-09T09:00:00Z", "")]
    [InlineData("2026-06-10T10:00:00Z", "2026-06-10T10:00:00Z urgent since 2026-06-10T10:00:00Z")]
    public void NoPractitioner_UnallocationAnnouncedAhead_HoldsFromThen(string now, string says) =>
        Assert.Equal(says, Given.Release().Unallocated("2026-06-10T10:00:00Z", recorded: "2026-06-08T10:00:00Z").Says(Rule, now));
}
