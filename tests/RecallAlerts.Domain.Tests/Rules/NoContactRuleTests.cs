using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class NoContactRuleTests
{
    private const RuleId Rule = RuleId.NoContact;

    [Theory]
    [InlineData("2026-06-04T10:00:00Z", "2026-06-13T16:00:00Z")]
    [InlineData("2026-06-30T22:59:59Z", "2026-07-09T16:00:00Z")]
    [InlineData("2026-06-30T23:00:00Z", "2026-07-17T16:00:00Z")]
    [InlineData("2026-10-12T10:00:00Z", "2026-10-28T17:00:00Z")]
    public void NoContact_AfterTheLast_HoldsAfterSevenDaysAndGraceUntilDay28ThenFourteen(string contact, string from)
    {
        var c = Given.Release().Held("a1", contact, "ATTC");

        Assert.Null(c.SeverityOf(Rule, Given.At(from).PlusSeconds(-1).ToString()));
        Assert.Equal("high", c.SeverityOf(Rule, from));
    }

    [Fact]
    public void NoContact_KeyAndSince_AreTheLocalDateOfTheLastContactAndTheThreshold() => Assert.Equal(
        "2026-06-05 high since 2026-06-14T16:00:00Z",
        Given.Release().Held("a1", "2026-06-04T23:30:00Z", "ATTC").Says(Rule, "2026-06-20T10:00:00Z"));

    [Fact]
    public void NoContact_WhenThereNeverWasContact_HoldsNothing() =>
        Assert.Equal("", Given.Release().Held("a1", "2026-06-04T10:00:00Z", "UAAB").Says(Rule, "2026-07-20T10:00:00Z"));

    [Fact]
    public void NoContact_LastContact_IsTheLastByStartNotByRecording() => Assert.Equal(
        ["2026-06-08"],
        Given.Release().Held("a2", "2026-06-08T10:00:00Z", "ATTC").Booked("a1", "2026-06-04T10:00:00Z")
            .Outcome("a1", "AFTC", "2026-06-10T10:00:00Z")
            .Keys(Rule, "2026-06-25T10:00:00Z"));

    [Theory]
    [InlineData("2026-06-20T10:00:00Z", "2026-06-29T15:59:59Z", "")]
    [InlineData("2026-06-20T10:00:00Z", "2026-06-29T16:00:00Z", "2026-06-20 high since 2026-06-29T16:00:00Z")]
    [InlineData("2026-07-01T10:00:00Z", "2026-07-17T16:00:00Z", "2026-07-01 high since 2026-07-17T16:00:00Z")]
    [InlineData("2026-06-03T10:00:00Z", "2026-06-20T10:00:00Z", "2026-06-04 high since 2026-06-13T16:00:00Z")]
    public void NoContact_AfterASuspension_CountsFromTheLaterOfResumptionAndContact(string resumed, string now, string says) =>
        Assert.Equal(
        says,
        Given.Release().Suspended("2026-06-02T12:00:00Z").Resumed(resumed).Held("a1", "2026-06-04T10:00:00Z", "ATTC").Says(Rule, now));

    [Fact]
    public void NoContact_WhileContactIsSuspended_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-04T10:00:00Z", "ATTC").Suspended("2026-06-05T10:00:00Z")
            .Says(Rule, "2026-07-01T10:00:00Z"));

    [Theory]
    [InlineData("UAAB", RuleId.AppointmentMissed)]
    [InlineData("AACL", null)]
    public void NoContact_AfterAnAbsence_IsSpokenForByTheAbsence(string outcome, RuleId? by) => Assert.Equal(
        by,
        Given.Release().Held("a1", "2026-06-04T10:00:00Z", "ATTC").Held("a2", "2026-06-11T10:00:00Z", outcome)
            .SuppressorOf(Rule, "2026-06-14T10:00:00Z"));
}
