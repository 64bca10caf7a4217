using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>A thousand events at once, or one after the other.</summary>
public sealed class WatchStormTests
{
    private const int Events = 1_000;
    private const int MostRows = 29;

    [Fact]
    public async Task Storm_InOneBatch_IsOneLookAndShortHistories()
    {
        var release = await StartedAsync(_ => Next(null));
        await release.AskAsync(At(10), At(11), Events);
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11)], release.Looks);
        Assert.InRange(release.Count.LargestHistory, 1, MostRows);
        Assert.InRange(release.Count.Invocations, 7, 7 + (Events / 18));
    }

    [Fact]
    public async Task Storm_OneByOneWithinAMinute_IsOneLookAndShortHistories()
    {
        var release = await StartedAsync(_ => Next(null));
        for (var n = 0; n < Events; n++) await release.AskAsync(At(10).AddMilliseconds(n * 50), At(11));
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11)], release.Looks);
        Assert.InRange(release.Count.LargestHistory, 1, MostRows);
        Assert.InRange(release.Count.Invocations, Events, Events + (Events / 6));
    }

    [Fact]
    public async Task Storm_ThatArrivesWithTheWake_IsSeenByItsLookAndCutAfterIt()
    {
        var release = await StartedAsync(now => Next(now < At(20) ? At(20) : null));
        await release.AskAsync(At(20) + Jitter, At(21) + Jitter, Events);
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(20) + Jitter], release.Looks);
        Assert.InRange(release.Instance.History.Count, 1, MostRows);
    }

    [Fact]
    public async Task Storm_WhileTheReviewRuns_IsOneMoreLookAndCutWhenTheReviewEnds()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.Duration = TimeSpan.FromSeconds(10);
        await release.RecordAsync(At(10));
        await release.AskAsync(At(11).AddSeconds(2), At(12).AddSeconds(2), Events);
        await release.RunUntilAsync(At(11).AddSeconds(10));
        Assert.InRange(release.Instance.History.Count, 1, MostRows);
        await release.RunUntilAsync(At(60));
        Assert.Equal([Start, At(11), At(12).AddSeconds(2)], release.Looks);
    }
}
