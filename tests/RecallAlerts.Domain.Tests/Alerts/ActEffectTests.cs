using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class ActEffectTests
{
    [Fact]
    public void Acknowledge_OfASnoozedAlert_EndsTheSnoozeAndKeepsItsLimit()
    {
        var before = ActBench.AlertIn(AlertStatus.Snoozed);
        var after = ActBench.Done(before, new Acknowledge(Given.P1, null));

        Assert.Equal((AlertStatus.Acknowledged, ActBench.Now, null), (after.Status, after.AcknowledgedAt, after.Snooze));
        Assert.Equal((before.FirstSnoozedAt, before.Clock), (after.FirstSnoozedAt, after.Clock));
    }

    [Fact]
    public void Snooze_OfAnAcknowledgedAlert_EndsTheAcknowledgement()
    {
        var after = ActBench.Done(ActBench.AlertIn(AlertStatus.Acknowledged), ActBench.Act("snooze", Given.P1));

        Assert.Equal((AlertStatus.Snoozed, null, ActBench.Now), (after.Status, after.AcknowledgedAt, after.FirstSnoozedAt));
        Assert.Equal(new Snooze(ActBench.Now.PlusHours(20), Given.P1), after.Snooze);
    }

    [Theory]
    [InlineData(AlertStatus.Acknowledged)]
    [InlineData(AlertStatus.Snoozed)]
    public void Dismiss_EndsAcknowledgementAndSnoozeAndIsRemembered(AlertStatus status)
    {
        var after = ActBench.Done(ActBench.AlertIn(status), ActBench.Act("dismiss", Given.P1));

        Assert.Equal((AlertStatus.Dismissed, null, null), (after.Status, after.AcknowledgedAt, after.Snooze));
        Assert.Equal(new Dismissal(Given.P1, "known"), after.Dismissal);
    }

    [Theory]
    [InlineData(AlertStatus.Snoozed)]
    [InlineData(AlertStatus.Dismissed)]
    public void Undo_IsOpenAgainWithTheClockSetAndTellsNobody(AlertStatus status)
    {
        var after = ActBench.Done(ActBench.AlertIn(status), new Undo(Given.DutySpo));

        Assert.Equal((AlertStatus.Open, null, null), (after.Status, after.Snooze, after.Dismissal));
        Assert.Equal((ActBench.Now, false), (after.Clock, after.DutySpoReached));
        Assert.Empty(after.Tellings);
    }

    [Fact]
    public void Undo_DoesNotGiveTheSnoozeItsTimeBack()
    {
        var after = ActBench.Done(ActBench.AlertIn(AlertStatus.Snoozed), new Undo(Given.DutySpo));

        Assert.Equal(Given.At("2026-06-03T08:00:00Z"), after.FirstSnoozedAt);
    }

    [Theory]
    [InlineData(AlertStatus.Open)]
    [InlineData(AlertStatus.Acknowledged)]
    [InlineData(AlertStatus.Snoozed)]
    public void Reassign_SetsOwnerAndClockTellsTheOwnerAndKeepsTheStatus(AlertStatus status)
    {
        var before = ActBench.AlertIn(status);
        var after = ActBench.Done(before, new Reassign(Given.DutySpo, Given.P2));

        Assert.Equal((Given.P2, status, ActBench.Now, false), (after.Owner, after.Status, after.Clock, after.DutySpoReached));
        Assert.Equal((before.AcknowledgedAt, before.Snooze), (after.AcknowledgedAt, after.Snooze));
        Assert.Equal((TellingRole.Owner, ActBench.Now), Assert.Single(after.Tellings.Select(x => (x.Role, x.At))));
    }

    [Fact]
    public void Reassign_ToOneself_TellsNobody() =>
        Assert.Empty(ActBench.Done(ActBench.AlertIn(AlertStatus.Open), new Reassign(Given.DutySpo, Given.DutySpo)).Tellings);

    [Theory]
    [InlineData("acknowledge")]
    [InlineData("snooze")]
    [InlineData("dismiss")]
    [InlineData("reassign")]
    public void Acts_LeaveTheSeverityTheKeyAndTheOpening(string act)
    {
        var before = ActBench.AlertIn(AlertStatus.Open);
        var after = ActBench.Done(before, ActBench.Act(act, Given.DutySpo));

        Assert.Equal((before.Id, before.Severity, before.OpenedAt, before.Since), (after.Id, after.Severity, after.OpenedAt, after.Since));
    }

    [Fact]
    public void Snooze_AfterTheAlertClosedAndCameBack_HasItsFullTimeAgain()
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Suspended("2026-06-04T10:00:00Z")
            .Resumed("2026-06-05T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");
        story.Do("2026-06-03T16:00:00Z", RuleId.FirstAppointmentNotAttended, new SnoozeUntil(Given.DutySpo,
            Given.At("2026-06-04T16:00:00Z"), "visit"));
        story.At("2026-06-04T10:00:00Z");
        story.At("2026-06-05T10:00:00Z");

        Assert.IsType<ActOutcome.Done>(
            story.Do("2026-06-05T11:00:00Z", RuleId.FirstAppointmentNotAttended, new SnoozeUntil(Given.DutySpo,
                Given.At("2026-06-06T11:00:00Z"), "visit")));
    }
}
