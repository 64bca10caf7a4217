using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class LapseAndSnoozeTests
{
    [Theory]
    [InlineData(RuleId.Homeless, "2026-06-03T10:00:00Z", "2026-06-04T10:00:00Z")]
    [InlineData(RuleId.AccommodationUnknown, "2026-06-03T10:00:00Z", "2026-06-08T10:00:00Z")]
    [InlineData(RuleId.UnsettledAccommodation, "2026-06-09T10:00:00Z", "2026-06-23T10:00:00Z")]
    public void Acknowledgement_LapsesAfterWorkingHoursBySeverity(RuleId rule, string acknowledged, string lapses)
    {
        var story = Acknowledged(rule, acknowledged);

        Assert.Empty(story.At(Given.At(lapses).PlusSeconds(-1).ToString()));
        Assert.Equal([$"{NameOf<RuleId>.Text(rule)}: acknowledgement lapsed"], story.At(lapses));
        Assert.Equal((AlertStatus.Open, Given.At(lapses), null), (story.Of(rule).Status, story.Of(rule).Clock, story.Of(rule)
            .AcknowledgedAt));
    }

    [Fact]
    public void Acknowledgement_OfALowAlert_NeverLapses()
    {
        var story = Acknowledged(RuleId.SupportNotReferred, "2026-06-16T10:00:00Z");

        Assert.Empty(story.Until("2027-02-01T00:00:00Z"));
        Assert.Equal(AlertStatus.Acknowledged, story.Of(RuleId.SupportNotReferred).Status);
    }

    [Fact]
    public void Acknowledgement_EndsWhenTheSeverityRises()
    {
        var story = Acknowledged(RuleId.CheckOverdue, "2026-06-16T10:00:00Z");

        Assert.Equal(["check-overdue: raised to urgent"], story.At("2026-06-16T16:00:00Z"));
        Assert.Equal((AlertStatus.Open, null), (story.Of(RuleId.CheckOverdue).Status, story.Of(RuleId.CheckOverdue).AcknowledgedAt));
    }

    [Fact]
    public void Acknowledgement_LapsesByTheSeverityOfTheMoment()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-30T14:00:00Z"));
        story.At("2026-06-30T14:00:00Z");
        story.Do("2026-06-30T15:00:00Z", RuleId.Homeless, new Acknowledge(Given.P1, null));

        Assert.Equal(
            ["2026-06-30T23:00:00Z homeless: lowered to high", "2026-07-03T15:00:00Z homeless: acknowledgement lapsed"],
            story.Until("2026-07-03T15:00:00Z"));
    }

    [Fact]
    public void Snooze_Ended_IsOpenWithTheClockSet()
    {
        var story = Snoozed("2026-06-04T10:00:00Z");

        Assert.Equal(Given.At("2026-06-04T10:00:00Z"), story.NextActAt);
        Assert.Empty(story.At("2026-06-04T09:59:59Z"));
        Assert.Equal(["accommodation-unknown: snooze ended"], story.At("2026-06-04T10:00:00Z"));
        Assert.Equal((AlertStatus.Open, Given.At("2026-06-04T10:00:00Z")), (story.Of(RuleId.AccommodationUnknown)
            .Status, story.Of(RuleId.AccommodationUnknown).Clock));
    }

    [Fact]
    public void Snooze_EndedInTheNight_EscalatesFromTheOpening()
    {
        var story = Snoozed("2026-06-04T20:00:00Z");

        Assert.Equal(
            ["2026-06-04T20:00:00Z accommodation-unknown: snooze ended",
                "2026-06-05T16:00:00Z accommodation-unknown: escalated to duty-spo"],
            story.Until("2026-06-06T00:00:00Z"));
    }

    [Fact]
    public void Snooze_EndsWhenTheSeverityRises()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse));
        story.At("2026-06-16T09:00:00Z");
        story.Do("2026-06-16T10:00:00Z", RuleId.CheckOverdue, new SnoozeUntil(Given.P1, Given.At("2026-06-18T10:00:00Z"), "asked"));

        Assert.Equal(["check-overdue: raised to urgent"], story.At("2026-06-16T16:00:00Z"));
        Assert.Equal((AlertStatus.Open, null), (story.Of(RuleId.CheckOverdue).Status, story.Of(RuleId.CheckOverdue).Snooze));
    }

    [Fact]
    public void Dismissed_WhenTheSeverityRisesToUrgent_IsOpenAndForgotten()
    {
        var story = Dismissed();
        story.At("2026-06-16T16:00:00Z");

        Assert.Equal((AlertStatus.Open, null), (story.Of(RuleId.CheckOverdue).Status, story.Of(RuleId.CheckOverdue).Dismissal));
    }

    [Fact]
    public void Dismissed_WhenItRisesToLessThanUrgent_StaysDismissed()
    {
        var story = new Story(Given.QuietRelease().Lives("A03", "2026-06-02T09:00:01Z"));
        story.At("2026-06-09T08:00:00Z");
        story.Do("2026-06-09T10:00:00Z", RuleId.UnsettledAccommodation, new Dismiss(Given.P1, "known", "waiting for a flat"));

        Assert.Equal(["unsettled-accommodation: raised to high"], story.At("2026-06-30T08:00:00Z"));
        Assert.Equal(AlertStatus.Dismissed, story.Of(RuleId.UnsettledAccommodation).Status);
    }

    [Theory]
    [InlineData("2026-06-16T15:00:00Z", AlertStatus.Dismissed)]
    [InlineData("2026-06-16T16:00:00Z", AlertStatus.Open)]
    public void Dismissed_WhenItComesBack_StaysSoUnlessItIsUrgentNow(string back, AlertStatus status)
    {
        var story = Dismissed(c => c.CheckDone(Check.DomesticAbuse, "2026-06-12T10:00:00Z").Withdrawn("e003", back));
        Assert.Equal(["check-overdue: closed cleared"], story.At("2026-06-12T10:00:00Z"));

        Assert.StartsWith("check-overdue: reopened", Assert.Single(story.At(back)), StringComparison.Ordinal);
        Assert.Equal(status, story.Of(RuleId.CheckOverdue).Status);
    }

    private static Story Acknowledged(RuleId rule, string at)
    {
        var story = new Story(rule switch
        {
            RuleId.Homeless => Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"),
            RuleId.AccommodationUnknown => Given.QuietRelease().Left("2026-06-03T06:00:00Z"),
            RuleId.UnsettledAccommodation => Given.QuietRelease().Lives("A03", "2026-06-02T09:00:01Z"),
            RuleId.CheckOverdue => Given.QuietRelease().Requires(Check.DomesticAbuse),
            _ => Given.QuietRelease().NeedsHelpWith(Need.Finance),
        });
        story.At(at);
        Assert.IsType<ActOutcome.Done>(story.Do(at, rule, new Acknowledge(Given.P1, "on it")));
        return story;
    }

    private static Story Snoozed(string until)
    {
        var story = new Story(Given.QuietRelease().Left("2026-06-03T06:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        Assert.IsType<ActOutcome.Done>(story.Do("2026-06-03T11:00:00Z", RuleId.AccommodationUnknown, new SnoozeUntil(Given.P1,
            Given.At(until), "asked")));
        return story;
    }

    private static Story Dismissed(Func<CaseBuilder, CaseBuilder>? more = null)
    {
        var given = Given.QuietRelease().Requires(Check.DomesticAbuse);
        var story = new Story(more is null ? given : more(given));
        story.At("2026-06-10T10:00:00Z");
        Assert.IsType<ActOutcome.Done>(story.Do("2026-06-10T11:00:00Z", RuleId.CheckOverdue, new Dismiss(Given.P1, "known",
            "asked twice")));
        return story;
    }
}
