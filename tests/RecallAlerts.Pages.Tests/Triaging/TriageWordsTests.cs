using RecallAlerts.Api.Pages;
using RecallAlerts.Api.Pages.Triaging;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Triaging;

public sealed class TriageWordsTests
{
    private static readonly Policy Policy = PolicyDocument.Default.General;
    private static readonly DateOnly Day0 = new(2026, 6, 1);

    public static TheoryData<RuleId, Severity, AlertStatus, string> Terms => new()
    {
        { RuleId.Homeless, Severity.Urgent, AlertStatus.Open, "Homeless: urgent 40 x risk of serious harm very high 1.5 = 60." },
        { RuleId.Homeless, Severity.High, AlertStatus.Snoozed, "Homeless: high 20 x risk of serious harm very high 1.5 x snoozed 0.5 = 15." },
        { RuleId.OutcomeOverdue, Severity.Low, AlertStatus.Open, "An outcome is not recorded: low 2 x risk of serious harm very high 1.5 = 3. It is about recording, so it counts for the sum and not for the worst." },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void Term_SaysHowItsPointsAreMade(RuleId rule, Severity severity, AlertStatus status, string expected) =>
        Assert.Equal(expected, TriageWords.Term(Weigh(0, Rosh.VeryHigh, (rule, severity, status)).Terms[0], Rosh.VeryHigh));

    [Theory]
    [InlineData(-1, "All together 40 x 1.5 until day 7 = 60.")]
    [InlineData(7, "All together 40 x 1.5 until day 7 = 60.")]
    [InlineData(8, "All together 40 x 1.25 until day 28 = 50.")]
    [InlineData(28, "All together 40 x 1.25 until day 28 = 50.")]
    [InlineData(29, "All together 40 x 1 after day 28 = 40.")]
    public void Total_SaysThePartOfTheWatch(int day, string expected) =>
        Assert.Equal(expected, TriageWords.Total(Weigh(day, Rosh.Low, (RuleId.Homeless, Severity.Urgent, AlertStatus.Open)), Policy.Watch));

    [Fact]
    public void Above_ByTheFirstTermThatDiffers_SaysWhich()
    {
        var urgent = (RuleId.Homeless, Severity.Urgent, AlertStatus.Open);
        var low = (RuleId.NoContact, Severity.Low, AlertStatus.Open);
        var (both, one, later) = (Weigh(30, Rosh.Low, urgent, low), Weigh(30, Rosh.Low, urgent), Weigh(31, Rosh.Low, urgent));
        Assert.Equal("It is above X1 because its worst alert has 40 points and the worst there 2.", TriageWords.Above(one, Weigh(30, Rosh.Low, low), "X1"));
        Assert.Equal("It is above X1 because the worst alerts of both have 40 points, and all together here 42 and there 40.", TriageWords.Above(both, one, "X1"));
        Assert.Equal("It is above X1 because the points are the same and it is earlier after release: day 30 and day 31 there.", TriageWords.Above(one, later, "X1"));
        Assert.Equal("It weighs the same as X1.", TriageWords.Above(one, one, "X1"));
    }

    [Theory]
    [InlineData("practitioner:P2", "until 5 June 2026, P2 covers")]
    [InlineData("practitioner:P3", "until 5 June 2026, P3 covers because P2 is off too")]
    [InlineData("duty-spo:gwent", "until 5 June 2026, duty manager covers because P2 is off too")]
    [InlineData("duty-spo:north", "until 5 June 2026, duty manager of North covers because P2 is off too")]
    [InlineData("practitioner:P1", "until 5 June 2026, nobody covers")]
    public void Off_SaysWhoCoversIndeed(string covers, string expected)
    {
        Assert.True(Person.TryParse(covers, out var person));
        var absence = new Absence(new Person(Role.Practitioner, "P1"), LondonTime.StartOf(Day0), LondonTime.StartOf(Day0.AddDays(5)), new Person(Role.Practitioner, "P2"));
        Assert.Equal(expected, PersonWords.Off(absence, person, "gwent"));
    }

    [Theory]
    [InlineData(0, 0, "0 alerts are acknowledged.")]
    [InlineData(1, 0, "1 alert is acknowledged.")]
    [InlineData(3, 1, "3 alerts are acknowledged. 1 was so already.")]
    [InlineData(3, 2, "3 alerts are acknowledged. 2 were so already.")]
    [InlineData(0, 1, "1 alert was acknowledged already.")]
    [InlineData(0, 2, "2 alerts were acknowledged already.")]
    public void Bulk_SaysHowManyWereDoneAndWereSo(int done, int same, string expected) => Assert.Equal(expected, BulkAcknowledge.Says(done, same));

    private static TriagedRelease Weigh(int day, Rosh rosh, params (RuleId Rule, Severity Severity, AlertStatus Status)[] alerts) => Triage.Weigh(
        new ReleaseId("X000001-20260601"), Day0, rosh, [.. alerts.Select((a, i) => new TriageAlert(new AlertId($"{i:x32}"), a.Rule, a.Severity, a.Status))], Day0.AddDays(day), Policy);
}
