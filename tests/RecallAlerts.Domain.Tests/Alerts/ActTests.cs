using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class ActTests
{
    private const string Ok = "done";
    private const string Same = "unchanged";
    private const string Conflict = "DoesNotApply";

    [Theory]
    [InlineData("acknowledge", Ok, Same, Ok, Conflict, Conflict)]
    [InlineData("snooze", Ok, Ok, Ok, Conflict, Conflict)]
    [InlineData("snooze-same", Ok, Ok, Same, Conflict, Conflict)]
    [InlineData("dismiss", Ok, Ok, Ok, Same, Conflict)]
    [InlineData("undo", Conflict, Conflict, Ok, Ok, Conflict)]
    [InlineData("reassign", Ok, Ok, Ok, Conflict, Conflict)]
    public void Act_FromEachStatus_DoesWhatTheTableSays(string act, string open, string acknowledged, string snoozed, string dismissed,
        string closed)
    {
        var outcomes = Enum.GetValues<AlertStatus>()
            .Select(status => ActBench.Outcome(ActBench.AlertIn(status), ActBench.Act(act, Given.DutySpo)));

        Assert.Equal([open, acknowledged, snoozed, dismissed, closed], outcomes);
    }

    [Theory]
    [InlineData("acknowledge", Ok, Ok, Ok, "NotAllowed")]
    [InlineData("snooze", Ok, "NotAllowed", Ok, "NotAllowed")]
    [InlineData("dismiss", Ok, "NotAllowed", Ok, "NotAllowed")]
    [InlineData("reassign", "NotAllowed", "NotAllowed", Ok, "NotAllowed")]
    public void Act_ByEachPerson_IsForWhomTheTableSays(string act, string owner, string ownerOfUrgent, string dutySpo, string others)
    {
        var (high, urgent) = (ActBench.AlertIn(AlertStatus.Open), ActBench.AlertIn(AlertStatus.Open, Severity.Urgent));

        Assert.Equal(owner, ActBench.Outcome(high, ActBench.Act(act, Given.P1)));
        Assert.Equal(ownerOfUrgent, ActBench.Outcome(urgent, ActBench.Act(act, Given.P1)));
        Assert.Equal([dutySpo, dutySpo], [ActBench.Outcome(high, ActBench.Act(act, Given.DutySpo)), ActBench.Outcome(urgent,
            ActBench.Act(act, Given.DutySpo))]);
        Assert.All([Given.P2, Given.OtherDutySpo, Given.HeadOfPdu, Given.OnCall], by => Assert.Equal(others, ActBench.Outcome(high,
            ActBench.Act(act, by))));
    }

    [Theory]
    [InlineData(AlertStatus.Snoozed)]
    [InlineData(AlertStatus.Dismissed)]
    public void Undo_BySomebodyElseThanWhoDidIt_IsNotAllowed(AlertStatus status) =>
        Assert.Equal("NotAllowed", ActBench.Outcome(ActBench.AlertIn(status), new Undo(Given.P1)));

    [Theory]
    [InlineData(Severity.Urgent, 24)]
    [InlineData(Severity.High, 72)]
    [InlineData(Severity.Medium, 168)]
    [InlineData(Severity.Low, 720)]
    public void Snooze_ByItsEnd_LastsFromAfterNowToTheLimitOfTheSeverity(Severity severity, int hours)
    {
        var alert = ActBench.AlertIn(AlertStatus.Open, severity);
        var limit = ActBench.Now.PlusHours(hours);

        Assert.Equal("OverLimit", ActBench.Outcome(alert, ActBench.Snooze(ActBench.Now)));
        Assert.Equal(Ok, ActBench.Outcome(alert, ActBench.Snooze(ActBench.Now.PlusSeconds(1))));
        Assert.Equal(Ok, ActBench.Outcome(alert, ActBench.Snooze(limit)));
        Assert.Equal("OverLimit", ActBench.Outcome(alert, ActBench.Snooze(limit.PlusSeconds(1))));
    }

    [Theory]
    [InlineData(AlertStatus.Open)]
    [InlineData(AlertStatus.Acknowledged)]
    [InlineData(AlertStatus.Snoozed)]
    public void Snooze_Again_IsLimitedFromTheFirstOfTheOpening(AlertStatus status)
    {
        var alert = ActBench.AlertIn(status) with { FirstSnoozedAt = ActBench.Now.PlusHours(-70) };

        Assert.Equal(Ok, ActBench.Outcome(alert, ActBench.Snooze(ActBench.Now.PlusHours(2))));
        Assert.Equal("OverLimit", ActBench.Outcome(alert, ActBench.Snooze(ActBench.Now.PlusHours(2).PlusSeconds(1))));
    }

    [Fact]
    public void Snooze_WhenTheDutySpoOwnsAnUrgentAlert_IsHisToDo() =>
        Assert.Equal(Ok, ActBench.Outcome(ActBench.AlertIn(AlertStatus.Open, Severity.Urgent) with { Owner = Given.DutySpo },
            ActBench.Act("snooze", Given.DutySpo)));

    [Fact]
    public void Reassign_ToTheSameOwner_ChangesNothing() =>
        Assert.Equal(Same, ActBench.Outcome(ActBench.AlertIn(AlertStatus.Open), new Reassign(Given.DutySpo, Given.P1)));

    [Fact]
    public void Refusal_OfALimit_NamesTheLatestEnd()
    {
        var refused = Assert.IsType<ActOutcome.Refused>(ActBench.Decide(ActBench.AlertIn(AlertStatus.Open),
            ActBench.Snooze(ActBench.Now.PlusHours(73))));

        Assert.Contains(ActBench.Now.PlusHours(72).ToString(), refused.Reason, StringComparison.Ordinal);
    }
}
