using RecallAlerts.Application.Policies;

namespace RecallAlerts.Application.Tests.Policies;

/// <summary>Numbers that stand directly under a section, and numbers that may be null.</summary>
public sealed class PolicyDepthTests
{
    [Theory]
    [InlineData("""{ "watch": { "days": 0 } }""", "watch.days")]
    [InlineData("""{ "watch": { "days": 1001 } }""", "watch.days")]
    [InlineData("""{ "watch": { "firstWeekUntilDay": 29 } }""", "watch.firstWeekUntilDay")]
    [InlineData("""{ "alerts": { "backlogHours": 0 } }""", "alerts.backlogHours")]
    [InlineData("""{ "delivery": { "openHour": 18 } }""", "delivery.openHour")]
    [InlineData("""{ "delivery": { "openHour": 17 } }""", "delivery.closeHour")]
    [InlineData("""{ "delivery": { "immediateADay": 16 } }""", "delivery.immediateADay")]
    [InlineData("""{ "triage": { "firstWeekFactor": 0 } }""", "triage.firstWeekFactor")]
    public void Document_WithAWrongNumberOfASection_IsRefusedByItsPath(string json, string path) =>
        Assert.Equal([path], Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load(json)).Problems.Select(p => p.Path));

    [Fact]
    public void Document_WithNumbersOfSections_IsRead()
    {
        var policy = PolicyDocument.Load("""
            { "watch": { "days": 300 }, "alerts": { "backlogHours": 48 }, "delivery": { "companyMinutes": 0, "immediateADay": 5 }, "triage": { "snoozedFactor": 0.25 } }
            """).General;

        Assert.Equal((300, 48, 0, 5, 0.25), (policy.Watch.Days, policy.Alerts.BacklogHours, policy.Delivery.CompanyMinutes,
            policy.Delivery.ImmediateADay, policy.Triage.SnoozedFactor));
    }

    [Fact]
    public void Document_ThatSwitchesALevelOff_IsRead() =>
        Assert.Null(PolicyDocument.Load("""{ "alerts": { "dutySpoAfterWorkingHours": { "medium": null } } }""").General.Alerts.DutySpoAfterWorkingHours.Medium);

    [Theory]
    [InlineData("""{ "regions": 5 }""")]
    [InlineData("""{ "regions": null }""")]
    public void Document_WhoseRegionsAreNoObject_IsRefused(string json) =>
        Assert.Equal(["regions"], Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load(json)).Problems.Select(p => p.Path));

    [Fact]
    public void Document_WithANameTwice_IsRefused() =>
        Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load("""{ "version": "a", "version": "b" }"""));

    [Fact]
    public void Document_WithANumberTooLargeForAnInteger_IsRefusedByItsPath() => Assert.Equal(
        ["rules.noContact.graceDays"],
        Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load("""{ "rules": { "noContact": { "graceDays": 1e400 } } }""")).Problems.Select(p => p.Path));

    [Fact]
    public void Document_WithAWeightTooLargeForANumber_IsRefusedByItsPath() => Assert.Equal(
        ["triage.points.urgent"],
        Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load("""{ "triage": { "points": { "urgent": 1e400 } } }""")).Problems.Select(p => p.Path));
}
