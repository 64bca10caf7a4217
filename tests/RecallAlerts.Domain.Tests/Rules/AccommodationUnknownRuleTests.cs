using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class AccommodationUnknownRuleTests
{
    [Theory]
    [InlineData("2026-06-02T12:59:59Z", "")]
    [InlineData("2026-06-02T13:00:00Z", "2026-06-02 high since 2026-06-02T13:00:00Z")]
    [InlineData("2026-09-02T13:00:00Z", "2026-06-02 high since 2026-06-02T13:00:00Z")]
    public void AccommodationUnknown_WithNoFact_HoldsFrom14OnTheDayOfRelease(string now, string says) =>
        Assert.Equal(says, Given.Release().Says(RuleId.AccommodationUnknown, now));

    [Fact]
    public void AccommodationUnknown_ReleasedAfter14_HoldsFromTheRelease() => Assert.Equal(
        "2026-06-02 high since 2026-06-02T15:00:00Z",
        Given.Release("2026-06-02T15:00:00Z").Says(RuleId.AccommodationUnknown, "2026-06-02T15:00:00Z"));

    [Fact]
    public void AccommodationUnknown_ReleasedInWinter_Holds14AsTheClockShowsIt() => Assert.Equal(
        "2026-12-01 high since 2026-12-01T14:00:00Z",
        Given.Release("2026-12-01T09:00:00Z").Says(RuleId.AccommodationUnknown, "2026-12-01T14:00:00Z"));

    [Theory]
    [InlineData("2026-06-10T12:29:59Z", "")]
    [InlineData("2026-06-10T12:30:00Z", "2026-06-10 high since 2026-06-10T12:30:00Z")]
    public void AccommodationUnknown_AfterLeaving_HoldsAfterFourHours(string now, string says) => Assert.Equal(
        says, Given.Release().Lives("A01A", Given.ReleasedAt).Left("2026-06-10T08:30:00Z").Says(RuleId.AccommodationUnknown, now));

    [Fact]
    public void AccommodationUnknown_LeftInTheEvening_IsKeyedByTheLocalDateFourHoursLater() => Assert.Equal(
        "2026-06-11 high since 2026-06-10T23:30:00Z",
        Given.Release().Left("2026-06-10T19:30:00Z").Says(RuleId.AccommodationUnknown, "2026-06-11T09:00:00Z"));

    [Fact]
    public void AccommodationUnknown_LeftTwice_CountsFromTheFirstOfTheRun() => Assert.Equal(
        "2026-06-10 high since 2026-06-10T12:30:00Z",
        Given.Release().Lives("A01A", Given.ReleasedAt).Left("2026-06-10T08:30:00Z").Left("2026-06-12T08:30:00Z")
            .Says(RuleId.AccommodationUnknown, "2026-06-12T09:00:00Z"));

    [Fact]
    public void AccommodationUnknown_LeftBeforeTheRelease_HoldsFromTheRelease() => Assert.Equal(
        "2026-06-02 high since 2026-06-02T09:00:00Z",
        Given.Release().Left("2026-05-20T08:30:00Z").Says(RuleId.AccommodationUnknown, "2026-06-02T09:00:00Z"));

    [Fact]
    public void AccommodationUnknown_LeftOneHourBeforeTheRelease_HoldsFourHoursAfterLeaving() => Assert.Equal(
        "2026-06-02 high since 2026-06-02T12:00:00Z",
        Given.Release().Left("2026-06-02T08:00:00Z").Says(RuleId.AccommodationUnknown, "2026-06-02T12:00:00Z"));

    [Theory]
    [InlineData("A01A")]
    [InlineData("A03")]
    [InlineData("A08A")]
    [InlineData("Z99")]
    public void AccommodationUnknown_WithAnyRecordedCode_HoldsNothing(string code) =>
        Assert.Equal("", Given.Release().Lives(code, "2026-06-02T12:00:00Z").Says(RuleId.AccommodationUnknown, "2026-07-02T12:00:00Z"));

    [Theory]
    [InlineData("2026-06-08T08:59:59Z", "high")]
    [InlineData("2026-06-08T09:00:00Z", null)]
    public void AccommodationUnknown_WithATenancyThatStartsLater_HoldsUntilThen(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Lives("A01A", "2026-06-08T09:00:00Z", recorded: "2026-06-01T09:00:00Z")
            .SeverityOf(RuleId.AccommodationUnknown, now));

    [Fact]
    public void AccommodationUnknown_LeftAtTheInstantOfAnArrival_HoldsNothing() => Assert.Equal(
        "",
        Given.Release().Lives("A01A", "2026-06-05T10:00:00Z").Left("2026-06-05T10:00:00Z", recorded: "2026-06-07T10:00:00Z")
            .Says(RuleId.AccommodationUnknown, "2026-06-09T10:00:00Z"));

    [Fact]
    public void AccommodationUnknown_LeftInTheNightTheClockGoesBack_CountsFourHoursOfSixtyMinutes() => Assert.Equal(
        "2026-10-25 high since 2026-10-25T03:00:00Z",
        Given.Release("2026-10-20T09:00:00Z").Left("2026-10-24T23:00:00Z").Says(RuleId.AccommodationUnknown, "2026-10-25T03:00:00Z"));
}
