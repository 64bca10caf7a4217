using DurableTask.Core;
using RecallAlerts.Functions.Watching;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>Whole watches: how long histories become, and what is invoked.</summary>
public sealed class WatchLifeTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int MostRows = 29;

    [Fact]
    public async Task Watch_Of28DaysWith14EventsAnd11Wakes_StaysWellUnder120Invocations()
    {
        DateTimeOffset[] wakes = [.. new[] { 0.3, 1.3, 2, 5, 7, 9, 12, 14, 20, 27, 28 }.Select(days => Start.AddDays(days))];
        var release = await StartedAsync(now => wakes.Any(w => w > now) ? Next(wakes.First(w => w > now)) : Ended);
        for (var n = 0; n < 14; n++) await release.RecordAsync(At(100 + (n * 2850)));
        await release.RunUntilAsync(Start.AddDays(30));
        Say(release);
        Assert.Equal(OrchestrationStatus.Completed, release.Instance.Status);
        Assert.Equal(1 + 14 + 11, release.Looks.Count);
        Assert.InRange(release.Count.LargestHistory, 20, MostRows);
        Assert.InRange(release.Count.Invocations, 90, 105);
    }

    [Fact]
    public async Task Watch_OfNineMonthsLookedAtTwiceADay_KeepsItsHistoryUnder30Rows()
    {
        var release = await StartedAsync(now => now < Start.AddDays(274) ? Next(DailyAt(now, 9) < DailyAt(now, 17) ? DailyAt(now, 9) : DailyAt(now, 17)) : Ended);
        for (var n = 0; n < 60; n++) await release.RecordAsync(At(700 + (n * 6500)));
        await release.RunUntilAsync(Start.AddDays(280));
        Say(release);
        Assert.Equal(OrchestrationStatus.Completed, release.Instance.Status);
        Assert.InRange(release.Looks.Count, 600, 612);
        Assert.InRange(release.Count.LargestHistory, 20, MostRows);
        Assert.InRange(release.Count.ContinuedAsNew, 150, 230);
    }

    [Fact]
    public async Task Watch_ThatNothingHappensTo_WakesEachThirdDayOnlyUntilItsLook()
    {
        var release = await StartedAsync(_ => Next(Start.AddDays(30)));
        await release.RunUntilAsync(Start.AddDays(29));
        Assert.Single(release.Looks);
        Assert.InRange(release.Count.Invocations, 3, 3 + 9 + 2);
        await release.RunUntilAsync(Start.AddDays(30) + Jitter);
        Assert.Equal(Start.AddDays(30) + Jitter, release.Looks[^1]);
    }

    [Fact]
    public async Task Look_WokenByATimer_CostsThreeInvocationsAndEightRows()
    {
        var release = await StartedAsync();
        await release.RunUntilAsync(At(10));
        var (invocations, rows) = (release.Count.Invocations, release.Instance.History.Count);
        await release.RunUntilAsync(DailyAt(Start, 9) + TimeSpan.FromMinutes(5));
        Assert.Equal((2, 3, 8), (release.Looks.Count, release.Count.Invocations - invocations, release.Instance.History.Count - rows));
    }

    [Fact]
    public async Task Look_WokenByAnEventWithTheNextWakeUnchanged_CostsFourInvocationsAndElevenRows()
    {
        var release = await StartedAsync();
        await release.RunUntilAsync(At(10));
        var (invocations, rows) = (release.Count.Invocations, release.Instance.History.Count);
        await release.RecordAsync(At(10));
        await release.RunUntilAsync(At(15));
        Assert.Equal((2, 4, 11), (release.Looks.Count, release.Count.Invocations - invocations, release.Instance.History.Count - rows));
    }

    [Fact]
    public async Task Wake_ThatAnEventPutOff_CostsNoEpisodeOfTheTimerLeftBehind()
    {
        var release = await StartedAsync(now => Next(now < At(5) ? At(60) : At(600)));
        await release.RecordAsync(At(10));
        await release.RunUntilAsync(At(15));
        Assert.Equal(1, release.Count.ContinuedAsNew);
        var invocations = release.Count.Invocations;
        await release.RunUntilAsync(At(120));
        Assert.Equal((invocations, 1), (release.Count.Invocations, release.Durable.Discarded));
        await release.RunUntilAsync(At(600) + Jitter);
        Assert.Equal(At(600) + Jitter, release.Looks[^1]);
    }

    [Fact]
    public async Task Wake_ByTheReview_IsSpreadOverTwoMinutesByTheWatchId()
    {
        Assert.InRange(Jitter, TimeSpan.FromSeconds(0), TimeSpan.FromSeconds(120));
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        await release.RunUntilAsync(DailyAt(Start, 17) + Jitter - TimeSpan.FromSeconds(1));
        Assert.Single(release.Looks);
        await release.RunUntilAsync(DailyAt(Start, 17) + Jitter);
        Assert.Equal([Start, DailyAt(Start, 17) + Jitter], release.Looks);
    }

    [Fact]
    public async Task Wake_AlreadyDueWhenAnswered_IsAMinuteLater()
    {
        var release = await StartedAsync(now => Next(now < At(1) ? At(-30) : null));
        await release.RunUntilAsync(At(600));
        Assert.Equal([Start, Start + release.Review.Duration + TimeSpan.FromMinutes(1)], release.Looks);
    }

    [Fact]
    public async Task Wake_ThatFiresAMomentEarly_IsOneLook()
    {
        var release = await StartedAsync(now => Next(now < At(5) ? At(30) : null));
        release.Durable.TimersEarlyBy = TimeSpan.FromSeconds(2);
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(30) + Jitter - TimeSpan.FromSeconds(2)], release.Looks);
        Assert.Equal(6, release.Count.Invocations);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task History_WithAnEventInEachReview_StaysUnder30Rows(int before)
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 9)));
        release.Review.Duration = TimeSpan.FromSeconds(30);
        for (var n = 0; n < before; n++) await release.AskAsync(At(10 + n), At(20));
        for (var day = 0; day < 9; day++) await release.RecordAsync(DailyAt(Start, 9).AddDays(day) + Jitter + TimeSpan.FromSeconds(9));
        await release.RunUntilAsync(Start.AddDays(11));
        Assert.InRange(release.Count.LargestHistory, 20, MostRows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task History_WithAnEventInEachClassification_StaysUnder30Rows(int before)
    {
        var release = await StartedAsync(now => new WatchAnswer(DailyAt(now, 9), IsEnded: false, HasRecall: now > At(60)));
        release.Classify.Duration = TimeSpan.FromSeconds(30);
        for (var n = 0; n < before; n++) await release.AskAsync(At(10 + n), At(20));
        for (var day = 0; day < 9; day++) await release.RecordAsync(DailyAt(Start, 9).AddDays(day) + Jitter + TimeSpan.FromSeconds(9));
        await release.RunUntilAsync(Start.AddDays(11));
        Assert.InRange(release.Count.LargestHistory, 20, MostRows);
        Assert.InRange(release.Classified.Count, 9, release.Looks.Count);
    }

    private void Say(WatchedRelease r) => output.WriteLine(
        $"looks {r.Looks.Count}, invocations {r.Count.Invocations} (episodes {r.Count.Episodes}, activities {r.Count.Activities}), as new {r.Count.ContinuedAsNew}, largest history {r.Count.LargestHistory}");
}
