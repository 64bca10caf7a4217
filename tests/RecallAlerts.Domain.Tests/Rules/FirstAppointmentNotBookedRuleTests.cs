using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class FirstAppointmentNotBookedRuleTests
{
    private const RuleId Rule = RuleId.FirstAppointmentNotBooked;
    private const string Noon = "2026-06-02T12:00:00Z";

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", "")]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02 high since 2026-06-02T09:00:00Z")]
    [InlineData("2026-06-03T15:59:59Z", "2026-06-02 high since 2026-06-02T09:00:00Z")]
    [InlineData("2026-06-03T16:00:00Z", "")]
    public void NotBooked_WithNoAppointment_HoldsFromTheReleaseTo17OfTheNextWorkingDay(string now, string says) =>
        Assert.Equal(says, Given.Release().Says(Rule, now));

    [Theory]
    [InlineData("2026-06-01T22:59:59Z", true)]
    [InlineData("2026-06-01T23:00:00Z", false)]
    [InlineData("2026-06-03T22:59:59Z", false)]
    [InlineData("2026-06-03T23:00:00Z", true)]
    public void NotBooked_WithAnAppointment_HoldsUnlessItStartsFromDayZeroToTheNextWorkingDay(string startsAt, bool holds) =>
        Assert.Equal(holds, Given.Release().Booked("a1", startsAt).SeverityOf(Rule, Noon) is not null);

    [Theory]
    [InlineData("2026-06-05T09:00:00Z", "2026-06-08T15:59:59Z", "2026-06-08T16:00:00Z")]
    [InlineData("2026-04-02T09:00:00Z", "2026-04-07T15:59:59Z", "2026-04-07T16:00:00Z")]
    [InlineData("2026-12-24T09:00:00Z", "2026-12-29T16:59:59Z", "2026-12-29T17:00:00Z")]
    public void NotBooked_OverAWeekendEasterAndChristmas_HoldsUntilTheNextWorkingDay(string releasedAt, string last, string gone)
    {
        Assert.Equal("high", Given.Release(releasedAt).SeverityOf(Rule, last));
        Assert.Null(Given.Release(releasedAt).SeverityOf(Rule, gone));
    }

    [Fact]
    public void NotBooked_WithACancelledAppointment_Holds() => Assert.Equal(
        "high", Given.Release().Booked("a1", "2026-06-03T10:00:00Z").Cancelled("a1", "2026-06-02T10:00:00Z").SeverityOf(Rule, Noon));

    [Fact]
    public void NotBooked_BookedAgainAfterCancellation_HoldsNothing() => Assert.Null(
        Given.Release().Booked("a1", "2026-06-03T10:00:00Z").Cancelled("a1", "2026-06-02T10:00:00Z")
            .Booked("a1", "2026-06-03T11:00:00Z", "2026-06-02T11:00:00Z").SeverityOf(Rule, Noon));

    [Fact]
    public void NotBooked_MovedOutOfTheWindow_Holds() => Assert.Equal(
        "high",
        Given.Release().Booked("a1", "2026-06-03T10:00:00Z").Booked("a1", "2026-06-04T10:00:00Z", "2026-06-02T11:00:00Z")
            .SeverityOf(Rule, Noon));

    [Fact]
    public void NotBooked_WithALiveAppointmentAlreadyPast_HoldsNothing() =>
        Assert.Null(Given.Release().Booked("a1", "2026-06-02T10:00:00Z").SeverityOf(Rule, "2026-06-03T15:00:00Z"));

    [Theory]
    [InlineData("ATTC", null)]
    [InlineData("ATSS", null)]
    [InlineData("AFTC", null)]
    [InlineData("ATSH", null)]
    [InlineData("UAAB", "high")]
    [InlineData("AFTA", "high")]
    [InlineData("AACL", "high")]
    [InlineData("AAM11", "high")]
    [InlineData("NEWCODE", "high")]
    public void NotBooked_AfterAnOutcome_HoldsUnlessItWasContact(string outcome, string? severity) =>
        Assert.Equal(severity, Given.Release().Held("a1", "2026-06-02T10:00:00Z", outcome).SeverityOf(Rule, Noon));

    [Fact]
    public void NotBooked_WithContactAtAnAppointmentOfNextWeek_HoldsNothing() => Assert.Null(
        Given.Release().Booked("a1", "2026-06-10T10:00:00Z").Outcome("a1", "ATTC", "2026-06-02T11:00:00Z").SeverityOf(Rule, Noon));

    [Theory]
    [InlineData("2026-06-02T10:59:59Z", "high")]
    [InlineData("2026-06-02T11:00:00Z", null)]
    public void NotBooked_BookingRecordedLater_HoldsUntilTheRecord(string now, string? severity) => Assert.Equal(
        severity, Given.Release().Booked("a1", "2026-06-03T10:00:00Z", Given.ReleasedAt, recorded: "2026-06-02T11:00:00Z")
            .SeverityOf(Rule, now));

    [Fact]
    public void NotBooked_WhileContactIsSuspended_HoldsNothing() =>
        Assert.Null(Given.Release().Suspended(Given.ReleasedAt).SeverityOf(Rule, Noon));
}
