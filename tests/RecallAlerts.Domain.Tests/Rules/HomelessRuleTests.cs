using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class HomelessRuleTests
{
    [Theory]
    [InlineData("2026-06-03T09:59:59Z", null)]
    [InlineData("2026-06-03T10:00:00Z", "urgent")]
    [InlineData("2026-06-30T22:59:59Z", "urgent")]
    [InlineData("2026-06-30T23:00:00Z", "high")]
    [InlineData("2026-12-01T12:00:00Z", "high")]
    public void Homeless_FromTheFactOn_IsUrgentUntilDay28ThenHigh(string now, string? severity) =>
        Assert.Equal(severity, Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").SeverityOf(RuleId.Homeless, now));

    [Theory]
    [InlineData("A08", true)]
    [InlineData("A08A", true)]
    [InlineData("A08C", true)]
    [InlineData("A01A", false)]
    [InlineData("A03", false)]
    [InlineData("Z99", false)]
    public void Homeless_ByCode_HoldsForHomelessCodesOnly(string code, bool holds) =>
        Assert.Equal(holds, Given.Release().Lives(code, "2026-06-03T10:00:00Z")
            .SeverityOf(RuleId.Homeless, "2026-06-04T10:00:00Z") is not null);

    [Fact]
    public void Homeless_SinceBeforeTheRelease_CountsFromTheRelease() => Assert.Equal(
        "2026-06-02T09:00:00Z urgent since 2026-06-02T09:00:00Z",
        Given.Release().Lives("A08A", "2026-05-20T10:00:00Z").Says(RuleId.Homeless, "2026-06-02T09:00:00Z"));

    [Fact]
    public void Homeless_FromOneHomelessPlaceToAnother_KeepsTheStartOfTheSpell() => Assert.Equal(
        "2026-06-03T10:00:00Z urgent since 2026-06-03T10:00:00Z",
        Given.Release().Lives("A08", "2026-06-03T10:00:00Z").Lives("A08C", "2026-06-05T10:00:00Z")
            .Says(RuleId.Homeless, "2026-06-06T10:00:00Z"));

    [Theory]
    [InlineData("A01A")]
    [InlineData("A03")]
    [InlineData("Z99")]
    public void Homeless_AfterAnythingElse_BeginsANewSpell(string between) => Assert.Equal(
        "2026-06-05T10:00:00Z urgent since 2026-06-05T10:00:00Z",
        Given.Release().Lives("A08", "2026-06-03T10:00:00Z").Lives(between, "2026-06-04T10:00:00Z").Lives("A08", "2026-06-05T10:00:00Z")
            .Says(RuleId.Homeless, "2026-06-06T10:00:00Z"));

    [Fact]
    public void Homeless_AfterAnEnd_BeginsANewSpell() => Assert.Equal(
        "2026-06-05T10:00:00Z urgent since 2026-06-05T10:00:00Z",
        Given.Release().Lives("A08", "2026-06-03T10:00:00Z").Left("2026-06-04T10:00:00Z").Lives("A08", "2026-06-05T10:00:00Z")
            .Says(RuleId.Homeless, "2026-06-06T10:00:00Z"));

    [Fact]
    public void Homeless_LeftAndArrivedAtOneInstant_IsOneSpell() => Assert.Equal(
        "2026-06-03T10:00:00Z urgent since 2026-06-03T10:00:00Z",
        Given.Release().Lives("A08", "2026-06-03T10:00:00Z").Lives("A08A", "2026-06-05T10:00:00Z").Left("2026-06-05T10:00:00Z")
            .Says(RuleId.Homeless, "2026-06-06T10:00:00Z"));

    [Theory]
    [InlineData("2026-06-05T12:00:00Z", "")]
    [InlineData("2026-06-06T10:00:00Z", "2026-06-03T10:00:00Z urgent since 2026-06-03T10:00:00Z")]
    public void Homeless_WhenTheArrivalIsRecordedLater_TheEndCountsUntilThen(string now, string says) => Assert.Equal(
        says,
        Given.Release().Lives("A08", "2026-06-03T10:00:00Z").Left("2026-06-05T10:00:00Z")
            .Lives("A08A", "2026-06-05T10:00:00Z", recorded: "2026-06-06T10:00:00Z").Says(RuleId.Homeless, now));

    [Theory]
    [InlineData("2026-06-04T09:59:59Z", "")]
    [InlineData("2026-06-04T10:00:00Z", "2026-06-03T10:00:00Z urgent since 2026-06-03T10:00:00Z")]
    public void Homeless_RecordedLate_HoldsFromTheRecordSinceTheFact(string now, string says) => Assert.Equal(
        says, Given.Release().Lives("A08A", "2026-06-03T10:00:00Z", recorded: "2026-06-04T10:00:00Z").Says(RuleId.Homeless, now));

    [Theory]
    [InlineData("2026-06-08T08:59:59Z", "urgent")]
    [InlineData("2026-06-08T09:00:00Z", null)]
    public void Homeless_WithATenancyThatStartsOnMonday_HoldsUntilThen(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Lives("A01A", "2026-06-08T09:00:00Z", recorded: "2026-06-04T10:00:00Z")
            .SeverityOf(RuleId.Homeless, now));

    [Fact]
    public void Homeless_CorrectedAtTheSameInstant_FollowsTheLaterRecord() => Assert.Null(
        Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Lives("A01A", "2026-06-03T10:00:00Z", recorded: "2026-06-03T11:00:00Z")
            .SeverityOf(RuleId.Homeless, "2026-06-03T11:00:00Z"));
}
