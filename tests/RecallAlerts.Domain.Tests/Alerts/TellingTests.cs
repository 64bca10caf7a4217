using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class TellingTests
{
    [Fact]
    public void Owner_IsToldOfOpeningRaisingReassigningAndReopening()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse).Allocated("P2", "2026-06-17T10:00:00Z")
            .CheckDone(Check.DomesticAbuse, "2026-06-18T10:00:00Z").Withdrawn("e004", "2026-06-19T10:00:00Z"));

        Assert.All(
            ["2026-06-09T16:00:00Z", "2026-06-16T16:00:00Z", "2026-06-17T10:00:00Z"],
            t => Assert.Equal(t, ToldAt(story, RuleId.CheckOverdue, t)));
        story.At("2026-06-18T10:00:00Z");
        Assert.Equal("2026-06-19T10:00:00Z", ToldAt(story, RuleId.CheckOverdue, "2026-06-19T10:00:00Z"));
    }

    [Fact]
    public void Owner_IsToldOfTheEndOfASnoozeAndOfALapse()
    {
        var story = new Story(Given.QuietRelease().Left("2026-06-03T06:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.AccommodationUnknown, new SnoozeUntil(Given.P1, Given.At("2026-06-04T11:00:00Z"), "asked"));
        Assert.Equal("2026-06-04T11:00:00Z", ToldAt(story, RuleId.AccommodationUnknown, "2026-06-04T11:00:00Z"));

        story.Do("2026-06-04T12:00:00Z", RuleId.AccommodationUnknown, new Acknowledge(Given.P1, null));
        Assert.Equal("2026-06-09T12:00:00Z", ToldAt(story, RuleId.AccommodationUnknown, "2026-06-09T12:00:00Z"));
    }

    [Fact]
    public void Owner_IsToldWhenItSpeaksForItselfAgain()
    {
        var story = new Story(Given.QuietRelease().WithNobody().With(r => r with { HandoverCompleted = false })
            .Allocated("P2", "2026-06-03T10:00:00Z"));
        story.At("2026-06-02T09:00:00Z");

        Assert.Equal("2026-06-03T10:00:00Z", ToldAt(story, RuleId.HandoverNotCompleted, "2026-06-03T10:00:00Z"));
    }

    [Fact]
    public void Owner_WhoRecordedAllOfIt_IsNotTold()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z", recorder: Given.P1);

        Assert.Empty(story.Of(RuleId.Homeless).Tellings);
    }

    [Fact]
    public void Owner_WhenSomebodyElseRecordedIt_IsTold()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z", recorder: Given.P2);

        Assert.Equal(TellingRole.Owner, Assert.Single(story.Of(RuleId.Homeless).Tellings).Role);
    }

    [Fact]
    public void Owner_WhoseOwnRecordRaisedIt_IsNoLongerWaitingToBeTold()
    {
        var story = new Story(Given.QuietRelease().Tested(TestResult.Positive, "2026-06-10T17:00:00Z")
            .Tested(TestResult.Positive, "2026-06-10T18:00:00Z"));
        story.At("2026-06-10T17:00:00Z");
        Assert.Single(story.Of(RuleId.SubstanceUse).Tellings);

        Assert.Equal(["substance-use: raised to high"], story.At("2026-06-10T18:00:00Z", recorder: Given.P1));
        Assert.Empty(story.Of(RuleId.SubstanceUse).Tellings);
    }

    [Fact]
    public void Owner_WhoseOwnRecordChangedNothing_IsStillWaitingToBeTold()
    {
        var story = new Story(Given.QuietRelease().Tested(TestResult.Positive, "2026-06-10T17:00:00Z"));
        story.At("2026-06-10T17:00:00Z");
        story.At("2026-06-10T18:00:00Z", recorder: Given.P1);

        Assert.Single(story.Of(RuleId.SubstanceUse).Tellings);
    }

    [Fact]
    public void Owner_WhenTheSnoozeEndsWithHisOwnRecord_IsTold()
    {
        var story = new Story(Given.QuietRelease().Left("2026-06-03T06:00:00Z"));
        story.At("2026-06-03T10:00:00Z", recorder: Given.P1);
        story.Do("2026-06-03T11:00:00Z", RuleId.AccommodationUnknown, new SnoozeUntil(Given.P1, Given.At("2026-06-04T11:00:00Z"), "asked"));
        story.At("2026-06-04T11:00:00Z", recorder: Given.P1);

        Assert.Single(story.Of(RuleId.AccommodationUnknown).Tellings);
    }

    [Fact]
    public void Levels_AreToldEvenOfWhatTheOwnerRecorded()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z", recorder: Given.P1);
        story.At("2026-06-03T14:00:00Z");

        Assert.Equal((TellingRole.DutySpo, Given.DutySpo), Assert.Single(story.Of(RuleId.Homeless)
            .Tellings.Select(x => (x.Role, x.Audience))));
    }

    [Fact]
    public void Telling_GoesToTheOwnerOfTheMoment()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T20:00:00Z").Allocated("P2", "2026-06-03T21:00:00Z"));
        story.At("2026-06-03T20:00:00Z");
        Assert.Equal(Given.P1, Assert.Single(story.Of(RuleId.Homeless).Tellings).Audience);

        story.At("2026-06-03T21:00:00Z");
        Assert.Equal(Given.P2, Assert.Single(story.Of(RuleId.Homeless).Tellings).Audience);
    }

    [Fact]
    public void Telling_OfADismissedAlertThatCameBack_WaitsInCaseItIsUndone()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse).CheckDone(Check.DomesticAbuse, "2026-06-11T10:00:00Z")
            .Withdrawn("e003", "2026-06-12T10:00:00Z"));
        story.At("2026-06-10T10:00:00Z");
        story.Do("2026-06-10T11:00:00Z", RuleId.CheckOverdue, new Dismiss(Given.P1, "known", "asked twice"));
        story.At("2026-06-11T10:00:00Z");
        story.At("2026-06-12T10:00:00Z");

        Assert.Equal((AlertStatus.Dismissed, 1), (story.Of(RuleId.CheckOverdue).Status, story.Of(RuleId.CheckOverdue).Tellings.Count));
    }

    private static string ToldAt(Story story, RuleId rule, string now)
    {
        story.At(now);
        return Assert.Single(story.Of(rule).Tellings, x => x.Role == TellingRole.Owner).At.ToString();
    }
}
