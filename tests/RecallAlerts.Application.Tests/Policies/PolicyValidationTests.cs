using RecallAlerts.Application.Policies;

namespace RecallAlerts.Application.Tests.Policies;

public sealed class PolicyValidationTests
{
    [Theory]
    [InlineData("""{ "version": "" }""", "version")]
    [InlineData("""{ "version": 7 }""", "version")]
    [InlineData("""{ "version": null }""", "version")]
    [InlineData("""{ "colour": 1 }""", "colour")]
    [InlineData("""{ "rules": { "noContact": { "days": 7 } } }""", "rules.noContact.days")]
    [InlineData("""{ "rules": { "noContact": { "graceDays": -1 } } }""", "rules.noContact.graceDays")]
    [InlineData("""{ "rules": { "noContact": { "graceDays": 1.5 } } }""", "rules.noContact.graceDays")]
    [InlineData("""{ "rules": { "noContact": { "graceDays": "2" } } }""", "rules.noContact.graceDays")]
    [InlineData("""{ "rules": { "noContact": { "graceDays": null } } }""", "rules.noContact.graceDays")]
    [InlineData("""{ "rules": { "noContact": { "hour": 24 } } }""", "rules.noContact.hour")]
    [InlineData("""{ "rules": { "noContact": { "intervalDays": 0 } } }""", "rules.noContact.intervalDays")]
    [InlineData("""{ "rules": { "noContact": { "enabled": "yes" } } }""", "rules.noContact.enabled")]
    [InlineData("""{ "rules": { "noContact": { "severity": "grave" } } }""", "rules.noContact.severity")]
    [InlineData("""{ "rules": { "noContact": { "severity": "High" } } }""", "rules.noContact.severity")]
    [InlineData("""{ "rules": { "noContact": 5 } }""", "rules.noContact")]
    [InlineData("""{ "rules": { "homeless": { "earlySeverity": 3 } } }""", "rules.homeless.earlySeverity")]
    [InlineData("""{ "rules": [] }""", "rules")]
    [InlineData("""{ "alerts": { "snoozeAtMostHours": { "low": null } } }""", "alerts.snoozeAtMostHours.low")]
    [InlineData("""{ "alerts": { "dutySpoAfterWorkingHours": { "high": 0 } } }""", "alerts.dutySpoAfterWorkingHours.high")]
    [InlineData("""{ "delivery": { "digestAt": "8:30" } }""", "delivery.digestAt")]
    [InlineData("""{ "delivery": { "gatheredAt": [] } }""", "delivery.gatheredAt")]
    [InlineData("""{ "delivery": { "gatheredAt": ["13:00", "08:30"] } }""", "delivery.gatheredAt")]
    [InlineData("""{ "delivery": { "gatheredAt": ["08:30", "25:00"] } }""", "delivery.gatheredAt")]
    [InlineData("""{ "triage": { "points": { "urgent": 0 } } }""", "triage.points.urgent")]
    [InlineData("""{ "triage": { "rosh": { "high": "1.3" } } }""", "triage.rosh.high")]
    [InlineData("""{ "regions": { "wales": { "rules": { "noContact": { "graceDays": -1 } } } } }""", "regions.wales.rules.noContact.graceDays")]
    [InlineData("""{ "regions": { "wales": 5 } }""", "regions.wales")]
    public void Document_WithAWrongValue_IsRefusedByItsPath(string json, string path) => Assert.Equal([path], Paths(json));

    [Theory]
    [InlineData("""{ "rules": { "checkOverdue": { "workingDays": 11 } } }""", "rules.checkOverdue.workingDays")]
    [InlineData("""{ "rules": { "outcomeOverdue": { "workingDays": 6 } } }""", "rules.outcomeOverdue.workingDays")]
    [InlineData("""{ "rules": { "placementEnding": { "laterDaysBefore": 29 } } }""", "rules.placementEnding.laterDaysBefore")]
    [InlineData("""{ "rules": { "practitionerChurn": { "changes": 4 } } }""", "rules.practitionerChurn.changes")]
    [InlineData("""{ "rules": { "treatmentNotStarted": { "days": 22 } } }""", "rules.treatmentNotStarted.days")]
    [InlineData("""{ "rules": { "unsettledAccommodation": { "days": 29 } } }""", "rules.unsettledAccommodation.days")]
    public void Document_WhoseLaterStageComesFirst_IsRefused(string json, string path) => Assert.Equal([path], Paths(json));

    [Fact]
    public void Document_WithSeveralWrongValues_NamesEachOfThem() => Assert.Equal(
        ["colour", "rules.homeless.severity", "rules.noContact.graceDays", "rules.noContact.hour"],
        Paths("""{ "colour": 1, "rules": { "noContact": { "graceDays": -1, "hour": 99 }, "homeless": { "severity": "x" } } }""").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"policy\"")]
    [InlineData("{ \"version\": ")]
    public void Document_ThatIsNoObject_IsRefusedAsAWhole(string json) => Assert.Equal(["(document)"], Paths(json));

    [Fact]
    public void Problem_SaysWhereAndWhy()
    {
        var refused = Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load("""{ "rules": { "noContact": { "graceDays": -1 } } }"""));

        Assert.Contains("rules.noContact.graceDays: must be a whole number from 0 to 1000", refused.Message, StringComparison.Ordinal);
    }

    private static string[] Paths(string json) =>
        [.. Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load(json)).Problems.Select(p => p.Path)];
}
