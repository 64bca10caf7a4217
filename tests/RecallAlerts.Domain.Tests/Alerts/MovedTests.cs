using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class MovedTests
{
    private const string Opened = "2026-06-03T10:00:00Z";
    private const string Corrected = "2026-06-03T12:00:00Z";

    [Fact]
    public void Moved_WhenACorrectionMovesTheKey_TakesOverStatusClockAndOpening()
    {
        var story = MovingEarlier();
        story.At(Opened);
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Acknowledge(Given.P1, null));

        Assert.Equal(["homeless: closed moved", "homeless: moved"], story.At(Corrected));
        var (from, to) = (story.Alerts.Single(a => a.Key == Opened), story.Alerts.Single(a => a.Key == "2026-06-03T08:00:00Z"));
        Assert.Equal((AlertStatus.Closed, ClosedHow.Moved), (from.Status, from.Closed));
        Assert.Equal((AlertStatus.Acknowledged, Given.At("2026-06-03T11:00:00Z")), (to.Status, to.AcknowledgedAt));
        Assert.Equal((Given.At(Opened), Given.At(Opened), Severity.Urgent), (to.OpenedAt, to.Clock, to.Severity));
    }

    [Fact]
    public void Moved_TakesOverWhatIsWaitingAndTellsNobodyAnew()
    {
        var story = MovingEarlier();
        story.At(Opened);
        story.At(Corrected);

        Assert.Equal([(TellingRole.Owner, Given.At(Opened))], Standing(story).Tellings.Select(x => (x.Role, x.At)));
    }

    [Fact]
    public void Moved_TakesOverSnoozeWithItsLimitAndTheLevelsReached()
    {
        var story = MovingEarlier(recorded: "2026-06-04T10:30:00Z");
        story.Until("2026-06-04T10:00:00Z");
        story.Do("2026-06-04T10:00:00Z", RuleId.Homeless, new SnoozeUntil(Given.DutySpo, Given.At("2026-06-04T18:00:00Z"),
            "visit planned"));
        story.At("2026-06-04T10:30:00Z");

        var to = Standing(story);
        Assert.Equal((AlertStatus.Snoozed, Given.At("2026-06-04T18:00:00Z"), Given.At("2026-06-04T10:00:00Z")), (to.Status,
            to.Snooze!.Until, to.FirstSnoozedAt));
        Assert.Equal((true, true), (to.DutySpoReached, to.HeadOfPduReached));
    }

    [Fact]
    public void Moved_AfterADismissal_StaysDismissed()
    {
        var story = MovingEarlier();
        story.At(Opened);
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Dismiss(Given.DutySpo, "known", "hostel bed held"));
        story.At(Corrected);

        Assert.Equal((AlertStatus.Dismissed, "known"), (Standing(story).Status, Standing(story).Dismissal!.Reason));
    }

    [Fact]
    public void Moved_WithAReassignment_TakesOverOwnerAndOverride()
    {
        var story = MovingEarlier();
        story.At(Opened);
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Reassign(Given.DutySpo, Given.P2));

        Assert.Equal(["homeless: closed moved", "homeless: moved"], story.At(Corrected));
        Assert.Equal((Given.P2, Given.P2), (Standing(story).Owner, Standing(story).Override!.To));
    }

    [Fact]
    public void Moved_ToAHigherSeverity_IsRaisedAndTold()
    {
        var story = EndMovingTo("2026-07-10");
        story.Until("2026-07-04T00:00:00Z");

        Assert.Equal(["placement-ending: closed moved", "placement-ending: moved", "placement-ending: raised to high"],
            story.At("2026-07-06T10:00:00Z"));
        Assert.Equal(Given.At("2026-07-06T10:00:00Z"), Assert.Single(Standing(story).Tellings, x => x.Role == TellingRole.Owner).At);
    }

    [Fact]
    public void Moved_ToALowerSeverity_IsLoweredOnly()
    {
        var story = new Story(Given.QuietRelease()
            .Lives("A02", "2026-06-10T09:00:00Z", endsOn: "2026-07-18", recorded: "2026-07-05T10:00:00Z")
            .Lives("A02", "2026-06-10T09:00:00Z", endsOn: "2026-08-01", recorded: "2026-07-06T10:00:00Z"));
        story.At("2026-07-05T10:00:00Z");

        Assert.Equal(["placement-ending: closed moved", "placement-ending: moved", "placement-ending: lowered to medium"],
            story.At("2026-07-06T10:00:00Z"));
    }

    [Fact]
    public void NotMoved_WhenTheNewConditionBeganAfterTheOpening_ClosesAndOpens()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", Opened)
            .Lives("A01A", "2026-06-04T10:00:00Z", recorded: "2026-06-05T10:00:00Z").Lives("A08", "2026-06-05T10:00:00Z"));
        story.At(Opened);

        Assert.Equal(["homeless: closed cleared", "homeless: opened urgent"], story.At("2026-06-05T10:00:00Z"));
    }

    [Fact]
    public void Moved_WhenTheNewConditionBeganAtTheVeryOpening_StillMoves()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T09:00:00Z", recorded: Opened)
            .Lives("A01A", "2026-06-03T09:30:00Z", recorded: Corrected)
            .Lives("A08", Opened, recorded: Corrected));
        story.At(Opened);

        Assert.Equal(["homeless: closed moved", "homeless: moved"], story.At(Corrected));
    }

    [Fact]
    public void NotMoved_ForARuleThatCanHoldSeveral_ClosesAndOpens()
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Held("a0", Given.ReleasedAt, "ATTC")
            .Booked("a1", "2026-06-02T12:00:00Z")
            .Cancelled("a1", "2026-06-04T10:00:00Z")
                .Booked("a2", "2026-06-02T12:00:00Z", "2026-06-02T12:30:00Z", recorded: "2026-06-04T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");

        Assert.Equal(["outcome-overdue: closed cleared", "outcome-overdue: opened low"], story.At("2026-06-04T10:00:00Z"));
    }

    [Fact]
    public void Moved_OntoAnAlertThatWasDismissed_IsDismissed()
    {
        var story = BackToADismissedKey();

        Assert.Equal(["homeless: closed moved", "homeless: moved"], story.At("2026-06-04T12:00:00Z"));
        Assert.Equal((AlertStatus.Dismissed, "known"), (Standing(story).Status, Standing(story).Dismissal?.Reason));
    }

    [Fact]
    public void Moved_FromASnoozedAlertOntoADismissedOne_StaysDismissedWhenTheSnoozeWouldEnd()
    {
        var story = BackToADismissedKey();
        story.Do("2026-06-04T11:00:00Z", RuleId.Homeless, "2026-06-03T10:00:00Z", new SnoozeUntil(Given.DutySpo,
            Given.At("2026-06-04T20:00:00Z"), "visit planned"));
        story.At("2026-06-04T12:00:00Z");

        Assert.Empty(story.At("2026-06-04T20:00:00Z"));
        Assert.Equal(AlertStatus.Dismissed, Standing(story).Status);
    }

    private static Alert Standing(Story story) =>
        Assert.Single(story.Alerts, a => a.Status != AlertStatus.Closed && a.Rule != RuleId.UnsettledAccommodation);

    // Homeless from 10:00; recorded later: from 8:00 on.
    private static Story MovingEarlier(string recorded = Corrected) =>
        new(Given.QuietRelease().Lives("A08A", Opened).Lives("A08", "2026-06-03T08:00:00Z", recorded: recorded));

    private static Story EndMovingTo(string endsOn) => new(Given.QuietRelease()
        .Lives("A02", "2026-06-10T09:00:00Z", endsOn: "2026-07-30")
            .Lives("A02", "2026-06-10T09:00:00Z", endsOn: endsOn, recorded: "2026-07-06T10:00:00Z"));

    // Dismissed under 8:00, withdrawn and recorded again as 10:00 (a new opening), then corrected back to 8:00.
    private static Story BackToADismissedKey()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T08:00:00Z").Withdrawn("e003", "2026-06-04T10:00:00Z")
            .Lives("A08A", "2026-06-03T10:00:00Z", recorded: "2026-06-04T10:00:00Z")
                .Lives("A08", "2026-06-03T08:00:00Z", recorded: "2026-06-04T12:00:00Z"));
        story.At("2026-06-03T08:00:00Z");
        story.Do("2026-06-03T09:00:00Z", RuleId.Homeless, new Dismiss(Given.DutySpo, "known", "hostel bed held"));
        Assert.Equal(["homeless: closed cleared", "homeless: opened urgent"], story.At("2026-06-04T10:00:00Z"));
        return story;
    }
}
