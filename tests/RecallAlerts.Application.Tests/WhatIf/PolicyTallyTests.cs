using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class PolicyTallyTests
{
    private static readonly Instant RecalledAt = T0.PlusSeconds(20 * Instant.Day);

    private static readonly StoredTimeline Recalled = Timeline(Recall(RecalledAt)) with
    {
        Reasons = new Dictionary<string, RecallReason>(StringComparer.Ordinal) { ["R1"] = RecallReason.Homelessness },
    };

    [Theory]
    [InlineData(48 * 60, 1, 48)]
    [InlineData((48 * 60) - 1, 0, 47)]
    [InlineData((49 * 60) - 1, 1, 48)]
    [InlineData(14 * 24 * 60, 1, 336)]
    public void Recall_IsWarnedOf_From48HoursTo14DaysAfterTheOpening(int minutesBefore, int warned, int leadTime)
    {
        var figures = FiguresOf(Opened(RecalledAt.PlusSeconds(-60L * minutesBefore)));
        Assert.Equal((1, warned, (double)leadTime), (figures.Warned.Recalls, figures.Warned.Warned, figures.MedianLeadTimeHours));
    }

    [Fact]
    public void Recall_AfterMoreThanTheDaysOfLeadTime_HadNoWarning()
    {
        var figures = FiguresOf(Opened(RecalledAt.PlusSeconds((-14 * Instant.Day) - 1)));
        Assert.Equal((0, null), (figures.Warned.Warned, figures.MedianLeadTimeHours));
    }

    [Theory]
    [InlineData(RuleId.NoContact, Severity.Urgent)]
    [InlineData(RuleId.Homeless, Severity.Medium)]
    public void Recall_AfterAnAlertOfAnotherKind_HadNoWarning(RuleId rule, Severity severity) =>
        Assert.Equal(0, FiguresOf(Opened(RecalledAt.PlusHours(-100), rule, severity)).Warned.Warned);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public void Recall_IsWarnedOf_WhenTheAlertIsStillOpen(int secondsAfterTheRecall, int warned)
    {
        var opened = Opened(RecalledAt.PlusHours(-100));
        Assert.Equal(warned, FiguresOf(opened, opened.Then(RecalledAt.PlusSeconds(secondsAfterTheRecall), "Closed", ClosedHow.Cleared)).Warned.Warned);
    }

    [Fact]
    public void Recall_AfterThePolicyStoppedWatching_HadNoWarning()
    {
        var brief = PolicyDocument.Load("""{"version":"brief","watch":{"days":20,"firstWeekUntilDay":7,"earlyRecallUntilDay":15,"settlingUntilDay":18}}""");
        var opened = Opened(RecalledAt.PlusHours(-100));
        var closed = opened.Then(LondonTime.StartOf(new DateOnly(2026, 6, 22)), "Closed", ClosedHow.WatchEnded);
        Assert.Equal((0, 1), (FiguresOf(brief, opened, closed).Warned.Warned, FiguresOf(PolicyDocument.Default, opened).Warned.Warned));
    }

    [Fact]
    public void PolicyThatRaisesNothing_Gives0AndNoMedian()
    {
        var figures = FiguresOf();
        Assert.Equal((0L, 0L, 0L), (figures.OpenedInAll, figures.OpenedForManagers, figures.Immediate));
        Assert.Equal((1, 0, 0.0, null), (figures.Warned.Recalls, figures.Warned.Warned, figures.Warned.Share, figures.MedianLeadTimeHours));
    }

    [Fact]
    public void NobodyRecalled_GivesNoShares()
    {
        var figures = Tallied(PolicyDocument.Default, (Timeline(), [Opened(T0)])).Figures();
        Assert.Equal((0, null, null), (figures.Warned.Recalls, figures.Warned.Share, figures.Warned.NotRecalledShare));
        Assert.Empty(figures.ByReason);
    }

    [Fact]
    public void NotRecalled_AreComparedOnTheDayOfEachRecall()
    {
        var warned = (Timeline(Release("X000002"), T0), (AlertMoment[])[Opened(RecalledAt.PlusHours(-100))]);
        var figures = Tallied(PolicyDocument.Default, (Recalled, []), warned, (Timeline(Release("X000003"), T0), [])).Figures();
        Assert.Equal((0.0, 0.5), (figures.Warned.Share, figures.Warned.NotRecalledShare));
        Assert.Equal(figures.Warned, figures.ByReason[RecallReason.Homelessness]);
    }

    [Fact]
    public void Median_OfAnEvenNumber_IsBetweenTheMiddleTwo()
    {
        (StoredTimeline, AlertMoment[]) Of(int hours) => (Recalled, [Opened(RecalledAt.PlusHours(-hours))]);
        Assert.Equal(60.5, Tallied(PolicyDocument.Default, Of(1), Of(60), Of(61), Of(300)).Figures().MedianLeadTimeHours);
        Assert.Equal(60, Tallied(PolicyDocument.Default, Of(1), Of(60), Of(300)).Figures().MedianLeadTimeHours);
    }

    [Fact]
    public void Opened_IsCountedBySeverityForWhomItOpened()
    {
        var homeless = Opened(T0);
        var figures = Tallied(
            PolicyDocument.Default,
            (Timeline(), [homeless, homeless.Then(T0.PlusHours(1), "Closed", ClosedHow.Cleared), homeless.Then(T0.PlusHours(2), "Reopened"), Opened(T0, RuleId.NoContact, Severity.High), Opened(T0, RuleId.PractitionerChurn)]),
            (Timeline(Release(practitioner: null), T0), [Opened(T0)])).Figures();
        Assert.Equal((2, 1, 0, 3), (figures.Opened[Severity.Urgent], figures.Opened[Severity.High], figures.Opened[Severity.Low], figures.OpenedInAll));
        Assert.Equal(2, figures.OpenedForManagers);
    }

    [Fact]
    public void Opened_ForWhoHeldTheCaseThen_WhateverCameLater()
    {
        var gone = new PractitionerUnallocated("u", T0.PlusHours(5), T0.PlusHours(5));
        var figures = Tallied(PolicyDocument.Default, (Timeline(gone), [Opened(T0), Opened(T0.PlusHours(5), key: "later")])).Figures();
        Assert.Equal((1, 1), (figures.OpenedInAll, figures.OpenedForManagers));
    }

    [Fact]
    public void Opened_WhenAnotherRuleSpeaksForItAtOnce_IsNotCounted()
    {
        var opened = Opened(T0);
        Assert.Equal(0, FiguresOf(opened, opened.Then(T0, "Suppressed")).OpenedInAll);
        Assert.Equal(1, FiguresOf(opened, opened.Then(T0.PlusSeconds(1), "Suppressed")).OpenedInAll);
        Assert.Equal(1, FiguresOf(opened, opened.Then(T0, "Suppressed") with { Alert = new AlertId(new string('f', 32)) }).OpenedInAll);
    }

    private static PolicyFigures FiguresOf(params AlertMoment[] moments) => FiguresOf(PolicyDocument.Default, moments);

    private static PolicyFigures FiguresOf(PolicySet policies, params AlertMoment[] moments) => Tallied(policies, (Recalled, moments)).Figures();

    private static PolicyTally Tallied(PolicySet policies, params (StoredTimeline Timeline, AlertMoment[] Moments)[] releases)
    {
        var tally = new PolicyTally(policies, PolicyDocument.Default.General, BankHolidays.Default, End);
        foreach (var (timeline, moments) in releases) tally.Add(Followed(timeline), moments);
        return tally;
    }
}
