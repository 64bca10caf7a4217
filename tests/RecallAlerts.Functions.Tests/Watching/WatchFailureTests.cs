using DurableTask.Core;
using RecallAlerts.Functions.Watching;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>Activities that fail: the watch survives, looks again, and does not hammer.</summary>
public sealed class WatchFailureTests
{
    private static readonly WatchAnswer Recalled = new(null, IsEnded: false, HasRecall: true);

    [Fact]
    public async Task Review_FailingOnce_IsMadeAgainAfterSeconds()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.IsBroken = true;
        await release.RunUntilAsync(At(0).AddSeconds(14));
        release.Review.IsBroken = false;
        await release.RunUntilAsync(At(60));
        Assert.Single(release.Review.Failures);
        Assert.Equal([Start + release.Review.Duration + TimeSpan.FromSeconds(15)], release.Looks);
    }

    [Fact]
    public async Task Review_FailingForAnHour_IsTriedEverLessOftenAndThenGoesOn()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        release.Review.IsBroken = true;
        await release.RunUntilAsync(At(60));
        Assert.InRange(release.Review.Failures.Count, 8, 12);
        release.Review.IsBroken = false;
        await release.RunUntilAsync(DailyAt(Start, 17) + Jitter);
        Assert.InRange(release.Looks[0], At(60), At(76));
        Assert.Equal(DailyAt(Start, 17) + Jitter, release.Looks[^1]);
        Assert.InRange(release.Count.LargestHistory, 1, 29);
    }

    [Fact]
    public async Task Review_FailingForGood_DoesNotStopTheWatch()
    {
        var release = await StartedAsync();
        release.Review.IsBroken = true;
        await release.RunUntilAsync(Start.AddDays(28));
        Assert.Equal(OrchestrationStatus.Running, release.Instance.Status);
        Assert.InRange(release.Review.Failures.Count, 28 * 94, 28 * 97);
        Assert.InRange(release.Count.LargestHistory, 1, 29);
    }

    [Fact]
    public async Task Review_FailingAgainAfterItSucceeded_IsMadeAgainAfterSecondsAnew()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.IsBroken = true;
        await release.RunUntilAsync(At(30));
        release.Review.IsBroken = false;
        await release.RunUntilAsync(At(50));
        Assert.Single(release.Looks);
        release.Review.IsBroken = true;
        await release.AskAsync(At(90), At(90));
        await release.RunUntilAsync(At(90).AddSeconds(14));
        release.Review.IsBroken = false;
        await release.RunUntilAsync(At(95));
        Assert.InRange(release.Looks[^1], At(90).AddSeconds(15), At(90).AddSeconds(16));
    }

    [Fact]
    public async Task Event_WhileReviewsFail_IsLookedAtWhenItAsks()
    {
        var release = await StartedAsync(_ => Next(null));
        release.Review.IsBroken = true;
        await release.RunUntilAsync(At(50));
        release.Review.IsBroken = false;
        await release.RecordAsync(At(51));
        await release.RunUntilAsync(At(52));
        Assert.InRange(release.Looks[0], At(50), At(52));
    }

    [Fact]
    public async Task Recall_IsClassifiedAfterTheReview()
    {
        var release = await StartedAsync(now => now < At(10) ? Next(null) : Recalled);
        await release.RecordAsync(At(10));
        await release.RunUntilAsync(At(60));
        Assert.Equal([At(11) + release.Review.Duration], release.Classified);
        Assert.Equal(2, release.Looks.Count);
    }

    [Fact]
    public async Task Recall_WhoseClassificationFails_IsLookedAtAgainUntilItIsClassified()
    {
        var release = await StartedAsync(_ => Recalled);
        release.Classify.IsBroken = true;
        await release.RunUntilAsync(At(100));
        Assert.InRange(release.Classify.Failures.Count, 6, 9);
        Assert.Equal(OrchestrationStatus.Running, release.Instance.Status);
        release.Classify.IsBroken = false;
        await release.RunUntilAsync(At(300));
        Assert.Single(release.Classified);
    }

    [Fact]
    public async Task Recall_ThatEndsTheWatchAndFailsToBeClassified_IsClassifiedBeforeItEnds()
    {
        var release = await StartedAsync(_ => new WatchAnswer(null, IsEnded: true, HasRecall: true));
        release.Classify.IsBroken = true;
        await release.RunUntilAsync(At(1));
        Assert.Equal(OrchestrationStatus.Running, release.Instance.Status);
        release.Classify.IsBroken = false;
        await release.RunUntilAsync(At(10));
        Assert.Single(release.Classified);
        Assert.Equal(OrchestrationStatus.Completed, release.Instance.Status);
    }

    [Fact]
    public async Task Classification_FailingForGood_IsTriedAFewTimesADay()
    {
        var release = await StartedAsync(_ => Recalled);
        release.Classify.IsBroken = true;
        await release.RunUntilAsync(Start.AddDays(10));
        var failures = release.Classify.Failures.Count;
        await release.RunUntilAsync(Start.AddDays(20));
        Assert.InRange(release.Classify.Failures.Count - failures, 38, 41);
    }
}
