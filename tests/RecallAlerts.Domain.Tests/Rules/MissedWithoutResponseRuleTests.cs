using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class MissedWithoutResponseRuleTests
{
    private const RuleId Rule = RuleId.MissedWithoutResponse;

    [Theory]
    [InlineData("2026-06-11T15:59:59Z", "")]
    [InlineData("2026-06-11T16:00:00Z", "a1 medium since 2026-06-11T16:00:00Z")]
    [InlineData("2026-09-11T16:00:00Z", "a1 medium since 2026-06-11T16:00:00Z")]
    public void Absence_WithoutResponse_HoldsFrom17OfTheFifthWorkingDay(string now, string says) =>
        Assert.Equal(says, Given.Release().Held("a1", "2026-06-04T13:00:00Z", "UAAB").Says(Rule, now));

    [Theory]
    [InlineData("2026-06-15T08:59:59Z", "")]
    [InlineData("2026-06-15T09:00:00Z", "a1 medium since 2026-06-15T09:00:00Z")]
    public void Absence_RecordedAfterTheDeadline_HoldsFromTheOutcome(string now, string says) => Assert.Equal(
        says, Given.Release().Booked("a1", "2026-06-04T13:00:00Z").Outcome("a1", "AFTA", "2026-06-15T09:00:00Z").Says(Rule, now));

    [Fact]
    public void Absence_OverEaster_CountsFiveWorkingDays() => Assert.Equal(
        "a1 medium since 2026-04-13T16:00:00Z",
        Given.Release("2026-04-01T09:00:00Z").Held("a1", "2026-04-02T13:00:00Z", "UAAB").Says(Rule, "2026-04-13T16:00:00Z"));

    [Fact]
    public void Absence_WithAResponse_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-04T13:00:00Z", "UAAB").Enforced("a1", "2026-06-08T10:00:00Z")
            .Says(Rule, "2026-07-01T12:00:00Z"));

    [Theory]
    [InlineData("2026-06-19T09:59:59Z", 1)]
    [InlineData("2026-06-19T10:00:00Z", 0)]
    public void Absence_RespondedToLate_HoldsUntilTheResponse(string now, int holds) => Assert.Equal(
        holds, Given.Release().Held("a1", "2026-06-04T13:00:00Z", "UAAB").Enforced("a1", "2026-06-19T10:00:00Z").Keys(Rule, now).Length);

    [Fact]
    public void Absences_OfSeveralAppointments_HoldOneEachUnlessNamed() => Assert.Equal(
        ["a1", "a3"],
        Given.Release().Held("a3", "2026-06-04T13:00:00Z", "UAAB").Held("a1", "2026-06-05T13:00:00Z", "UAAB")
            .Held("a2", "2026-06-08T13:00:00Z", "UAAB")
            .Enforced("a2", "2026-06-08T14:00:00Z").Keys(Rule, "2026-07-01T12:00:00Z"));

    [Theory]
    [InlineData("ATTC")]
    [InlineData("AACL")]
    public void Absence_CorrectedToAnother_HoldsNothing(string corrected) => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-04T13:00:00Z", "UAAB").Outcome("a1", corrected, "2026-06-05T13:00:00Z")
            .Says(Rule, "2026-07-01T12:00:00Z"));

    [Fact]
    public void Absence_WhileContactIsSuspended_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-04T13:00:00Z", "UAAB").Suspended("2026-06-05T10:00:00Z")
            .Says(Rule, "2026-07-01T12:00:00Z"));
}
