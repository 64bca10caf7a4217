using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class TriageTests
{
    private static readonly DateOnly D = new(2026, 6, 2);

    [Theory]
    [InlineData(Severity.Urgent, Rosh.Low, 40)]
    [InlineData(Severity.High, Rosh.Low, 20)]
    [InlineData(Severity.Medium, Rosh.Low, 8)]
    [InlineData(Severity.Low, Rosh.Low, 2)]
    [InlineData(Severity.Urgent, Rosh.VeryHigh, 60)]
    [InlineData(Severity.Urgent, Rosh.High, 52)]
    [InlineData(Severity.Urgent, Rosh.Medium, 44)]
    [InlineData(Severity.Low, Rosh.High, 2.6)]
    public void Points_AreThoseOfSeverityTimesRosh(Severity severity, Rosh rosh, double points)
    {
        var weighed = Weigh(30, rosh, Alert(RuleId.Homeless, severity));

        Assert.Equal((points, points, points), (Assert.Single(weighed.Terms).Points, weighed.Worst, weighed.Total));
    }

    [Theory]
    [InlineData(0, 1.5)]
    [InlineData(7, 1.5)]
    [InlineData(8, 1.25)]
    [InlineData(28, 1.25)]
    [InlineData(29, 1)]
    public void Window_ByTheDay_WeighsTheTotalAndNotTheWorst(int day, double factor)
    {
        var weighed = Weigh(day, Rosh.Low, Alert(RuleId.Homeless, Severity.Urgent), Alert(RuleId.CheckOverdue, Severity.High));

        Assert.Equal((40, factor, 60 * factor), (weighed.Worst, weighed.WindowFactor, weighed.Total));
    }

    [Theory]
    [InlineData(RuleId.HandoverNotCompleted, true)]
    [InlineData(RuleId.OutcomeOverdue, true)]
    [InlineData(RuleId.SupportNotReferred, true)]
    [InlineData(RuleId.PractitionerChurn, true)]
    [InlineData(RuleId.NoPractitioner, false)]
    [InlineData(RuleId.MissedWithoutResponse, false)]
    [InlineData(RuleId.CheckOverdue, false)]
    public void Administrative_CountInTheTotalOnly(RuleId rule, bool administrative)
    {
        var weighed = Weigh(30, Rosh.Low, Alert(rule, Severity.High));

        Assert.Equal((administrative ? 0 : 20, 20), (weighed.Worst, weighed.Total));
        Assert.Equal(!administrative, Assert.Single(weighed.Terms).CountsForWorst);
    }

    [Theory]
    [InlineData(AlertStatus.Open, 20)]
    [InlineData(AlertStatus.Acknowledged, 20)]
    [InlineData(AlertStatus.Snoozed, 10)]
    public void Snoozed_CountsHalf(AlertStatus status, double points) =>
        Assert.Equal(points, Weigh(30, Rosh.Low, Alert(RuleId.CheckOverdue, Severity.High, status)).Worst);

    [Fact]
    public void Terms_AreListedWorstFirstWithWhatMadeThem()
    {
        var terms = Weigh(3, Rosh.High, Alert(RuleId.OutcomeOverdue, Severity.Low), Alert(RuleId.Homeless, Severity.Urgent,
            AlertStatus.Snoozed)).Terms;

        Assert.Equal([RuleId.Homeless, RuleId.OutcomeOverdue], terms.Select(x => x.Alert.Rule));
        Assert.Equal((40, 1.3, 0.5, 26), (terms[0].SeverityPoints, terms[0].RoshFactor, terms[0].SnoozedFactor, terms[0].Points));
    }

    [Fact]
    public void Release_WithoutAlerts_WeighsNothing() =>
        Assert.Equal((0, 0), (Weigh(3, Rosh.VeryHigh).Worst, Weigh(3, Rosh.VeryHigh).Total));

    [Fact]
    public void Order_IsByWorstThenTotalThenEarlierDayThenReleaseId()
    {
        var releases = new[]
        {
            Triaged("X000001-20260602", day: 5, worst: 20, total: 90), Triaged("X000002-20260602", day: 5, worst: 40, total: 40),
            Triaged("X000003-20260602", day: 5, worst: 20, total: 95), Triaged("X000005-20260602", day: 2, worst: 20, total: 90),
            Triaged("X000004-20260602", day: 2, worst: 20, total: 90),
        };

        Array.Sort(releases, Triage.Order);
        Assert.Equal(["X000002", "X000003", "X000004", "X000005", "X000001"], releases.Select(r => r.ReleaseId.Value[..7]));
    }

    [Fact]
    public void Order_PoorRecording_DoesNotOutrankHarm()
    {
        var recording = Weigh(3, Rosh.VeryHigh, [.. Enumerable.Range(0, 20).Select(_ => Alert(RuleId.OutcomeOverdue, Severity.Medium))]);
        var harm = Weigh(200, Rosh.Low, Alert(RuleId.SubstanceUse, Severity.Medium));

        Assert.True(recording.Total > harm.Total);
        Assert.True(Triage.Order(harm, recording) < 0);
    }

    private static TriagedRelease Weigh(int day, Rosh rosh, params TriageAlert[] alerts) =>
        Triage.Weigh(new ReleaseId("X100001-20260602"), D, rosh, alerts, D.AddDays(day), Given.Policy);

    private static TriageAlert Alert(RuleId rule, Severity severity, AlertStatus status = AlertStatus.Open) =>
        new(AlertId.Of(new ReleaseId("X100001-20260602"), rule, "key"), rule, severity, status);

    private static TriagedRelease Triaged(string id, int day, double worst, double total) =>
        new(new ReleaseId(id), day, worst, 1, total, []);
}
