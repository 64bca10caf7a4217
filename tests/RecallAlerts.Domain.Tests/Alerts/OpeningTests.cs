using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class OpeningTests
{
    [Fact]
    public void Alert_OfANewCondition_OpensForItsOwnerWithTheClockSet()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));

        Assert.Equal(["homeless: opened urgent"], story.At("2026-06-03T10:00:00Z"));
        var alert = story.Of(RuleId.Homeless);
        Assert.Equal((AlertStatus.Open, Severity.Urgent, Given.P1), (alert.Status, alert.Severity, alert.Owner));
        Assert.Equal((Given.At("2026-06-03T10:00:00Z"), Given.At("2026-06-03T10:00:00Z")), (alert.OpenedAt, alert.Clock));
        Assert.Equal(Given.Policy.Version, alert.PolicyVersion);
        Assert.True(alert.IsDeliverable);
    }

    [Fact]
    public void AlertId_IsTheHashOfReleaseRuleAndKey()
    {
        // printf 'X100001-20260602|homeless|2026-06-03T10:00:00Z' | sha256sum
        Assert.Equal("0ae263750365f8723efb221f5af57a9a", AlertId.Of(new ReleaseId("X100001-20260602"), RuleId.Homeless,
            "2026-06-03T10:00:00Z").Value);
        // An alert of the worked replay 001.
        Assert.Equal("62b128f0334a5741874af354c969bf63", AlertId.Of(new ReleaseId("X000001-20260602"), RuleId.Homeless,
            "2026-06-03T10:00:00Z").Value);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", false)]
    [InlineData("0123456789abcdef0123456789abcde", false)]
    [InlineData(null, false)]
    public void AlertId_ByForm_Is32HexDigitsInLowerCase(string? text, bool valid) => Assert.Equal(valid, AlertId.TryParse(text, out _));

    [Fact]
    public void Alert_WhoseConditionComesBack_Reopens()
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Suspended("2026-06-04T10:00:00Z")
            .Resumed("2026-06-05T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");

        Assert.Equal(["first-appointment-not-attended: closed paused"], story.At("2026-06-04T10:00:00Z"));
        Assert.Equal(["first-appointment-not-attended: reopened urgent"], story.At("2026-06-05T10:00:00Z"));
        Assert.Equal(Given.At("2026-06-05T10:00:00Z"), story.Of(RuleId.FirstAppointmentNotAttended).OpenedAt);
    }

    [Fact]
    public void Severity_Rising_IsRaisedAndSetsTheClock()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse));
        story.At("2026-06-16T15:59:59Z");

        Assert.Equal(["check-overdue: raised to urgent"], story.At("2026-06-16T16:00:00Z"));
        Assert.Equal(Given.At("2026-06-16T16:00:00Z"), story.Of(RuleId.CheckOverdue).Clock);
    }

    [Fact]
    public void Severity_Falling_IsLoweredAndNothingElse()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-30T20:00:00Z"));
        story.At("2026-06-30T20:00:00Z");
        var before = story.Of(RuleId.Homeless);

        Assert.Equal(["homeless: lowered to high"], story.At("2026-06-30T23:00:00Z"));
        var after = story.Of(RuleId.Homeless);
        Assert.Equal((before.Clock, before.OpenedAt, before.Status), (after.Clock, after.OpenedAt, after.Status));
        Assert.Equal(Given.At("2026-06-30T20:00:00Z"), Assert.Single(after.Tellings, x => x.Role == TellingRole.Owner).At);
    }

    [Fact]
    public void Alert_ThatIsSuppressedFromTheStart_OpensAndIsSuppressedInRuleOrder() => Assert.Equal(
        ["handover-not-completed: opened high", "handover-not-completed: suppressed by no-practitioner", "no-practitioner: opened urgent"],
        new Story(Given.QuietRelease().WithNobody().With(r => r with { HandoverCompleted = false })).At(Given.ReleasedAt));

    [Fact]
    public void Suppressor_SpeaksAtTheHighestSeverityOfItselfAndWhatItSpeaksFor()
    {
        var story = new Story(Given.QuietRelease()
            .Lives("A03", "2026-06-02T09:00:00Z", endsOn: "2026-07-30", recorded: "2026-06-02T09:00:01Z"));

        Assert.Equal(
            [
                "2026-06-09T08:00:00Z unsettled-accommodation: opened medium",
                "2026-06-11T16:00:00Z unsettled-accommodation: escalated to duty-spo",
                "2026-06-30T08:00:00Z unsettled-accommodation: raised to high",
                "2026-06-30T16:00:00Z unsettled-accommodation: escalated to duty-spo",
                "2026-07-02T08:00:00Z placement-ending: opened high",
                "2026-07-02T08:00:00Z unsettled-accommodation: suppressed by placement-ending",
            ],
            story.Until("2026-07-02T08:00:00Z"));
        Assert.Equal((Severity.High, Severity.High), (story.Of(RuleId.PlacementEnding).Severity, story.Of(RuleId.UnsettledAccommodation)
            .Severity));
    }

    [Fact]
    public void Suppressed_WhenItsSuppressorCloses_SpeaksAgainWithTheClockSet()
    {
        var story = new Story(Given.QuietRelease().Lives("A17", "2026-06-02T09:00:00Z", recorded: "2026-06-02T09:00:01Z")
            .MovesOn("2026-08-25", "2026-08-01T10:00:00Z"));
        story.Until("2026-07-31T10:00:00Z");

        Assert.Equal(["placement-ending: closed cleared", "unsettled-accommodation: unsuppressed"], story.At("2026-08-01T10:00:00Z"));
        var alert = story.Of(RuleId.UnsettledAccommodation);
        Assert.Equal((Given.At("2026-08-01T10:00:00Z"), true), (alert.Clock, alert.IsDeliverable));
    }
}
