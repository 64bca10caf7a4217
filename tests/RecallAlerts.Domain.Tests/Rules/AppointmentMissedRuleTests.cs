using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class AppointmentMissedRuleTests
{
    private const RuleId Rule = RuleId.AppointmentMissed;
    private const string Later = "2026-08-01T12:00:00Z";

    [Theory]
    [InlineData("2026-06-09T22:59:59Z", "high")]
    [InlineData("2026-06-09T23:00:00Z", "medium")]
    public void Missed_Once_IsHighUntilDay7ThenMedium(string startsAt, string severity) =>
        Assert.Equal(severity, Given.Release().Held("a1", startsAt, "UAAB").SeverityOf(Rule, Later));

    [Theory]
    [InlineData(1, "medium")]
    [InlineData(2, "high")]
    [InlineData(3, "urgent")]
    [InlineData(4, "urgent")]
    public void Missed_InARow_RisesWithTheLengthOfTheRun(int missed, string severity)
    {
        var c = Given.Release();
        for (var i = 1; i <= missed; i++) c.Held($"a{i}", $"2026-06-1{i}T10:00:00Z", i % 2 == 0 ? "AFTA" : "UAAB");

        Assert.Equal($"a1 {severity} since 2026-06-11T10:00:00Z", c.Says(Rule, Later));
    }

    [Theory]
    [InlineData("2026-06-11T09:59:59Z", null)]
    [InlineData("2026-06-11T10:00:00Z", "medium")]
    public void Missed_FromTheOutcome_Holds(string now, string? severity) =>
        Assert.Equal(severity, Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").SeverityOf(Rule, now));

    [Theory]
    [InlineData("ATTC")]
    [InlineData("AFTC")]
    public void Missed_ThenContact_HoldsNothing(string contact) => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Held("a2", "2026-06-12T10:00:00Z", contact).Says(Rule, Later));

    [Fact]
    public void Missed_AfterContact_BeginsANewRun() => Assert.Equal(
        "a3 medium since 2026-06-13T10:00:00Z",
        Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Held("a2", "2026-06-12T10:00:00Z", "ATTC")
            .Held("a3", "2026-06-13T10:00:00Z", "UAAB")
            .Says(Rule, Later));

    [Theory]
    [InlineData("AACL")]
    [InlineData("AAM11")]
    [InlineData("NEWCODE")]
    public void Missed_AroundAnExcusedAppointment_IsOneRun(string between) => Assert.Equal(
        "a1 high since 2026-06-11T10:00:00Z",
        Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Held("a2", "2026-06-12T10:00:00Z", between)
            .Held("a3", "2026-06-13T10:00:00Z", "UAAB")
            .Says(Rule, Later));

    [Fact]
    public void Missed_ByOrderOfStart_NotByOrderOfRecording() => Assert.Equal(
        "a2 medium since 2026-06-16T10:00:00Z",
        Given.Release().Booked("a1", "2026-06-11T10:00:00Z").Booked("a2", "2026-06-12T10:00:00Z")
            .Outcome("a2", "UAAB", "2026-06-16T10:00:00Z").Outcome("a1", "ATTC", "2026-06-17T10:00:00Z").Says(Rule, Later));

    [Theory]
    [InlineData("B", "a", "")]
    [InlineData("a", "B", "a medium since 2026-06-11T10:00:00Z")]
    public void Missed_StartingTogetherWithContact_IsOrderedByIdByCodePoint(string missed, string attended, string says) => Assert.Equal(
        says, Given.Release().Held(missed, "2026-06-11T10:00:00Z", "UAAB").Held(attended, "2026-06-11T10:00:00Z", "ATTC")
            .Says(Rule, Later));

    [Fact]
    public void Missed_Corrected_CountsSinceTheLastOutcome() => Assert.Equal(
        "a1 medium since 2026-06-15T10:00:00Z",
        Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Outcome("a1", "AFTA", "2026-06-15T10:00:00Z").Says(Rule, Later));

    [Fact]
    public void Missed_CorrectedToExcused_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Outcome("a1", "AAME", "2026-06-15T10:00:00Z").Says(Rule, Later));

    [Fact]
    public void Missed_BookedAgainAfterwards_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Booked("a1", "2026-06-20T10:00:00Z", "2026-06-12T10:00:00Z")
            .Says(Rule, Later));

    [Fact]
    public void Missed_CancelledAfterwards_StillHolds() => Assert.Equal(
        "medium", Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Cancelled("a1", "2026-06-12T10:00:00Z")
            .SeverityOf(Rule, Later));

    [Fact]
    public void Missed_WithoutAnyContact_IsSpokenForByNotAttended() => Assert.Equal(
        RuleId.FirstAppointmentNotAttended, Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").SuppressorOf(Rule, Later));

    [Fact]
    public void Missed_AfterContact_SpeaksForItself() => Assert.Null(
        Given.Release().Held("a1", "2026-06-03T10:00:00Z", "ATTC").Held("a2", "2026-06-11T10:00:00Z", "UAAB").SuppressorOf(Rule, Later));

    [Fact]
    public void Missed_WhileContactIsSuspended_HoldsNothing() => Assert.Equal(
        "", Given.Release().Held("a1", "2026-06-11T10:00:00Z", "UAAB").Suspended("2026-06-12T10:00:00Z").Says(Rule, Later));
}
