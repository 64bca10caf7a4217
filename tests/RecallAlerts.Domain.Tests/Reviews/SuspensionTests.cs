using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Reviews;

public sealed class SuspensionTests
{
    private const string Later = "2026-07-20T12:00:00Z";

    [Fact]
    public void Suspension_OfContact_HoldsTheSixAppointmentRulesAndNoOther()
    {
        var open = Troubled().Review(Later).Conditions.Select(x => x.Rule).ToArray();
        var suspended = Troubled().Suspended("2026-07-01T12:00:00Z").Review(Later).Conditions.Select(x => x.Rule).ToArray();

        Assert.Equal([RuleId.AccommodationUnknown, RuleId.AppointmentMissed, RuleId.MissedWithoutResponse, RuleId.NoContact,
            RuleId.OutcomeOverdue], open);
        Assert.Equal([RuleId.AccommodationUnknown], suspended);
    }

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", "urgent")]
    [InlineData("2026-06-02T09:00:00Z", null)]
    public void Suspension_BeforeTheRelease_DoesNotCount(string suspended, string? severity) =>
        Assert.Equal(severity, Given.Release().Suspended(suspended).SeverityOf(RuleId.FirstAppointmentNotAttended, "2026-06-04T10:00:00Z"));

    [Fact]
    public void Suspension_ThenResumption_LetsTheRulesHoldAgain() => Assert.Equal(
        "urgent",
        Given.Release().Suspended("2026-06-02T12:00:00Z").Resumed("2026-06-05T12:00:00Z")
            .SeverityOf(RuleId.FirstAppointmentNotAttended, "2026-06-05T12:00:00Z"));

    [Fact]
    public void Suspension_AndResumptionAtOneInstant_FollowFactOrder() => Assert.Null(
        Given.Release().Resumed("2026-06-03T12:00:00Z").Suspended("2026-06-03T12:00:00Z", recorded: "2026-06-03T12:00:01Z")
            .SeverityOf(RuleId.FirstAppointmentNotAttended, "2026-06-04T12:00:00Z"));

    [Fact]
    public void Suspension_InTheFuture_DoesNotCountYet() => Assert.Equal(
        "urgent",
        Given.Release().Suspended("2026-06-10T12:00:00Z", recorded: "2026-06-03T12:00:00Z")
            .SeverityOf(RuleId.FirstAppointmentNotAttended, "2026-06-04T12:00:00Z"));

    private static CaseBuilder Troubled() =>
        Given.Release().Held("a1", "2026-06-03T10:00:00Z", "ATTC").Held("a2", "2026-06-04T10:00:00Z", "UAAB")
        .Booked("a3", "2026-06-05T10:00:00Z");
}
