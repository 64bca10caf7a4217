using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class BacklogTests
{
    // A Wednesday, 11:00 London time; 24 hours before is Tuesday 10:00Z.
    private const string Registered = "2026-06-17T10:00:00Z";

    [Theory]
    [InlineData("2026-06-16T09:59:59Z", true)]
    [InlineData("2026-06-16T10:00:00Z", false)]
    public void Alert_SinceOver24HoursBeforeRegistration_IsBacklog(string since, bool backlog)
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", since), Registered);
        story.At(Registered);

        Assert.Equal(backlog, story.Of(RuleId.Homeless).Backlog);
        Assert.Equal(backlog ? "2026-06-18T08:00:00Z" : Registered, story.Of(RuleId.Homeless).Clock.ToString());
    }

    [Theory]
    [InlineData("2026-06-18T10:00:00Z", true)]
    [InlineData("2026-06-18T10:00:01Z", false)]
    public void Alert_OpenedUpTo24HoursAfterRegistration_IsBacklog(string recorded, bool backlog)
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z", recorded: recorded), Registered);
        story.At(Registered);
        story.At(recorded);

        Assert.Equal(backlog, story.Of(RuleId.Homeless).Backlog);
    }

    [Theory]
    [InlineData("2026-06-19T15:00:00Z", "2026-06-22T08:00:00Z")]
    [InlineData("2026-06-20T15:00:00Z", "2026-06-22T08:00:00Z")]
    [InlineData("2026-12-24T12:00:00Z", "2026-12-29T09:00:00Z")]
    public void BacklogClock_StartsOnTheNextWorkingDay(string registered, string clock)
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"), registered);
        story.At(registered);

        Assert.Equal(clock, story.Of(RuleId.Homeless).Clock.ToString());
    }

    [Fact]
    public void BacklogClock_RunsToTheLevelsWhichAreGathered()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"), Registered);

        Assert.Equal(
            [$"{Registered} homeless: opened urgent", "2026-06-18T12:00:00Z homeless: escalated to duty-spo",
                "2026-06-18T16:00:00Z homeless: escalated to head-of-pdu"],
            story.Until("2026-06-19T00:00:00Z"));
        Assert.Equal(
            [(TellingRole.Owner, TellingClass.Backlog, "2026-06-18T07:30:00Z"), (TellingRole.DutySpo, TellingClass.Gathered,
                "2026-06-18T12:00:00Z"),
                (TellingRole.HeadOfPdu, TellingClass.Gathered, "2026-06-19T07:30:00Z")],
            story.Of(RuleId.Homeless).Tellings.Select(x => (x.Role, x.Class!.Value, x.DueAt.ToString())));
    }

    [Fact]
    public void BacklogMark_EndsWhenTheSeverityRises()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse), "2026-06-15T10:00:00Z");
        story.At("2026-06-15T10:00:00Z");
        Assert.True(story.Of(RuleId.CheckOverdue).Backlog);

        Assert.Equal(["check-overdue: raised to urgent"], story.At("2026-06-16T16:00:00Z"));
        Assert.False(story.Of(RuleId.CheckOverdue).Backlog);
        Assert.Equal("2026-06-16T16:00:00Z", story.Of(RuleId.CheckOverdue).Clock.ToString());
    }

    [Fact]
    public void BacklogMark_IsNotSetWhenAnAlertReopens()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse)
            .CheckDone(Check.DomesticAbuse, "2026-06-12T11:00:00Z", recorded: "2026-06-15T11:00:00Z")
            .Withdrawn("e003", "2026-06-15T12:00:00Z"), "2026-06-15T10:00:00Z");
        story.At("2026-06-15T10:00:00Z");
        story.At("2026-06-15T11:00:00Z");

        Assert.Equal(["check-overdue: reopened high"], story.At("2026-06-15T12:00:00Z"));
        Assert.False(story.Of(RuleId.CheckOverdue).Backlog);
    }

    [Fact]
    public void Backlog_OutsideWorkingHours_DoesNotWakeOnCall()
    {
        var story = new Story(Given.QuietRelease().With(r => r with { Rosh = Rosh.VeryHigh })
            .Lives("A08A", "2026-06-03T10:00:00Z"), "2026-06-17T20:00:00Z");
        story.At("2026-06-17T20:00:00Z");

        Assert.DoesNotContain(story.Of(RuleId.Homeless).Tellings, x => x.Role == TellingRole.OnCall);
    }
}
