using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class UnsettledAccommodationRuleTests
{
    [Theory]
    [InlineData("2026-06-09T07:59:59Z", null)]
    [InlineData("2026-06-09T08:00:00Z", "medium")]
    [InlineData("2026-06-30T07:59:59Z", "medium")]
    [InlineData("2026-06-30T08:00:00Z", "high")]
    public void Unsettled_WithoutSupport_IsMediumAfter7DaysAndHighAfter28(string now, string? severity) =>
        Assert.Equal(severity, Given.Release().Lives("A03", Given.ReleasedAt).SeverityOf(RuleId.UnsettledAccommodation, now));

    [Theory]
    [InlineData("2026-06-30T07:59:59Z", null)]
    [InlineData("2026-06-30T08:00:00Z", "medium")]
    [InlineData("2026-11-30T08:00:00Z", "medium")]
    public void Unsettled_WithSupport_IsMediumAfter28Days(string now, string? severity) =>
        Assert.Equal(severity, Given.Release().Lives("A02", Given.ReleasedAt).SeverityOf(RuleId.UnsettledAccommodation, now));

    [Theory]
    [InlineData("A02", false)]
    [InlineData("A10", false)]
    [InlineData("A11", false)]
    [InlineData("A17", false)]
    [InlineData("A03", true)]
    [InlineData("A07A", true)]
    [InlineData("A13", true)]
    [InlineData("A14", true)]
    [InlineData("A15", true)]
    [InlineData("A16", true)]
    [InlineData("A12", false)]
    [InlineData("A08C", false)]
    public void Unsettled_OnTheSeventhDay_HoldsForTransientCodesWithoutSupport(string code, bool holds) => Assert.Equal(
        holds, Given.Release().Lives(code, Given.ReleasedAt).SeverityOf(RuleId.UnsettledAccommodation, "2026-06-09T08:00:00Z") is not null);

    [Fact]
    public void Unsettled_KeyAndSince_AreTheStartOfTheSpellAndTheFirstThreshold() => Assert.Equal(
        "2026-06-04T15:20:00Z medium since 2026-06-11T08:00:00Z",
        Given.Release().Lives("A03", "2026-06-04T15:20:00Z").Says(RuleId.UnsettledAccommodation, "2026-06-11T08:00:00Z"));

    [Fact]
    public void Unsettled_SinceBeforeTheRelease_CountsFromTheRelease() => Assert.Equal(
        "2026-06-02T09:00:00Z medium since 2026-06-09T08:00:00Z",
        Given.Release().Lives("A03", "2026-05-01T10:00:00Z").Says(RuleId.UnsettledAccommodation, "2026-06-09T08:00:00Z"));

    [Fact]
    public void Unsettled_FromSupportedToUnsupported_TakesTheThresholdsOfTheLatestOverTheWholeSpell() => Assert.Equal(
        "2026-06-02T09:00:00Z medium since 2026-06-09T08:00:00Z",
        Given.Release().Lives("A02", Given.ReleasedAt).Lives("A03", "2026-06-20T10:00:00Z")
            .Says(RuleId.UnsettledAccommodation, "2026-06-20T10:00:00Z"));

    [Fact]
    public void Unsettled_FromUnsupportedToSupported_WaitsForTheThresholdOfTheSupported()
    {
        var c = Given.Release().Lives("A03", Given.ReleasedAt).Lives("A10", "2026-06-20T10:00:00Z");

        Assert.Equal("", c.Says(RuleId.UnsettledAccommodation, "2026-06-20T10:00:00Z"));
        Assert.Equal("2026-06-02T09:00:00Z medium since 2026-06-30T08:00:00Z", c.Says(RuleId.UnsettledAccommodation,
            "2026-06-30T08:00:00Z"));
    }

    [Fact]
    public void Unsettled_AfterASettledPlace_BeginsANewSpell() => Assert.Equal(
        "",
        Given.Release().Lives("A03", Given.ReleasedAt).Lives("A01A", "2026-06-05T10:00:00Z").Lives("A03", "2026-06-06T10:00:00Z")
            .Says(RuleId.UnsettledAccommodation, "2026-06-13T07:59:59Z"));

    [Fact]
    public void Unsettled_StartedAfterMidnightInSummer_CountsFromTheLocalDate() => Assert.Equal(
        "2026-06-03T23:30:00Z medium since 2026-06-11T08:00:00Z",
        Given.Release().Lives("A03", "2026-06-03T23:30:00Z").Says(RuleId.UnsettledAccommodation, "2026-06-11T08:00:00Z"));

    [Theory]
    [InlineData("2026-10-26T08:59:59Z", null)]
    [InlineData("2026-10-26T09:00:00Z", "medium")]
    public void Unsettled_OverTheAutumnClockChange_FallsAt09AsTheClockShowsIt(string now, string? severity) => Assert.Equal(
        severity, Given.Release("2026-10-19T09:00:00Z").Lives("A03", "2026-10-19T09:00:00Z")
            .SeverityOf(RuleId.UnsettledAccommodation, now));

    [Theory]
    [InlineData("2026-07-28T07:59:59Z", null)]
    [InlineData("2026-07-28T08:00:00Z", RuleId.PlacementEnding)]
    public void Unsettled_WhileThePlacementIsEnding_IsSpokenFor(string now, RuleId? by) =>
        Assert.Equal(by, Given.Release().Lives("A17", Given.ReleasedAt).SuppressorOf(RuleId.UnsettledAccommodation, now));
}
