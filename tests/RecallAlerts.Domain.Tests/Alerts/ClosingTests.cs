using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class ClosingTests
{
    [Fact]
    public void Closed_ByAFact_IsCleared()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Lives("A01A", "2026-06-04T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");

        Assert.Equal(["homeless: closed cleared"], story.At("2026-06-04T10:00:00Z"));
        Assert.Equal((AlertStatus.Closed, ClosedHow.Cleared), (story.Of(RuleId.Homeless).Status, story.Of(RuleId.Homeless).Closed));
    }

    [Fact]
    public void Closed_KeepsItsLastOwnerAndSeverityAndEndsWhatWasWaiting()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Lives("A01A", "2026-06-04T10:00:00Z")
            .Allocated("P2", "2026-06-04T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Acknowledge(Given.P1, null));
        story.At("2026-06-04T10:00:00Z");

        var alert = story.Of(RuleId.Homeless);
        Assert.Equal((Given.P1, Severity.Urgent, null, null), (alert.Owner, alert.Severity, alert.SuppressedBy, alert.AcknowledgedAt));
        Assert.Empty(alert.Tellings);
        Assert.Null(story.NextActAt);
    }

    [Fact]
    public void Closed_WhenTheDeadlineOfBookingPasses_IsExpired() =>
        Assert.Contains("2026-06-03T16:00:00Z first-appointment-not-booked: closed expired", new Story(Given.Release())
            .Until("2026-06-04T00:00:00Z"));

    [Theory]
    [InlineData("2026-06-03T15:59:59Z", "first-appointment-not-booked: closed cleared")]
    [InlineData("2026-06-03T16:00:00Z", "first-appointment-not-booked: closed expired")]
    public void Closed_WhenItIsBookedAroundTheDeadline_IsClearedBeforeAndExpiredAtIt(string booked, string closed)
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Booked("a1", "2026-06-03T15:00:00Z", booked));
        story.At(Given.ReleasedAt);

        Assert.Contains(closed, story.At(booked));
    }

    [Theory]
    [InlineData("2026-06-03T15:59:59Z", "first-appointment-not-booked: closed cleared")]
    [InlineData("2026-06-03T16:00:00Z", "first-appointment-not-booked: closed expired")]
    public void Closed_SeenOnlyAfterTheDeadline_IsJudgedByTheSecondBeforeIt(string booked, string closed)
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Booked("a1", "2026-06-03T15:00:00Z", booked));
        story.At(Given.ReleasedAt);

        Assert.Contains(closed, story.At("2026-06-03T18:00:00Z"));
    }

    [Fact]
    public void Closed_WhenDay28IsOver_HandoverAndChurnExpire()
    {
        var given = Given.QuietRelease().With(r => r with { HandoverCompleted = false }).Allocated("P2", "2026-06-03T10:00:00Z")
            .Allocated("P3", "2026-06-04T10:00:00Z");

        Assert.Equal(
            ["2026-06-30T23:00:00Z handover-not-completed: closed expired", "2026-06-30T23:00:00Z practitioner-churn: closed expired"],
            new Story(given).Until("2026-07-02T00:00:00Z").TakeLast(2));
    }

    [Theory]
    [InlineData("2026-07-08T09:59:59Z", TestResult.Negative, "substance-use: closed cleared")]
    [InlineData("2026-07-20T10:00:00Z", TestResult.Negative, "substance-use: closed expired")]
    public void Closed_SubstanceUse_IsClearedByANegativeAndExpiresAfter28Days(string negativeAt, TestResult result, string closed)
    {
        var story = new Story(Given.QuietRelease().Tested(TestResult.Positive, "2026-06-10T10:00:00Z").Tested(result, negativeAt));

        Assert.Equal(closed, story.Until("2026-07-20T10:00:00Z").Last(x => x.Contains("closed", StringComparison.Ordinal))[21..]);
    }

    [Fact]
    public void Closed_ByAnAmendment_IsCleared()
    {
        var story = new Story(Given.QuietRelease().With(r => r with { HandoverCompleted = false })
            .Amended("2026-06-10T10:00:00Z", new ReleaseAmendment { HandoverCompleted = new(true) }));
        story.At("2026-06-09T10:00:00Z");

        Assert.Equal(["handover-not-completed: closed cleared"], story.At("2026-06-10T10:00:00Z"));
    }

    [Fact]
    public void Closed_ByAWithdrawal_IsCleared()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Withdrawn("e003", "2026-06-05T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");

        Assert.Equal(["homeless: closed cleared"], story.At("2026-06-05T10:00:00Z"));
    }

    [Fact]
    public void Closed_WhenContactIsSuspended_PausesAppointmentRulesOnly()
    {
        var story = new Story(Given.Release().Lives("A08A", Given.ReleasedAt).Suspended("2026-06-04T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");

        Assert.Equal(["first-appointment-not-attended: closed paused"], story.At("2026-06-04T10:00:00Z"));
        Assert.Equal(AlertStatus.Open, story.Of(RuleId.Homeless).Status);
    }

    [Fact]
    public void Closed_WhenTheWatchEnds_EverythingIsWatchEnded()
    {
        var story = new Story(Given.Release().Lives("A08A", Given.ReleasedAt).Suspended("2026-06-04T10:00:00Z")
            .Recalled("2026-06-04T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");

        Assert.Equal(["first-appointment-not-attended: closed watch-ended", "homeless: closed watch-ended"],
            story.At("2026-06-04T10:00:00Z"));
    }

    [Fact]
    public void Closed_ByARecallThatIsWithdrawn_Reopens()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Recalled("2026-06-04T10:00:00Z")
            .Withdrawn("e004", "2026-06-05T10:00:00Z"));

        Assert.Equal(
            [
                "2026-06-03T10:00:00Z homeless: opened urgent", "2026-06-03T14:00:00Z homeless: escalated to duty-spo",
                "2026-06-04T10:00:00Z homeless: closed watch-ended", "2026-06-05T10:00:00Z homeless: reopened urgent",
            ],
            story.Until("2026-06-05T10:00:00Z"));
    }

    [Theory]
    [InlineData("2026-06-12T16:00:00Z")]
    [InlineData("2026-12-12T16:00:00Z")]
    public void Closed_OtherRulesThanTheFour_NeverExpire(string cleared)
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse).CheckDone(Check.DomesticAbuse, cleared));
        story.At("2026-06-10T10:00:00Z");

        Assert.Contains("check-overdue: closed cleared", story.At(cleared));
    }
}
