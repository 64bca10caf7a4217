using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class EscalationTests
{
    [Fact]
    public void Urgent_IsEscalatedAfterFourAndEightWorkingHours() => Assert.Equal(
        ["2026-06-03T10:00:00Z homeless: opened urgent", "2026-06-03T14:00:00Z homeless: escalated to duty-spo",
            "2026-06-04T10:00:00Z homeless: escalated to head-of-pdu"],
        new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z")).Until("2026-06-20T00:00:00Z"));

    [Fact]
    public void High_IsEscalatedAfterEightAndTwentyFourWorkingHours() => Assert.Equal(
        ["2026-06-03T10:00:00Z accommodation-unknown: opened high", "2026-06-04T10:00:00Z accommodation-unknown: escalated to duty-spo",
            "2026-06-08T10:00:00Z accommodation-unknown: escalated to head-of-pdu"],
        new Story(Given.QuietRelease().Left("2026-06-03T06:00:00Z")).Until("2026-06-20T00:00:00Z"));

    [Fact]
    public void Medium_IsEscalatedToTheDutySpoAfter24WorkingHoursAndNeverFurther() => Assert.Equal(
        ["2026-06-09T08:00:00Z unsettled-accommodation: opened medium",
            "2026-06-11T16:00:00Z unsettled-accommodation: escalated to duty-spo"],
        new Story(Given.QuietRelease().Lives("A03", "2026-06-02T09:00:01Z")).Until("2026-06-29T00:00:00Z"));

    [Fact]
    public void Low_IsNeverEscalated() => Assert.Equal(
        ["2026-06-16T08:00:00Z support-not-referred: opened low"],
        new Story(Given.QuietRelease().NeedsHelpWith(Need.Finance)).Until("2026-12-01T00:00:00Z"));

    [Fact]
    public void DutySpoOwner_IsLeftOutAndTheHeadOfPduIsNot() => Assert.Equal(
        ["2026-06-02T09:00:00Z no-practitioner: opened urgent", "2026-06-03T09:00:00Z no-practitioner: escalated to head-of-pdu"],
        new Story(Given.QuietRelease().WithNobody()).Until("2026-06-20T00:00:00Z"));

    [Fact]
    public void DutySpoOwner_OfAMediumAlert_IsNeverEscalated() => Assert.Equal(
        ["2026-06-04T10:00:00Z practitioner-churn: opened medium", "2026-06-30T23:00:00Z practitioner-churn: closed expired"],
        new Story(Given.QuietRelease().Allocated("P2", "2026-06-03T10:00:00Z").Allocated("P3", "2026-06-04T10:00:00Z"))
            .Until("2026-07-20T00:00:00Z"));

    [Fact]
    public void AfterAnOutage_AllLevelsPassedAreRecordedAndOnlyTheHighestIsTold()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");

        Assert.Equal(["homeless: escalated to duty-spo", "homeless: escalated to head-of-pdu"], story.At("2026-06-10T10:00:00Z"));
        Assert.Equal([TellingRole.Owner, TellingRole.HeadOfPdu], story.Of(RuleId.Homeless).Tellings.Select(x => x.Role));
    }

    [Fact]
    public void Urgent_OpenedOnTheEveOfEaster_IsEscalatedAfterEaster() => Assert.Equal(
        ["2026-04-02T15:00:00Z homeless: opened urgent", "2026-04-07T11:00:00Z homeless: escalated to duty-spo",
            "2026-04-07T15:00:00Z homeless: escalated to head-of-pdu"],
        new Story(Given.QuietRelease("2026-04-01T09:00:00Z").Lives("A08A", "2026-04-02T15:00:00Z"), "2026-03-31T09:00:00Z")
            .Until("2026-04-20T00:00:00Z"));

    [Fact]
    public void Acknowledged_DoesNotEscalateUntilItLapses()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Acknowledge(Given.P1, null));

        Assert.Equal(
            ["2026-06-04T11:00:00Z homeless: acknowledgement lapsed", "2026-06-04T15:00:00Z homeless: escalated to duty-spo"],
            story.Until("2026-06-05T00:00:00Z"));
    }

    [Fact]
    public void Raised_StartsTheClockAndTheLevelsAgain()
    {
        var story = new Story(Given.QuietRelease().Requires(Check.DomesticAbuse));
        story.Until("2026-06-16T15:00:00Z");

        Assert.Equal(
            ["2026-06-16T16:00:00Z check-overdue: raised to urgent", "2026-06-17T12:00:00Z check-overdue: escalated to duty-spo",
                "2026-06-17T16:00:00Z check-overdue: escalated to head-of-pdu"],
            story.Until("2026-06-30T00:00:00Z"));
    }

    [Fact]
    public void Suppressed_DoesNotEscalate() => Assert.DoesNotContain(
        new Story(Given.QuietRelease().WithNobody().With(r => r with { HandoverCompleted = false })).Until("2026-06-20T00:00:00Z"),
        x => x.Contains("handover-not-completed: escalated", StringComparison.Ordinal));

    [Fact]
    public void Lowered_KeepsTheClockAndTakesTheHoursOfTheLowerSeverity() => Assert.Equal(
        ["2026-06-30T14:00:00Z homeless: opened urgent", "2026-06-30T23:00:00Z homeless: lowered to high",
            "2026-07-01T14:00:00Z homeless: escalated to duty-spo",
            "2026-07-03T14:00:00Z homeless: escalated to head-of-pdu"],
        new Story(Given.QuietRelease().Lives("A08A", "2026-06-30T14:00:00Z")).Until("2026-07-10T00:00:00Z"));
}
