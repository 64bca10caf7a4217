using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Policies;

/// <summary>The numbers of rules.md, alerts.md and lifecycle.md, written out.</summary>
public sealed class DefaultPolicyTests
{
    private static Policy Policy => PolicyDocument.Default.General;

    [Fact]
    public void Default_HasAVersionAndNoRegionThatDiffers()
    {
        Assert.NotEmpty(PolicyDocument.Default.Version);
        Assert.Empty(PolicyDocument.Default.Regions);
        Assert.Same(Policy, PolicyDocument.Default.Of("north-west"));
    }

    [Fact]
    public void Default_HasEveryRuleOn() => Assert.All(Enum.GetValues<RuleId>(), rule => Assert.True(Policy.Rules.Of(rule).Enabled));

    [Fact]
    public void Default_WatchesNineMonthsInFivePhases() =>
        Assert.Equal((274, 7, 28, 84), (Policy.Watch.Days, Policy.Watch.FirstWeekUntilDay, Policy.Watch.EarlyRecallUntilDay,
            Policy.Watch.SettlingUntilDay));

    [Theory]
    [InlineData(RuleId.AccommodationUnknown, Severity.High)]
    [InlineData(RuleId.AppointmentMissed, Severity.Medium)]
    [InlineData(RuleId.CheckOverdue, Severity.High)]
    [InlineData(RuleId.FirstAppointmentNotAttended, Severity.Urgent)]
    [InlineData(RuleId.FirstAppointmentNotBooked, Severity.High)]
    [InlineData(RuleId.HandoverNotCompleted, Severity.High)]
    [InlineData(RuleId.Homeless, Severity.High)]
    [InlineData(RuleId.MissedWithoutResponse, Severity.Medium)]
    [InlineData(RuleId.NoContact, Severity.High)]
    [InlineData(RuleId.NoPractitioner, Severity.Urgent)]
    [InlineData(RuleId.OutcomeOverdue, Severity.Low)]
    [InlineData(RuleId.PlacementEnding, Severity.Medium)]
    [InlineData(RuleId.PractitionerChurn, Severity.Medium)]
    [InlineData(RuleId.SubstanceUse, Severity.Medium)]
    [InlineData(RuleId.SupportNotReferred, Severity.Low)]
    [InlineData(RuleId.TreatmentNotStarted, Severity.Medium)]
    [InlineData(RuleId.UnsettledAccommodation, Severity.Medium)]
    public void Default_GivesEachRuleItsSeverity(RuleId rule, Severity severity) => Assert.Equal(severity, Policy.Rules.Of(rule).Severity);

    [Fact]
    public void Default_EscalatesByWorkingHours()
    {
        var alerts = Policy.Alerts;

        Assert.Equal([4, 8, 24, null], BySeverity(alerts.DutySpoAfterWorkingHours));
        Assert.Equal([8, 24, null, null], BySeverity(alerts.HeadOfPduAfterWorkingHours));
        Assert.Equal([8, 24, 80, null], BySeverity(alerts.AcknowledgementLastsWorkingHours));
        Assert.Equal([24, 72, 168, 720], BySeverity(alerts.SnoozeAtMostHours));
        Assert.Equal(24, alerts.BacklogHours);
    }

    [Fact]
    public void Default_DeliversAtTheTimesOfTheSpecification()
    {
        var delivery = Policy.Delivery;

        Assert.Equal((9, 17, new TimeOnly(8, 30), new TimeOnly(12, 0)), (delivery.OpenHour, delivery.CloseHour, delivery.DigestAt,
            delivery.WeekendListAt));
        Assert.Equal([new TimeOnly(8, 30), new TimeOnly(13, 0)], delivery.GatheredAt);
        Assert.Equal((7, 5, 10, 15), (delivery.WeekendListDays, delivery.CompanyMinutes, delivery.ImmediateADay, delivery.ImmediateAWeek));
    }

    [Fact]
    public void Default_WeighsTriageAsTheSpecification()
    {
        var triage = Policy.Triage;

        Assert.Equal([40, 20, 8, 2], BySeverity(triage.Points));
        Assert.Equal([1, 1.1, 1.3, 1.5], Enum.GetValues<Rosh>().Select(triage.Rosh.Of));
        Assert.Equal((1.5, 1.25, 0.5), (triage.FirstWeekFactor, triage.EarlyRecallFactor, triage.SnoozedFactor));
    }

    private static T[] BySeverity<T>(BySeverity<T> numbers) => [numbers.Urgent, numbers.High, numbers.Medium, numbers.Low];
}
