using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls;

public sealed class LookBackTests
{
    private const string Day10 = "2026-06-12T09:00:00Z";
    private const string Day11 = "2026-06-13T09:00:00Z";
    private const string Day12 = "2026-06-14T09:00:00Z";

    [Fact]
    public void Look_WithoutAlerts_HasNothing()
    {
        var look = new AlertMoments().Look();
        Assert.Empty(look.Alerts);
        Assert.Equal((0, null), (look.OpenAtRecall, look.LeadTimeHours));
    }

    [Theory]
    [InlineData("2026-06-16T08:59:59Z", 0L)]
    [InlineData("2026-06-16T09:00:00Z", null)]
    [InlineData("2026-06-16T09:00:01Z", null)]
    [InlineData("2026-06-16T08:00:01Z", 0L)]
    [InlineData("2026-06-16T08:00:00Z", 1L)]
    [InlineData("2026-06-02T09:00:00Z", 336L)]
    [InlineData("2026-06-02T08:59:59Z", null)]
    public void LeadTime_IsOfWhatOpenedWithinTheDaysBefore(string opened, long? hours) => Assert.Equal(hours, new AlertMoments().Opened("a", opened).Look().LeadTimeHours);

    [Theory]
    [InlineData(Severity.Low, false)]
    [InlineData(Severity.Medium, false)]
    [InlineData(Severity.High, true)]
    [InlineData(Severity.Urgent, true)]
    public void LeadTime_IsOfWhatOpenedAsHighOrUrgent(Severity severity, bool counts) =>
        Assert.Equal(counts, new AlertMoments().Opened("a", Day10, severity).Look().LeadTimeHours is not null);

    [Fact]
    public void LeadTime_OfWhatRoseLater_IsNull() =>
        Assert.Null(new AlertMoments().Opened("a", Day10, Severity.Medium).Raised("a", Day11, Severity.Urgent).Look().LeadTimeHours);

    [Fact]
    public void LeadTime_OfSeveral_IsOfTheFirst() => Assert.Equal(96, new AlertMoments().Opened("b", Day11).Opened("a", Day10).Opened("c", Day12).Look().LeadTimeHours);

    [Fact]
    public void LeadTime_WhenTheFirstWasClosed_IsOfTheNextThatIsOpen() =>
        Assert.Equal(72, new AlertMoments().Opened("a", Day10).Opened("b", Day11).Closed("a", Day12).Look().LeadTimeHours);

