using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class OutcomeOverdueRuleTests
{
    private const RuleId Rule = RuleId.OutcomeOverdue;

    [Theory]
    [InlineData("2026-06-05T15:59:59Z", "")]
    [InlineData("2026-06-05T16:00:00Z", "a1 low since 2026-06-05T16:00:00Z")]
    [InlineData("2026-06-11T15:59:59Z", "a1 low since 2026-06-05T16:00:00Z")]
    [InlineData("2026-06-11T16:00:00Z", "a1 medium since 2026-06-05T16:00:00Z")]
    public void Outcome_NotRecorded_IsOverdueAfterOneWorkingDayAndMattersMoreAfterFive(string now, string says) =>
        Assert.Equal(says, Given.Release().Booked("a1", "2026-06-04T13:00:00Z").Says(Rule, now));

    [Theory]
    [InlineData("2026-06-04T23:30:00Z", "2026-06-08T16:00:00Z")]
    [InlineData("2026-06-05T13:00:00Z", "2026-06-08T16:00:00Z")]
    [InlineData("2026-06-06T13:00:00Z", "2026-06-08T16:00:00Z")]
    [InlineData("2026-08-28T13:00:00Z", "2026-09-01T16:00:00Z")]
    [InlineData("2026-10-23T13:00:00Z", "2026-10-26T17:00:00Z")]
    public void Outcome_OverMidnightWeekendHolidayAndClockChange_CountsWorkingDaysFromTheLocalDate(string startsAt, string from)
    {
        var c = Given.Release().Booked("a1", startsAt);

        Assert.Empty(c.Keys(Rule, Given.At(from).PlusSeconds(-1).ToString()));
        Assert.Equal(["a1"], c.Keys(Rule, from));
    }

    [Fact]
    public void Outcome_OfSeveralAppointments_IsListedByIdByCodePoint() => Assert.Equal(
        ["B", "_", "a", "b"],
        Given.Release().Booked("a", "2026-06-04T13:00:00Z").Booked("B", "2026-06-04T14:00:00Z").Booked("b", "2026-06-04T12:00:00Z")
            .Booked("_", "2026-06-04T11:00:00Z").Keys(Rule, "2026-06-05T16:00:00Z"));

    [Theory]
    [InlineData("ATTC")]
    [InlineData("UAAB")]
    [InlineData("AACL")]
    [InlineData("AAM11")]
    [InlineData("NEWCODE")]
    public void Outcome_OfAnyCodeEvenUnknown_IsNotOverdue(string code) =>
        Assert.Empty(Given.Release().Held("a1", "2026-06-04T13:00:00Z", code).Keys(Rule, "2026-07-01T12:00:00Z"));

    [Fact]
    public void Outcome_OfACancelledAppointment_IsNotOverdue() => Assert.Empty(
        Given.Release().Booked("a1", "2026-06-04T13:00:00Z").Cancelled("a1", "2026-06-04T12:00:00Z").Keys(Rule, "2026-07-01T12:00:00Z"));

    [Fact]
    public void Outcome_OfAnAppointmentMovedToNextMonth_IsNotOverdueYet() => Assert.Empty(
        Given.Release().Booked("a1", "2026-06-04T13:00:00Z").Booked("a1", "2026-07-04T13:00:00Z", "2026-06-03T10:00:00Z")
            .Keys(Rule, "2026-07-01T12:00:00Z"));

    [Theory]
    [InlineData("2026-06-01T22:59:59Z", 0)]
    [InlineData("2026-06-01T23:00:00Z", 1)]
    public void Outcome_OfAnAppointmentBeforeTheDayOfRelease_DoesNotCount(string startsAt, int holds) =>
        Assert.Equal(holds, Given.Release().Booked("a1", startsAt, "2026-05-20T10:00:00Z").Keys(Rule, "2026-06-10T12:00:00Z").Length);

    [Fact]
    public void Outcome_WhileContactIsSuspended_IsNotOverdue() => Assert.Empty(
        Given.Release().Booked("a1", "2026-06-04T13:00:00Z").Suspended("2026-06-04T12:00:00Z").Keys(Rule, "2026-07-01T12:00:00Z"));
}
