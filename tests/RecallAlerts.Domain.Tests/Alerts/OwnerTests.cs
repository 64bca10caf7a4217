using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class OwnerTests
{
    [Theory]
    [InlineData(RuleId.NoPractitioner)]
    [InlineData(RuleId.PractitionerChurn)]
    [InlineData(RuleId.MissedWithoutResponse)]
    public void Owner_OfManagersRules_IsTheDutySpo(RuleId rule)
    {
        var given = Given.Release().Lives("A01A", Given.ReleasedAt).Held("a1", "2026-06-03T10:00:00Z", "ATTC")
            .Held("a2", "2026-06-04T10:00:00Z", "UAAB")
            .Allocated("P2", "2026-06-05T10:00:00Z").Allocated("P3", "2026-06-06T10:00:00Z");
        var story = new Story(rule == RuleId.NoPractitioner ? given.Unallocated("2026-06-12T10:00:00Z") : given);
        story.At("2026-06-12T10:00:00Z");

        Assert.Equal(Given.DutySpo, story.Of(rule).Owner);
    }

    [Fact]
    public void Owner_OfOtherRules_FollowsThePractitionerInForceAndWithoutOneTheDutySpo()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Allocated("P2", "2026-06-03T12:00:00Z")
            .Unallocated("2026-06-03T13:00:00Z"));

        Assert.Equal(["homeless: opened urgent"], story.At("2026-06-03T10:00:00Z"));
        Assert.Equal(["homeless: reassigned to practitioner:P2"], story.At("2026-06-03T12:00:00Z"));
        Assert.Equal(["homeless: reassigned to duty-spo:bury-and-rochdale", "no-practitioner: opened urgent"],
            story.At("2026-06-03T13:00:00Z"));
        Assert.Equal(Given.At("2026-06-03T13:00:00Z"), story.Of(RuleId.Homeless).Clock);
    }

    [Fact]
    public void Owner_AllocatedBeforeTheRelease_IsInForce()
    {
        var story = new Story(Given.QuietRelease().Allocated("P2", "2026-05-03T12:00:00Z").Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");

        Assert.Equal(Given.P2, story.Of(RuleId.Homeless).Owner);
    }

    [Fact]
    public void Owner_AllocatedAheadOfTime_ChangesAtThatInstant() => Assert.Contains(
        "2026-06-05T10:07:00Z homeless: reassigned to practitioner:P2",
        new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Allocated("P2", "2026-06-05T10:07:00Z", recorded: "2026-06-04T10:00:00Z"))
            .Until("2026-06-06T00:00:00Z"));

    [Fact]
    public void Owner_WhenThePduIsAmended_IsTheDutySpoOfTheNewOne()
    {
        var story = new Story(Given.QuietRelease().WithNobody()
            .Amended("2026-06-03T10:00:00Z", new ReleaseAmendment { Pdu = new("gwent") }));
        story.At("2026-06-02T10:00:00Z");

        Assert.Equal(["no-practitioner: reassigned to duty-spo:gwent"], story.At("2026-06-03T10:00:00Z"));
    }

    [Fact]
    public void Override_ByHand_HoldsUntilAnotherPractitionerIsInForce()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Allocated("P1", "2026-06-04T10:00:00Z")
            .Allocated("P3", "2026-06-05T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Reassign(Given.DutySpo, Given.P2));

        Assert.DoesNotContain("homeless: reassigned to practitioner:P1", story.At("2026-06-04T10:00:00Z"));
        Assert.Equal(Given.P2, story.Of(RuleId.Homeless).Owner);
        Assert.Contains("homeless: reassigned to practitioner:P3", story.At("2026-06-05T10:00:00Z"));
        Assert.Null(story.Of(RuleId.Homeless).Override);
    }

    [Fact]
    public void Override_ToThePersonWhoThenGetsTheCase_EndsWithoutAChange()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Allocated("P2", "2026-06-03T12:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, new Reassign(Given.DutySpo, Given.P2));

        Assert.Empty(story.At("2026-06-03T12:00:00Z"));
        Assert.Null(story.Of(RuleId.Homeless).Override);
    }

    [Fact]
    public void Override_EndsWhenTheAlertCloses()
    {
        var story = new Story(Given.Release().Lives("A01A", Given.ReleasedAt).Suspended("2026-06-04T10:00:00Z")
            .Resumed("2026-06-05T10:00:00Z"));
        story.At("2026-06-03T16:00:00Z");
        story.Do("2026-06-03T16:30:00Z", RuleId.FirstAppointmentNotAttended, new Reassign(Given.DutySpo, Given.P2));
        story.At("2026-06-04T10:00:00Z");
        story.At("2026-06-05T10:00:00Z");

        Assert.Equal(Given.P1, story.Of(RuleId.FirstAppointmentNotAttended).Owner);
    }

    [Theory]
    [InlineData(AlertStatus.Acknowledged)]
    [InlineData(AlertStatus.Snoozed)]
    [InlineData(AlertStatus.Dismissed)]
    public void Reassigned_InAnyStatus_KeepsTheStatus(AlertStatus status)
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-03T10:00:00Z").Allocated("P2", "2026-06-03T12:00:00Z"));
        story.At("2026-06-03T10:00:00Z");
        story.Do("2026-06-03T11:00:00Z", RuleId.Homeless, status switch
        {
            AlertStatus.Acknowledged => new Acknowledge(Given.DutySpo, null),
            AlertStatus.Snoozed => new SnoozeUntil(Given.DutySpo, Given.At("2026-06-04T10:00:00Z"), "visit"),
            _ => new Dismiss(Given.DutySpo, "known", "words"),
        });

        Assert.Equal(["homeless: reassigned to practitioner:P2"], story.At("2026-06-03T12:00:00Z"));
        Assert.Equal(status, story.Of(RuleId.Homeless).Status);
    }

    [Theory]
    [InlineData("practitioner:P1", true)]
    [InlineData("duty-spo:bury-and-rochdale", true)]
    [InlineData("head-of-pdu:gwent", true)]
    [InlineData("on-call:wales", true)]
    [InlineData("practitioner:", false)]
    [InlineData("P1", false)]
    [InlineData("boss:P1", false)]
    [InlineData(null, false)]
    public void Person_ByForm_IsRoleAndId(string? text, bool valid)
    {
        Assert.Equal(valid, Person.TryParse(text, out var person));
        Assert.Equal(valid ? text : new Person().ToString(), person.ToString());
    }
}
