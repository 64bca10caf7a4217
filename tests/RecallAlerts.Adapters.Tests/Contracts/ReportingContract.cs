using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What reports read, and what is published once and for good.</summary>
public abstract class ReportingContract : StoreContract
{
    private static readonly Quarter Q2 = new(2026, 2);

    private static readonly PublishedCell[] Cells = [new("", HeadlineCell.AllReleases, 41, CellState.Shown), new("wales", HeadlineCell.AllReleases, 3, CellState.Withheld)];

    [Fact]
    public async Task Cohort_HasTheFirstRecallThatStands()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Cases.ReviewAsync("X000002", Outcomes with { ReleasedOn = new DateOnly(2026, 7, 1) });
        await Cases.ReviewAsync("X000003", Outcomes with { End = FollowUpEnd.Replaced });
        await Recalls.AddAsync(
            "X000001", Row("earlier").At(T0.PlusSeconds(-1)), Row("withdrawn").At(T0.PlusHours(1)) with { Status = RecallStatus.Withdrawn }, Row("later").At(T0.PlusHours(3)).Unwarned(),
            Row("first").At(T0.PlusHours(2)));
        var release = Assert.Single(await Another.Reports.CohortAsync(Q2.From, Q2.Before, None));
        Assert.Equal((Key.WatchIdOf(X1), "wales", T0, Outcomes), (release.WatchId, release.Region, release.ReleasedAt, release.Outcomes));
        Assert.Equal((T0.PlusHours(2), RecallReason.Homelessness, true), (release.Recall!.RecalledAt, release.Recall.Primary, release.Recall.IsWarned));
        Assert.Equal([RecallReason.SubstanceMisuse, RecallReason.ContinuityFailure], release.Recall.Secondary);
    }

    [Fact]
    public async Task Cohort_HasAPersonsAnswerBeforeTheClassifiers()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Cases.ReviewAsync("X000002", Outcomes);
        await Recalls.AddAsync("X000001", Row().Unwarned() with { Person = new ReasonAnswer(RecallReason.FurtherOffence, []) });
        var cohort = await Another.Reports.CohortAsync(Q2.From, Q2.Before, None);
        Assert.Equal(cohort.Select(r => r.WatchId).Order(StringComparer.Ordinal), cohort.Select(r => r.WatchId));
        Assert.Null(cohort.Single(r => r.WatchId != Key.WatchIdOf(X1)).Recall);
        var recall = cohort.Single(r => r.WatchId == Key.WatchIdOf(X1)).Recall!;
        Assert.Equal((RecallReason.FurtherOffence, 0, false), (recall.Primary, recall.Secondary.Count, recall.IsWarned));
    }

    [Fact]
    public async Task Quarters_AreThoseOfWhichAnythingIsPublished()
    {
        Assert.Empty(await Reports.QuartersAsync(None));
        await Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Release, Stage.Early }, Cells, T0, None);
        await Reports.PublishAsync(new Quarter(2025, 4), new HashSet<Stage> { Stage.Release }, Cells, T0, None);
        Assert.Equal([new Quarter(2025, 4), Q2], await Another.Reports.QuartersAsync(None));
    }

    [Fact]
    public async Task Settled_IsAQuarterWithNothingLeftToLookAt()
    {
        await Cases.RegisterAsync(Case());
        Assert.False(await SettledAsync());
        await Cases.ReviewAsync("X000001", Outcomes);
        Assert.True(await SettledAsync());
        await Cases.ReviewRecallAsync(X1);
        Assert.False(await SettledAsync());
        Assert.True(await Reports.IsSettledAsync(T0.PlusSeconds(1), LondonTime.StartOf(Q2.Before), None));
        Assert.True(await Reports.IsSettledAsync(LondonTime.StartOf(Q2.From), T0, None));
        await Recalls.DecideAsync(X1, Row());
        Assert.True(await SettledAsync());
        await Cases.AppendAsync(X1, Fact("e2"));
        Assert.False(await SettledAsync());
    }

    [Fact]
    public async Task Moments_AreThoseOfEachReleaseInTheOrderAsked()
    {
        await Cases.ReviewAsync("X000001", Outcomes, null, ("k1", Severity.High), ("k2", Severity.Low));
        await Cases.ReviewAsync("X000002", Outcomes, null, ("k3", Severity.High));
        await Cases.ReviewAsync("X000003", Outcomes);
        string[] watches = [.. new[] { "X000002", "X000003", "X000001" }.Select(crn => Key.WatchIdOf(Release(crn).Id))];
        var moments = await Another.Reports.WithMomentsAsync(watches, (i, found) => $"{i} {string.Join(' ', found.Select(m => m.Key))}".TrimEnd(), None);
        Assert.Equal(["0 k3", "1", "2 k1 k2"], moments);
    }

    [Fact]
    public async Task Published_IsOnceAndForGood()
    {
        Assert.True(await Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Release }, Cells, T0, None));
        Assert.False(await Another.Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Release, Stage.Early }, [Cells[0] with { Count = 42 }], T0.PlusHours(1), None));
        Assert.Equal(Cells, (await Another.Reports.PublishedAsync(Q2, None)).OrderBy(c => c.Region, StringComparer.Ordinal));
        Assert.Equal([(Stage.Release, T0)], (await Reports.StagesAsync(Q2, None)).Select(s => (s.Key, s.Value)));
        Assert.Empty(await Reports.PublishedAsync(new Quarter(2026, 3), None));
        Assert.Empty(await Reports.StagesAsync(new Quarter(2026, 3), None));
    }

    [Fact]
    public async Task Published_ByTwoAtOnce_IsOfOneOfThem()
    {
        var stages = new HashSet<Stage> { Stage.Release, Stage.Early };
        PublishedCell[] others = [.. Cells.Select(c => c with { Count = c.Count + 1 })];
        var published = await Task.WhenAll(
            Task.Run(() => Reports.PublishAsync(Q2, stages, Cells, T0, None)), Task.Run(() => Another.Reports.PublishAsync(Q2, stages, others, T0.PlusHours(1), None)));
        Assert.Single(published, won => won);
        var expected = published[0] ? (T0, Cells) : (T0.PlusHours(1), others);
        Assert.Equal(expected.Item2, (await Reports.PublishedAsync(Q2, None)).OrderBy(c => c.Region, StringComparer.Ordinal));
        Assert.All((await Reports.StagesAsync(Q2, None)).Values, at => Assert.Equal(expected.Item1, at));
    }

    [Fact]
    public async Task Published_InStages_AddsTheLaterToTheEarlier()
    {
        await Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Release }, Cells, T0, None);
        var later = new PublishedCell("wales", Enum.GetValues<HeadlineCell>().First(c => HeadlineCells.IsReported(c) && HeadlineCells.StageOf(c) == Stage.Early), 7, CellState.Suppressed);
        Assert.True(await Another.Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Early }, [later], T0.PlusHours(9), None));
        Assert.Equal(3, (await Reports.PublishedAsync(Q2, None)).Count);
        Assert.Contains(later, await Reports.PublishedAsync(Q2, None));
        Assert.Equal([Stage.Release, Stage.Early], (await Reports.StagesAsync(Q2, None)).Keys.Order());
    }

    [Fact]
    public async Task Report_OfAQuarterWithoutReleases_IsNotPublishedUntilSomeAreImported()
    {
        var (reports, later) = (new HeadlineReports(Reports, PolicyDocument.Default), T0.PlusHours(24 * 60));
        var empty = await reports.GetAsync(Q2, null, later, None);
        Assert.Equal((true, false, true), (empty.IsEmpty, empty.IsSettling, empty.IsKnown));
        Assert.Empty(await Reports.QuartersAsync(None));
        await Cases.ReviewAsync("X000001", Outcomes);
        var published = await reports.GetAsync(Q2, null, later, None);
        Assert.Equal((false, 1), (published.IsEmpty, published.Stages.Count));
        Assert.Equal([Q2], await Reports.QuartersAsync(None));
    }

    private Task<bool> SettledAsync() => Another.Reports.IsSettledAsync(LondonTime.StartOf(Q2.From), LondonTime.StartOf(Q2.Before), None);
}
