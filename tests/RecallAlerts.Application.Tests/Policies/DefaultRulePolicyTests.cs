using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Policies;

/// <summary>The numbers of the table of rules.md, rule by rule.</summary>
public sealed class DefaultRulePolicyTests
{
    private static RulePolicies Rules => PolicyDocument.Default.General.Rules;

    [Fact]
    public void Accommodation_IsAskedForAt14AndFourHoursAfterLeaving() =>
        Assert.Equal((14, 4), (Rules.AccommodationUnknown.ReleaseDayHour, Rules.AccommodationUnknown.HoursAfterLeaving));

    [Fact]
    public void Homeless_IsUrgentUntilDay28() =>
        Assert.Equal((Severity.Urgent, 28), (Rules.Homeless.EarlySeverity, Rules.Homeless.EarlyUntilDay));

    [Fact]
    public void Unsettled_CountsSevenAnd28Days()
    {
        var rule = Rules.UnsettledAccommodation;

        Assert.Equal((7, 28, 28, 9, Severity.High), (rule.Days, rule.SupportedDays, rule.LaterDays, rule.Hour, rule.LaterSeverity));
    }

    [Fact]
    public void PlacementEnding_CountsBackFrom28To14To3Days()
    {
        var rule = Rules.PlacementEnding;

        Assert.Equal((28, 14, 3, 84, 9), (rule.DaysBefore, rule.LaterDaysBefore, rule.LastDaysBefore, rule.Cas3Nights, rule.Hour));
        Assert.Equal((Severity.High, Severity.Urgent), (rule.LaterSeverity, rule.LastSeverity));
    }

    [Fact]
    public void FirstAppointment_IsDueOnTheFirstWorkingDayBy17()
    {
        Assert.Equal((1, 17), (Rules.FirstAppointmentNotBooked.WorkingDays, Rules.FirstAppointmentNotBooked.Hour));
        Assert.Equal((1, 17), (Rules.FirstAppointmentNotAttended.WorkingDays, Rules.FirstAppointmentNotAttended.Hour));
    }

    [Fact]
    public void Missed_RisesFromOneToThree()
    {
        var rule = Rules.AppointmentMissed;

        Assert.Equal((Severity.High, Severity.High, Severity.Urgent, 7), (rule.EarlySeverity, rule.SecondSeverity, rule.ThirdSeverity,
            rule.EarlyUntilDay));
    }

    [Fact]
    public void OutcomeAndChecks_CountWorkingDays()
    {
        var (outcome, check) = (Rules.OutcomeOverdue, Rules.CheckOverdue);

        Assert.Equal((1, 5, 17, Severity.Medium), (outcome.WorkingDays, outcome.LaterWorkingDays, outcome.Hour, outcome.LaterSeverity));
        Assert.Equal((5, 10, 17, Severity.Urgent), (check.WorkingDays, check.LaterWorkingDays, check.Hour, check.LaterSeverity));
        Assert.Equal((5, 17), (Rules.MissedWithoutResponse.WorkingDays, Rules.MissedWithoutResponse.Hour));
    }

    [Fact]
    public void NoContact_IsSevenThenFourteenDaysWithTwoOfGrace()
    {
        var rule = Rules.NoContact;

        Assert.Equal((7, 14, 2, 28, 17), (rule.EarlyIntervalDays, rule.IntervalDays, rule.GraceDays, rule.EarlyUntilDay, rule.Hour));
    }

    [Fact]
    public void HandoverAndChurn_EndWithDay28()
    {
        var churn = Rules.PractitionerChurn;

        Assert.Equal(28, Rules.HandoverNotCompleted.UntilDay);
        Assert.Equal((2, 3, 28, Severity.High), (churn.Changes, churn.LaterChanges, churn.UntilDay, churn.LaterSeverity));
    }

    [Fact]
    public void TreatmentAndSupport_CountDaysFromTheRelease()
    {
        var rule = Rules.TreatmentNotStarted;

        Assert.Equal((14, 9, 21, 17, Severity.High), (rule.Days, rule.Hour, rule.LaterDays, rule.LaterHour, rule.LaterSeverity));
        Assert.Equal((14, 9), (Rules.SupportNotReferred.Days, Rules.SupportNotReferred.Hour));
    }

    [Fact]
    public void SubstanceUse_CountsTwoIn28Days()
    {
        var rule = Rules.SubstanceUse;

        Assert.Equal((28, 2, 28, Severity.High), (rule.WindowDays, rule.Repeats, rule.DeliveredAsHighUntilDay, rule.RepeatedSeverity));
    }
}
