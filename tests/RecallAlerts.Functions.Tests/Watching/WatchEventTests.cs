using DurableTask.Core;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>Events: none is lost, and those that arrive within a minute cost one look.</summary>
public sealed class WatchEventTests
{
    private static readonly DateTimeOffset Wake = DailyAt(Start, 17) + Jitter;

    [Fact]
    public async Task Event_LongBeforeTheWake_IsLookedAtWhenItAsksWithoutJitter()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        await release.RecordAsync(At(30));
        await release.RunUntilAsync(Wake);
        Assert.Equal([Start, At(31), Wake], release.Looks);
    }

    [Theory]
    [InlineData(-61, 1)]
    [InlineData(-60, 1)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task Event_AboutTheWake_IsSeenByTheLookOfTheWakeIfThatComesFirst(double seconds, int looks)
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        await release.RecordAsync(Wake.AddSeconds(seconds));
        await release.RunUntilAsync(Wake.AddMinutes(5));
        Assert.Equal(looks, release.LooksAfter(Start).Count());
        Assert.Contains(release.Looks, l => l >= Wake.AddSeconds(seconds) && l <= Wake.AddSeconds(seconds + 60));
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public async Task Events_WithinAMinute_CostOneLook(double seconds, int looks)
    {
        var release = await StartedAsync(_ => Next(null));
        await release.RecordAsync(At(10));
        await release.RecordAsync(At(10).AddSeconds(seconds));
        await release.RunUntilAsync(At(60));
        Assert.Equal(looks, release.LooksAfter(Start).Count());
        Assert.Equal(At(11), release.Looks[1]);
    }

    [Fact]
    public async Task Event_WhileTheReviewRuns_IsLookedAtAfterIt()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.Duration = TimeSpan.FromSeconds(20);
        await release.RecordAsync(At(10));
        await release.RecordAsync(At(11).AddSeconds(5));
        await release.RecordAsync(At(11).AddSeconds(9));
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11), At(12).AddSeconds(5)], release.Looks);
    }

    [Fact]
    public async Task Event_WhileAReviewRunsForLongerThanItCanWait_IsLookedAtWhenThatEnds()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.Duration = TimeSpan.FromMinutes(4);
        await release.RecordAsync(At(10));
        await release.RecordAsync(At(12));
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11), At(15)], release.Looks);
    }

    [Fact]
    public async Task Event_WhileAReviewThatEndsTheWatchRuns_IsLookedAtBeforeItEnds()
    {
        var release = await StartedAsync(now => now < At(10) ? Next(null) : Ended);
        await release.RecordAsync(At(10));
        await release.RunUntilAsync(At(11));
        await release.Durable.RaiseEventAsync(WatchId, "FactsRecorded", At(12));
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11), At(12)], release.Looks);
        Assert.Equal(OrchestrationStatus.Completed, release.Instance.Status);
    }

    [Fact]
    public async Task Event_WhileTheExecutionContinuesAsNew_ReachesTheNext()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        var asked = new List<DateTimeOffset>();
        release.Durable.Continuing = instance =>
        {
            asked.Add(release.Durable.Now.AddSeconds(60));
            _ = release.Durable.RaiseEventAsync(instance.Id, "FactsRecorded", asked[^1]);
        };
        await release.RunUntilAsync(Start.AddDays(9));
        Assert.InRange(asked.Count, 3, 9);
        Assert.All(asked, at => Assert.Contains(at, release.Looks));
    }

    [Fact]
    public async Task Events_UnprocessedWhenTheExecutionContinuesAsNew_AreNotLost()
    {
        var release = await StartedAsync(_ => Next(null));
        await release.RunUntilAsync(At(1));
        for (var n = 0; n < 40; n++) await release.Durable.RaiseEventAsync(WatchId, "FactsRecorded", At(40 - n));
        await release.RunUntilAsync(At(2));
        Assert.InRange(release.Count.ContinuedAsNew, 1, 4);
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(1)], release.Looks);
    }

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("{}")]
    [InlineData("17")]
    [InlineData("null")]
    public async Task Event_ThatSaysNoInstant_AsksForALookNow(string json)
    {
        var release = await StartedAsync(_ => Next(null));
        release.Durable.Stored = null;
        await release.AskAsync(At(10), System.Text.Json.JsonDocument.Parse(json).RootElement);
        await release.AskAsync(At(20), null);
        await release.RunUntilAsync(At(30));
        Assert.Equal([Start, At(10), At(20)], release.Looks);
    }

    [Fact]
    public async Task Event_WhoseInstantIsPast_IsLookedAtNow()
    {
        var release = await StartedAsync(_ => Next(null));
        await release.AskAsync(At(10), At(-600));
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(10)], release.Looks);
    }

    [Fact]
    public async Task Event_ThatAsksForLaterThanThePlan_ChangesNothing()
    {
        var release = await StartedAsync(now => Next(now < Wake ? DailyAt(now, 17) : null));
        await release.AskAsync(At(10), Wake.AddHours(2));
        await release.RunUntilAsync(Start.AddDays(3));
        Assert.Equal([Start, Wake], release.Looks);
    }

    [Fact]
    public async Task Watch_ThatOnlyAnEventCanChange_WaitsWithoutATimer()
    {
        var release = await StartedAsync(_ => Next(null));
        await release.RunUntilAsync(Start.AddDays(200));
        Assert.Equal(3, release.Count.Invocations);
        await release.RecordAsync(Start.AddDays(200));
        await release.RunUntilAsync(Start.AddDays(201));
        Assert.Equal([Start, Start.AddDays(200).AddSeconds(60)], release.Looks);
    }
}
