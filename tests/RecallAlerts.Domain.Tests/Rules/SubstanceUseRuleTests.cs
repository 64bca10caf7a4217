using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class SubstanceUseRuleTests
{
    private const RuleId Rule = RuleId.SubstanceUse;

    [Theory]
    [InlineData("2026-06-10T09:59:59Z", "")]
    [InlineData("2026-06-10T10:00:00Z", "2026-06-10T10:00:00Z medium since 2026-06-10T10:00:00Z")]
    [InlineData("2026-07-08T09:59:59Z", "2026-06-10T10:00:00Z medium since 2026-06-10T10:00:00Z")]
    [InlineData("2026-07-08T10:00:00Z", "")]
    public void SubstanceUse_AfterOnePositive_HoldsFor28Days(string now, string says) =>
        Assert.Equal(says, Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Says(Rule, now));

    [Theory]
    [InlineData("2026-11-07T09:59:59Z", "medium")]
    [InlineData("2026-11-07T10:00:00Z", null)]
    public void SubstanceUse_OverTheAutumnClockChange_HoldsFor28Times24Hours(string now, string? severity) => Assert.Equal(
        severity, Given.Release("2026-10-01T09:00:00Z").Tested(TestResult.Refused, "2026-10-10T10:00:00Z").SeverityOf(Rule, now));

    [Theory]
    [InlineData("2026-06-19T10:00:00Z", "medium")]
    [InlineData("2026-06-20T10:00:00Z", "high")]
    [InlineData("2026-07-08T09:59:59Z", "high")]
    [InlineData("2026-07-08T10:00:00Z", "medium")]
    [InlineData("2026-07-18T09:59:59Z", "medium")]
    [InlineData("2026-07-18T10:00:00Z", null)]
    public void SubstanceUse_AfterTwo_IsHighWhileBothLieWithin28Days(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Tested(TestResult.Refused, "2026-06-20T10:00:00Z")
            .SeverityOf(Rule, now));

    [Fact]
    public void SubstanceUse_OfALongRun_IsKeyedByItsFirstHoweverOld() => Assert.Equal(
        "2026-06-10T10:00:00Z medium since 2026-06-10T10:00:00Z",
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Tested(TestResult.Positive, "2026-07-30T10:00:00Z")
            .Says(Rule, "2026-07-31T10:00:00Z"));

    [Fact]
    public void SubstanceUse_AfterANegative_HoldsNothing() => Assert.Equal(
        "",
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Tested(TestResult.Negative, "2026-06-12T10:00:00Z")
            .Says(Rule, "2026-06-12T10:00:00Z"));

    [Fact]
    public void SubstanceUse_AfterANegativeBetween_BeginsANewRun() => Assert.Equal(
        "2026-06-13T10:00:00Z medium since 2026-06-13T10:00:00Z",
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Tested(TestResult.Negative, "2026-06-12T10:00:00Z")
            .Tested(TestResult.Refused, "2026-06-13T10:00:00Z").Says(Rule, "2026-06-13T10:00:00Z"));

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", null)]
    [InlineData("2026-06-02T09:00:00Z", "medium")]
    public void SubstanceUse_TestedInCustody_DoesNotCount(string tested, string? severity) =>
        Assert.Equal(severity, Given.Release().Tested(TestResult.Positive, tested).SeverityOf(Rule, "2026-06-03T10:00:00Z"));

    [Fact]
    public void SubstanceUse_ResultCorrectedToNegative_HoldsNothing() => Assert.Equal(
        "",
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z")
            .Tested(TestResult.Negative, "2026-06-10T10:00:00Z", recorded: "2026-06-11T10:00:00Z")
            .Says(Rule, "2026-06-11T10:00:00Z"));

    [Fact]
    public void SubstanceUse_RecordedAfter28Days_HoldsNothing() => Assert.Equal(
        "",
        Given.Release().Tested(TestResult.Positive, "2026-06-10T10:00:00Z", recorded: "2026-07-09T10:00:00Z")
            .Says(Rule, "2026-07-09T10:00:00Z"));
}
