using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class OnCallTests
{
    [Theory]
    [InlineData(Rosh.Low, false)]
    [InlineData(Rosh.Medium, false)]
    [InlineData(Rosh.High, true)]
    [InlineData(Rosh.VeryHigh, true)]
    public void Homeless_InTheEvening_WakesOnCallForHighRosh(Rosh rosh, bool wakes) =>
        Assert.Equal(wakes, Wakes(Given.QuietRelease()
            .Lives("A08A", "2026-06-03T20:00:00Z"), rosh, "2026-06-03T20:00:00Z", RuleId.Homeless));

    [Theory]
    [InlineData("2026-06-03T07:59:59Z", true)]
    [InlineData("2026-06-03T08:00:00Z", false)]
    [InlineData("2026-06-03T15:59:59Z", false)]
    [InlineData("2026-06-03T16:00:00Z", true)]
    [InlineData("2026-06-06T12:00:00Z", true)]
    public void Homeless_OutsideWorkingHoursOnly_WakesOnCall(string at, bool wakes) =>
        Assert.Equal(wakes, Wakes(Given.QuietRelease().Lives("A08A", at), Rosh.High, at, RuleId.Homeless));

    [Fact]
    public void OnCall_IsToldAtOnceWhoeverRecordedIt()
    {
        var story = new Story(Given.QuietRelease().With(r => r with { Rosh = Rosh.High }).Lives("A08A", "2026-06-03T20:00:00Z"));
        story.At("2026-06-03T20:00:00Z", recorder: Given.P1);

        var telling = Assert.Single(story.Of(RuleId.Homeless).Tellings);
        Assert.Equal((TellingRole.OnCall, TellingClass.OnCall, Given.OnCall, Given.At("2026-06-03T20:00:00Z")), (telling.Role,
            telling.Class!.Value, telling.Audience, telling.DueAt));
    }

    [Theory]
    [InlineData(Rosh.High, true)]
    [InlineData(Rosh.Medium, false)]
    public void NotAttended_At17Sharp_WakesOnCallForHighRosh(Rosh rosh, bool wakes) => Assert.Equal(
        wakes, Wakes(Given.Release().Lives("A01A", Given.ReleasedAt), rosh, "2026-06-03T16:00:00Z", RuleId.FirstAppointmentNotAttended));

    [Theory]
    [InlineData("2026-06-03T15:00:00Z", Rosh.High, false)]
    [InlineData("2026-06-03T15:00:00Z", Rosh.VeryHigh, true)]
    [InlineData("2026-06-03T16:00:00Z", Rosh.High, false)]
    [InlineData("2026-06-03T16:00:01Z", Rosh.High, true)]
    public void NotAttended_WhenTheOutcomeIsSimplyNotRecorded_WakesForVeryHighOnly(string startsAt, Rosh rosh, bool wakes) => Assert.Equal(
        wakes,
        Wakes(Given.Release().Lives("A01A", Given.ReleasedAt)
            .Booked("a1", startsAt), rosh, "2026-06-03T16:00:00Z", RuleId.FirstAppointmentNotAttended));

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Missed_InTheEvening_WakesOnCallFromTheThird(int missed, bool wakes)
    {
        var given = Given.Release().Lives("A01A", Given.ReleasedAt).Held("a0", "2026-06-02T10:00:00Z", "ATTC");
        for (var i = 1; i <= missed; i++) given.Held($"a{i}", $"2026-06-03T1{i + 6}:00:00Z", "UAAB");

        Assert.Equal(wakes, Wakes(given, Rosh.High, "2026-06-03T20:00:00Z", RuleId.AppointmentMissed));
    }

    [Fact]
    public void OtherUrgentRules_DoNotWakeOnCall() =>
        Assert.False(Wakes(Given.QuietRelease()
            .Unallocated("2026-06-03T20:00:00Z"), Rosh.VeryHigh, "2026-06-03T20:00:00Z", RuleId.NoPractitioner));

    [Fact]
    public void Homeless_OpenedHighAfterDay28_DoesNotWakeOnCall() =>
        Assert.False(Wakes(Given.QuietRelease()
            .Lives("A08A", "2026-07-03T20:00:00Z"), Rosh.VeryHigh, "2026-07-03T20:00:00Z", RuleId.Homeless));

    [Fact]
    public void Dismissed_AndComeBack_DoesNotWakeOnCall()
    {
        var story = new Story(Given.QuietRelease().With(r => r with { Rosh = Rosh.High }).Lives("A08A", "2026-06-03T10:00:00Z")
            .Withdrawn("e003", "2026-06-04T10:00:00Z")
            .Lives("A08", "2026-06-03T10:00:00Z", recorded: "2026-06-04T20:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Dismiss(Given.DutySpo, "known", "hostel bed held"));
        story.At("2026-06-04T10:00:00Z");

        Assert.Equal(["homeless: reopened urgent"], story.At("2026-06-04T20:00:00Z"));
        Assert.DoesNotContain(story.Of(RuleId.Homeless).Tellings, x => x.Role == TellingRole.OnCall);
    }

    [Fact]
    public void SnoozeEnded_InTheEvening_DoesNotWakeOnCall()
    {
        var story = new Story(Given.QuietRelease().With(r => r with { Rosh = Rosh.VeryHigh }).Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new SnoozeUntil(Given.DutySpo, Given.At("2026-06-03T20:00:00Z"), "visit"));

        Assert.Equal(["homeless: snooze ended"], story.At("2026-06-03T20:00:00Z"));
        Assert.Equal([TellingRole.Owner], story.Of(RuleId.Homeless).Tellings.Select(x => x.Role));
    }

    private static bool Wakes(CaseBuilder given, Rosh rosh, string at, RuleId rule)
    {
        var story = new Story(given.With(r => r with { Rosh = rosh }));
        story.At(at);
        return story.Of(rule).Tellings.Any(x => x.Role == TellingRole.OnCall);
    }
}
