using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class FirstAppointmentNotAttendedRuleTests
{
    private const RuleId Rule = RuleId.FirstAppointmentNotAttended;

    [Theory]
    [InlineData("2026-06-03T15:59:59Z", "")]
    [InlineData("2026-06-03T16:00:00Z", "2026-06-02 urgent since 2026-06-03T16:00:00Z")]
    [InlineData("2026-12-03T16:00:00Z", "2026-06-02 urgent since 2026-06-03T16:00:00Z")]
    public void NotAttended_WithoutContact_HoldsFrom17OfTheNextWorkingDay(string now, string says) =>
        Assert.Equal(says, Given.Release().Says(Rule, now));

    [Theory]
    [InlineData("2026-04-02T09:00:00Z", "2026-04-07T16:00:00Z")]
    [InlineData("2026-12-24T09:00:00Z", "2026-12-29T17:00:00Z")]
    [InlineData("2026-03-27T10:00:00Z", "2026-03-30T16:00:00Z")]
    [InlineData("2026-10-23T09:00:00Z", "2026-10-26T17:00:00Z")]
    public void NotAttended_OverHolidaysAndClockChanges_HoldsFrom17AsTheClockShowsIt(string releasedAt, string from)
    {
        Assert.Null(Given.Release(releasedAt).SeverityOf(Rule, Given.At(from).PlusSeconds(-1).ToString()));
        Assert.Equal("urgent", Given.Release(releasedAt).SeverityOf(Rule, from));
    }

    [Theory]
    [InlineData("ATTC", false)]
    [InlineData("ATSS", false)]
    [InlineData("AFTC", false)]
    [InlineData("ATSH", false)]
    [InlineData("UAAB", true)]
    [InlineData("AACL", true)]
    [InlineData("AAM11", true)]
    [InlineData("NEWCODE", true)]
    public void NotAttended_AfterAnOutcome_HoldsUnlessItWasContact(string outcome, bool holds) => Assert.Equal(
        holds, Given.Release().Held("a1", "2026-06-03T10:00:00Z", outcome).SeverityOf(Rule, "2026-06-03T16:00:00Z") is not null);

    [Fact]
    public void NotAttended_OutcomeOfAnAppointmentNeverBooked_DoesNotCount() => Assert.Equal(
        "urgent", Given.Release().Outcome("ghost", "ATTC", "2026-06-03T10:00:00Z").SeverityOf(Rule, "2026-06-03T16:00:00Z"));

    [Theory]
    [InlineData("2026-06-01T22:59:59Z", "urgent")]
    [InlineData("2026-06-01T23:00:00Z", null)]
    public void NotAttended_AppointmentBeforeTheDayOfRelease_DoesNotCount(string startsAt, string? severity) => Assert.Equal(
        severity,
        Given.Release().Booked("a1", startsAt, "2026-05-20T10:00:00Z").Outcome("a1", "ATTC", startsAt)
            .SeverityOf(Rule, "2026-06-03T16:00:00Z"));

    [Fact]
    public void NotAttended_OutcomeBeforeTheLastBooking_DoesNotCount() => Assert.Equal(
        "urgent",
        Given.Release().Booked("a1", "2026-06-03T10:00:00Z").Outcome("a1", "ATTC", "2026-06-03T10:30:00Z")
            .Booked("a1", "2026-06-05T10:00:00Z", "2026-06-03T11:00:00Z").SeverityOf(Rule, "2026-06-03T16:00:00Z"));

    [Fact]
    public void NotAttended_CancelledAfterItsOutcome_TheOutcomeStillCounts() => Assert.Null(
        Given.Release().Held("a1", "2026-06-03T10:00:00Z", "ATTC").Cancelled("a1", "2026-06-03T11:00:00Z")
            .SeverityOf(Rule, "2026-06-03T16:00:00Z"));

    [Fact]
    public void NotAttended_OutcomeCorrected_FollowsTheLastOne() => Assert.Equal(
        "urgent",
        Given.Release().Held("a1", "2026-06-03T10:00:00Z", "ATTC")
            .Outcome("a1", "UAAB", "2026-06-03T10:00:00Z", recorded: "2026-06-04T10:00:00Z")
            .SeverityOf(Rule, "2026-06-04T10:00:00Z"));

    [Theory]
    [InlineData("2026-06-04T10:59:59Z", "urgent")]
    [InlineData("2026-06-04T11:00:00Z", null)]
    public void NotAttended_ContactRecordedLate_HoldsUntilTheRecord(string now, string? severity) => Assert.Equal(
        severity,
        Given.Release().Booked("a1", "2026-06-03T10:00:00Z").Outcome("a1", "ATTC", "2026-06-03T10:30:00Z", recorded: "2026-06-04T11:00:00Z")
            .SeverityOf(Rule, now));
}
