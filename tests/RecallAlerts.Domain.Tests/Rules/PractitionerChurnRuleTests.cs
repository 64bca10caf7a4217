using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class PractitionerChurnRuleTests
{
    private const RuleId Rule = RuleId.PractitionerChurn;
    private const string Later = "2026-06-20T12:00:00Z";

    [Theory]
    [InlineData("2026-06-08T09:59:59Z", "")]
    [InlineData("2026-06-08T10:00:00Z", "2026-06-02 medium since 2026-06-08T10:00:00Z")]
    [InlineData("2026-06-11T09:59:59Z", "2026-06-02 medium since 2026-06-08T10:00:00Z")]
    [InlineData("2026-06-11T10:00:00Z", "2026-06-02 high since 2026-06-08T10:00:00Z")]
    [InlineData("2026-06-30T22:59:59Z", "2026-06-02 high since 2026-06-08T10:00:00Z")]
    [InlineData("2026-06-30T23:00:00Z", "")]
    public void Churn_FromTheSecondChange_IsMediumThenHighUntilDay28(string now, string says) => Assert.Equal(
        says,
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P3", "2026-06-08T10:00:00Z")
            .Allocated("P4", "2026-06-11T10:00:00Z")
            .Says(Rule, now));

    [Fact]
    public void Churn_BackAndForth_CountsEachChange() => Assert.Equal(
        "high",
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P1", "2026-06-06T10:00:00Z")
            .Allocated("P2", "2026-06-08T10:00:00Z")
            .SeverityOf(Rule, Later));

    [Fact]
    public void Churn_AllocatedAgainToTheSame_IsNoChange() => Assert.Equal(
        "",
        Given.Release().Allocated("P1", "2026-06-04T10:00:00Z").Allocated("P2", "2026-06-05T10:00:00Z")
            .Allocated("P2", "2026-06-06T10:00:00Z").Says(Rule, Later));

    [Fact]
    public void Churn_AGapBetweenTheSamePractitioner_IsNoChange() => Assert.Equal(
        "",
        Given.Release().Unallocated("2026-06-03T10:00:00Z").Allocated("P1", "2026-06-04T10:00:00Z").Allocated("P2", "2026-06-05T10:00:00Z")
            .Says(Rule, Later));

    [Fact]
    public void Churn_AGapBetweenTwoPractitioners_IsOneChange() => Assert.Equal(
        "2026-06-02 medium since 2026-06-06T10:00:00Z",
        Given.Release().Unallocated("2026-06-03T10:00:00Z").Allocated("P2", "2026-06-04T10:00:00Z").Allocated("P3", "2026-06-06T10:00:00Z")
            .Says(Rule, Later));

    [Fact]
    public void Churn_WhenTheReleaseNamesNobody_TheFirstAllocationIsNoChange() => Assert.Equal(
        "",
        Given.Release().WithNobody().Allocated("P2", "2026-06-04T10:00:00Z").Allocated("P3", "2026-06-06T10:00:00Z").Says(Rule, Later));

    [Fact]
    public void Churn_AllocatedBeforeTheRelease_StartsWithTheLatestOfThose() => Assert.Equal(
        "",
        Given.Release().Allocated("P7", "2026-05-01T10:00:00Z").Allocated("P8", "2026-05-04T10:00:00Z")
            .Allocated("P8", "2026-06-06T10:00:00Z")
            .Allocated("P9", "2026-06-07T10:00:00Z").Says(Rule, Later));

    [Fact]
    public void Churn_UnallocatedBeforeTheRelease_StartsWithNobody() => Assert.Equal(
        "",
        Given.Release().Unallocated("2026-05-04T10:00:00Z").Allocated("P2", "2026-06-06T10:00:00Z").Allocated("P3", "2026-06-07T10:00:00Z")
            .Says(Rule, Later));

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", null)]
    [InlineData("2026-06-02T09:00:00Z", "medium")]
    public void Churn_AllocatedAtTheInstantOfRelease_IsAChange(string at, string? severity) => Assert.Equal(
        severity, Given.Release().Allocated("P2", at).Allocated("P3", "2026-06-06T10:00:00Z").SeverityOf(Rule, Later));

    [Fact]
    public void Churn_TwoAllocationsAtOneInstant_CountOnlyTheLast() => Assert.Equal(
        "",
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P3", "2026-06-05T10:00:00Z", recorded: "2026-06-05T11:00:00Z")
            .Says(Rule, Later));

    [Theory]
    [InlineData("2026-06-09T09:59:59Z", null)]
    [InlineData("2026-06-09T10:00:00Z", "medium")]
    public void Churn_RecordedLate_HoldsFromTheRecord(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P3", "2026-06-06T10:00:00Z", recorded: "2026-06-09T10:00:00Z")
            .SeverityOf(Rule, now));

    [Fact]
    public void Churn_WhenNobodyHoldsTheCase_IsSpokenFor() => Assert.Equal(
        RuleId.NoPractitioner,
        Given.Release().Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P3", "2026-06-06T10:00:00Z").Unallocated("2026-06-07T10:00:00Z")
            .SuppressorOf(Rule, Later));
}