    [Theory]
    [InlineData(RecallReason.Homelessness, "accommodation-unknown homeless placement-ending unsettled-accommodation")]
    [InlineData(RecallReason.SubstanceMisuse, "substance-use treatment-not-started")]
    [InlineData(RecallReason.ContinuityFailure, "first-appointment-not-attended first-appointment-not-booked handover-not-completed no-practitioner outcome-overdue practitioner-churn")]
    [InlineData(RecallReason.FurtherOffence, "appointment-missed first-appointment-not-attended first-appointment-not-booked missed-without-response no-contact outcome-overdue")]
    [InlineData(RecallReason.NonComplianceOther, "appointment-missed first-appointment-not-attended first-appointment-not-booked missed-without-response no-contact outcome-overdue")]
    [InlineData(RecallReason.InsufficientInformation, "appointment-missed first-appointment-not-attended first-appointment-not-booked missed-without-response no-contact outcome-overdue")]
    public void LeadTime_IsOfRulesThatBelongToTheReason(RecallReason reason, string rules)
    {
        var counting = Enum.GetValues<RuleId>().Where(rule => new AlertMoments().Opened("a", Day10, rule: rule).Look(reason).LeadTimeHours is not null);
        Assert.Equal(rules, string.Join(' ', counting.Select(NameOf<RuleId>.Text).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Alert_ThatNobodyTouched_IsOpenAndUntouched() => Assert.Equal(
        new LookedBackAlert(AlertMoments.Id("a"), RuleId.Homeless, "a", Given.At(Day10), Severity.High, 96, null, WasOpen: true, Untouched: true),
        new AlertMoments().Opened("a", Day10).Only());

    [Fact]
    public void Alert_Cleared_WasNotOpen()
    {
        var look = new AlertMoments().Opened("a", Day10).Closed("a", Day11).Look();
        Assert.Equal((false, false), (look.Alerts[0].WasOpen, look.Alerts[0].Untouched));
        Assert.Equal((0, null), (look.OpenAtRecall, look.LeadTimeHours));
    }

    [Theory]
    [InlineData("2026-06-16T08:59:59Z", false)]
    [InlineData("2026-06-16T09:00:00Z", true)]
    [InlineData("2026-06-18T09:00:00Z", true)]
    public void Alert_Cleared_WasOpenWhenThatCameAfterTheRecall(string closed, bool wasOpen) =>
        Assert.Equal(wasOpen, new AlertMoments().Opened("a", Day10).Closed("a", closed).Only().WasOpen);

    [Fact]
    public void Alert_Acknowledged_SaysWhenFirst()
    {
        var alert = new AlertMoments().Opened("a", Day10).ByPerson(nameof(Acknowledged), "a", Day11).Lapsed("a", Day12)
            .ByPerson(nameof(Acknowledged), "a", "2026-06-15T09:00:00Z").Only();
        Assert.Equal((Given.At(Day11), true, false), (alert.AcknowledgedAt!.Value, alert.WasOpen, alert.Untouched));
    }

    [Fact]
    public void Alert_WhoseAcknowledgementLapsed_IsOpenAndWasTouched()
    {
        var alert = new AlertMoments().Opened("a", Day10).ByPerson(nameof(Acknowledged), "a", Day11).Lapsed("a", Day12).Only();
        Assert.Equal((true, false), (alert.WasOpen, alert.Untouched));
    }

    [Theory]
    [InlineData(nameof(Snoozed))]
    [InlineData(nameof(Reassigned))]
    public void Alert_ThatAPersonActedOn_IsTouchedAndNotAcknowledged(string act)
    {
        var alert = new AlertMoments().Opened("a", Day10).ByPerson(act, "a", Day11).Only();
        Assert.Equal((null, true, false), (alert.AcknowledgedAt, alert.WasOpen, alert.Untouched));
    }

    [Fact]
    public void Alert_ThatWasDismissed_IsShutAlsoWhenItComesBack()
    {
        var dismissed = new AlertMoments().Opened("a", Day10).ByPerson(nameof(Dismissed), "a", Day10);
        Assert.Equal((false, false, 0), (dismissed.Only().WasOpen, dismissed.Only().Untouched, dismissed.Look().OpenAtRecall));
        var back = dismissed.Closed("a", Day11).Reopened("a", Day12);
        Assert.Equal((false, false, null), (back.Only().WasOpen, back.Only().Untouched, back.Look().LeadTimeHours));
    }

    [Fact]
    public void Alert_ThatWasDismissedAndIsUrgentNow_IsOpen()
    {
        Assert.True(new AlertMoments().Opened("a", Day10).ByPerson(nameof(Dismissed), "a", Day10).Raised("a", Day11, Severity.Urgent).Only().WasOpen);
        Assert.True(new AlertMoments().Opened("a", Day10).ByPerson(nameof(Dismissed), "a", Day10).Closed("a", Day11).Reopened("a", Day12, Severity.Urgent).Only().WasOpen);
        Assert.True(new AlertMoments().Opened("a", Day10).ByPerson(nameof(Dismissed), "a", Day10).ByPerson(nameof(Undone), "a", Day11).Only().WasOpen);
    }

    [Theory]
    [InlineData(nameof(Reassigned))]
    [InlineData(nameof(Escalated))]
    [InlineData(nameof(Suppressed))]
    [InlineData(nameof(SnoozeEnded))]
    public void Alert_ThatOnlyFactsOrTimeChanged_IsUntouched(string change) => Assert.True(new AlertMoments().Opened("a", Day10).ByFacts(change, "a", Day11).Only().Untouched);

    [Fact]
    public void Alert_TouchedAtTheRecallOrLater_IsUntouched() =>
        Assert.True(new AlertMoments().Opened("a", Day10).ByPerson(nameof(Acknowledged), "a", "2026-06-16T09:00:00Z").Only().Untouched);

    [Fact]
    public void Alert_Reopened_CountsFromTheLastOpening()
    {
        var alert = new AlertMoments().Opened("a", "2026-06-03T09:00:00Z").ByPerson(nameof(Acknowledged), "a", "2026-06-04T09:00:00Z").Closed("a", Day10)
            .Reopened("a", Day12, Severity.Urgent).Only();
        Assert.Equal((Given.At(Day12), Severity.Urgent, 48, null, true), (alert.OpenedAt, alert.OpenedAs, alert.HoursBefore, alert.AcknowledgedAt, alert.Untouched));
    }

    [Fact]
    public void Alert_Moved_KeepsOpeningSeverityAndThatNobodyTouchedIt()
    {
        var alert = new AlertMoments().Opened("a", Day10, Severity.Urgent).Moved("a", "b", Day12).Only();
        Assert.Equal(
            new LookedBackAlert(AlertMoments.Id("b"), RuleId.Homeless, "b", Given.At(Day10), Severity.Urgent, 96, null, WasOpen: true, Untouched: true), alert);
    }

    [Fact]
    public void Alert_MovedTwiceAfterAnAct_KeepsTheAct()
    {
        var alert = new AlertMoments().Opened("a", Day10).ByPerson(nameof(Acknowledged), "a", Day11).Moved("a", "b", Day12).Moved("b", "c", "2026-06-15T09:00:00Z").Only();
        Assert.Equal(("c", Given.At(Day11), false, true), (alert.Key, alert.AcknowledgedAt!.Value, alert.Untouched, alert.WasOpen));
    }

    [Fact]
    public void Alert_MovedAndThenCleared_WasNotOpen() => Assert.False(new AlertMoments().Opened("a", Day10).Moved("a", "b", Day11).Closed("b", Day12).Only().WasOpen);

    [Fact]
    public void Alert_MovedAfterTheRecall_IsTheOldOneStill()
    {
        var alert = new AlertMoments().Opened("a", Day10).Moved("a", "b", "2026-06-16T10:00:00Z").Only();
        Assert.Equal(("a", true), (alert.Key, alert.WasOpen));
    }

    [Fact]
    public void WatchEnded_AtTheRecall_LeavesAlertsOpen() =>
        Assert.Equal(1, new AlertMoments().Opened("a", Day10).Closed("a", "2026-06-16T09:00:00Z", ClosedHow.WatchEnded).Look().OpenAtRecall);

    [Fact]
    public void WatchEnded_ByARecallRecordedLate_LeavesOpenWhatWasOpenAtTheRecall()
    {
        var look = new AlertMoments().Opened("a", Day10).Opened("b", Day11).Closed("b", "2026-06-17T09:00:00Z").Opened("c", "2026-06-17T10:00:00Z")
            .Closed("a", "2026-06-19T09:00:00Z", ClosedHow.WatchEnded).Look();
        Assert.Equal(["a", "b"], look.Alerts.Select(a => a.Key));
        Assert.Equal(2, look.OpenAtRecall);
    }

    [Theory]
    [InlineData(Day11, true)]
    [InlineData(Day12, true)]
    [InlineData("2026-06-14T09:00:01Z", false)]
    [InlineData("2026-06-16T09:00:00Z", false)]
    public void WatchEnded_BeforeTheRecall_CountsUnlessThisRecallBroughtItAbout(string endedFrom, bool wasOpen) =>
        Assert.Equal(wasOpen, new AlertMoments().Opened("a", Day10).Closed("a", Day12, ClosedHow.WatchEnded).Look(endedFrom: Given.At(endedFrom)).OpenAtRecall == 1);

    [Fact]
    public void Alerts_AreByOpeningThenId()
    {
        var look = new AlertMoments().Opened("c", Day11).Opened("b", Day10).Opened("a", Day11).Look();
        Assert.Equal("b", look.Alerts[0].Key);
        Assert.Equal(look.Alerts.Skip(1).Select(a => a.Alert).Order(), look.Alerts.Skip(1).Select(a => a.Alert));
    }

    [Theory]
    [InlineData(ClosedHow.Cleared, false)]
    [InlineData(ClosedHow.Expired, false)]
    [InlineData(ClosedHow.Paused, false)]
    [InlineData(ClosedHow.WatchEnded, true)]
    public void Closed_InAnyWayButByTheEnd_IsNotOpen(ClosedHow how, bool wasOpen) => Assert.Equal(wasOpen, new AlertMoments().Opened("a", Day10).Closed("a", Day11, how).Only().WasOpen);
}
