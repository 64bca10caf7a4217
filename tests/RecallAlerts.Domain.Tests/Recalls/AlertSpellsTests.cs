using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls;

public sealed class AlertSpellsTests
{
    private static readonly Instant T0 = Given.At(Given.ReleasedAt);
    private static readonly AlertId A = new(new string('a', 32));
    private static readonly AlertId B = new(new string('b', 32));

    [Fact]
    public void Spells_OfAnAlertThatCameBack_AreOneForEachOpening() => Assert.Equal(
        [
            new AlertSpell(RuleId.Homeless, T0, Severity.Urgent, T0.PlusHours(1)),
            new AlertSpell(RuleId.Homeless, T0.PlusHours(2), Severity.High, null),
        ],
        AlertSpells.Of([At(0, A, "Opened"), At(1, A, "Closed", Severity.Urgent), At(2, A, "Reopened", Severity.High), At(3, A, "SeverityRaised", Severity.Urgent)]));

    [Fact]
    public void Spells_OfAnAlertThatMoved_GoOnFromItsOpening() => Assert.Equal(
        [new AlertSpell(RuleId.Homeless, T0, Severity.Urgent, T0.PlusHours(5))],
        AlertSpells.Of([At(0, A, "Opened"), At(3, A, "Closed", Severity.Urgent), Moved(3, A, B), At(5, B, "Closed", Severity.Urgent)]));

    [Fact]
    public void Spells_WhenAMovedAlertComesBack_AreTwo() => Assert.Equal(
        [new AlertSpell(RuleId.Homeless, T0, Severity.Urgent, null), new AlertSpell(RuleId.Homeless, T0.PlusHours(4), Severity.Low, null)],
        AlertSpells.Of([At(0, A, "Opened"), At(3, A, "Closed", Severity.Urgent), Moved(3, A, B), At(4, A, "Reopened", Severity.Low)]));

    [Fact]
    public void Spells_OfNothing_AreNone() => Assert.Empty(AlertSpells.Of([]));

    [Theory]
    [InlineData(RuleId.Homeless, Severity.High, RecallReason.Homelessness, true)]
    [InlineData(RuleId.Homeless, Severity.Urgent, RecallReason.Homelessness, true)]
    [InlineData(RuleId.Homeless, Severity.Medium, RecallReason.Homelessness, false)]
    [InlineData(RuleId.Homeless, Severity.Urgent, RecallReason.SubstanceMisuse, false)]
    public void Spell_MayWarn_WhenItOpenedHighAndItsRuleBelongs(RuleId rule, Severity severity, RecallReason reason, bool may) =>
        Assert.Equal(may, new AlertSpell(rule, T0, severity, null).MayWarnOf(reason));

    private static AlertMoment At(int hour, AlertId alert, string change, Severity severity = Severity.Urgent) =>
        new(alert, RuleId.Homeless, "k", T0.PlusHours(hour), change, severity, change == "Closed" ? ClosedHow.Cleared : null);

    private static AlertMoment Moved(int hour, AlertId from, AlertId to) => At(hour, to, "Moved") with { MovedFrom = from };
}
