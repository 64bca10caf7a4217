using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Policies;

public sealed class RegionOverlayTests
{
    private const string Document = """
        {
          "version": "2027-01-1",
          "rules": { "noContact": { "graceDays": 3 } },
          "regions": { "wales": { "rules": { "noContact": { "intervalDays": 21 }, "outcomeOverdue": { "enabled": false } } } }
        }
        """;

    [Fact]
    public void Document_NamesOnlyWhatDiffersFromTheDefault()
    {
        var (given, shipped) = (PolicyDocument.Load(Document).General, PolicyDocument.Default.General);

        Assert.Equal(("2027-01-1", 3, 14), (given.Version, given.Rules.NoContact.GraceDays, given.Rules.NoContact.IntervalDays));
        Assert.Equal(shipped.Rules with { NoContact = given.Rules.NoContact }, given.Rules);
        Assert.Equal((shipped.Watch, shipped.Triage), (given.Watch, given.Triage));
    }

    [Fact]
    public void Region_ThatDiffers_IsLaidOverTheDocument()
    {
        var wales = PolicyDocument.Load(Document).Of("wales");

        Assert.Equal((3, 21), (wales.Rules.NoContact.GraceDays, wales.Rules.NoContact.IntervalDays));
        Assert.Equal("2027-01-1", wales.Version);
        Assert.False(wales.Rules.Of(RuleId.OutcomeOverdue).Enabled);
    }

    [Fact]
    public void Region_ThatNamesNothing_HasTheGeneralPolicy()
    {
        var set = PolicyDocument.Load(Document);

        Assert.Same(set.General, set.Of("north-west"));
        Assert.True(set.General.Rules.Of(RuleId.OutcomeOverdue).Enabled);
    }

    [Fact]
    public void Region_WhoseNumbersClashWithTheDocument_IsRefusedByItsPath()
    {
        const string json = """{ "rules": { "checkOverdue": { "laterWorkingDays": 6 } }, "regions": { "wales": { "rules": { "checkOverdue": { "workingDays": 7 } } } } }""";

        Assert.Equal(
            ["regions.wales.rules.checkOverdue.workingDays"],
            Assert.Throws<InvalidPolicyException>(() => PolicyDocument.Load(json)).Problems.Select(p => p.Path));
    }
}
