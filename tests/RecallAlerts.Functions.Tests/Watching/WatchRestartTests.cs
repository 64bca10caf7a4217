using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using RecallAlerts.Functions.Watching;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>A watch that ends, is ended, begins again, and lives through deployments.</summary>
public sealed class WatchRestartTests
{
    [Fact]
    public async Task Watch_WhoseReleaseHasEnded_CompletesAndTakesNoMoreEvents()
    {
        var release = await StartedAsync(now => now < At(10) ? Next(At(30)) : Ended);
        await release.RunUntilAsync(At(60));
        Assert.Equal((OrchestrationStatus.Completed, null), (release.Instance.Status, release.Instance.Output));
        await Assert.ThrowsAsync<RpcException>(() => release.RecordAsync(At(61)));
    }

    [Fact]
    public async Task Watch_EndedWhileATimerIsOpen_CompletesAtOnce()
    {
        var release = await StartedAsync(now => now < At(10) ? Next(At(600)) : Ended);
        await release.RecordAsync(At(20));
        await release.RunUntilAsync(At(22));
        Assert.Equal(OrchestrationStatus.Completed, release.Instance.Status);
    }

    [Fact]
    public async Task Watch_StartedASecondTimeWhileItLives_IsRefused()
    {
        var release = await StartedAsync();
        await release.RunUntilAsync(At(10));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(release.StartAsync);
    }

    [Fact]
    public async Task Watch_TerminatedAndStartedAgain_LooksAtOnceAndGoesOn()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 17)));
        await release.RunUntilAsync(At(10));
        await release.Durable.TerminateAsync(WatchId);
        await release.RunUntilAsync(At(20));
        Assert.Equal(OrchestrationStatus.Terminated, release.Instance.Status);
        await release.StartAsync();
        await release.RunUntilAsync(DailyAt(Start, 17) + Jitter);
        Assert.Equal([Start, At(20), DailyAt(Start, 17) + Jitter], release.Looks);
    }

    [Fact]
    public async Task Watch_TerminatedWhileTheReviewRuns_IsNotWokenByItsAnswer()
    {
        var release = await StartedAsync();
        release.Review.Duration = TimeSpan.FromSeconds(30);
        await release.RunUntilAsync(At(0).AddSeconds(10));
        await release.Durable.TerminateAsync(WatchId);
        await release.RunUntilAsync(At(1));
        Assert.Equal((OrchestrationStatus.Terminated, 2), (release.Instance.Status, release.Count.Episodes));
        await release.StartAsync();
        await release.RunUntilAsync(At(2));
        Assert.Equal(2, release.Looks.Count);
    }

    [Fact]
    public async Task Deployments_WhosePoliciesAnswerOtherwise_AreFollowedFromTheNextLookOn()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 9)));
        await release.RunUntilAsync(Start.AddDays(3));
        release.Redeploy(now => Next(DailyAt(now, 17)));
        await release.RunUntilAsync(Start.AddDays(6));
        Assert.All(release.LooksAfter(Start).Take(3), l => Assert.Equal(9, l.Hour));
        Assert.All(release.LooksAfter(Start.AddDays(4)), l => Assert.Equal(17, l.Hour));
    }

    [Fact]
    public async Task Deployment_WhileTheReviewRunsOnTheOldOne_ReplaysAndGoesOn()
    {
        var release = await StartedAsync(now => Next(DailyAt(now, 9)));
        release.Review.Duration = TimeSpan.FromSeconds(30);
        await release.RecordAsync(At(10));
        await release.RunUntilAsync(At(11).AddSeconds(10));
        release.Redeploy(now => Next(now.AddHours(1)));
        await release.RunUntilAsync(At(30));
        Assert.Equal([Start, At(11)], release.Looks);
        await release.RunUntilAsync(DailyAt(Start, 9).AddHours(2));
        Assert.Equal(DailyAt(Start, 9) + Jitter, release.Looks[2]);
        Assert.Equal(DailyAt(Start, 9).AddHours(1) + Jitter + Jitter, release.Looks[3]);
    }

    [Fact]
    public async Task Watch_StartedWithoutInput_LooksAtOnce()
    {
        var release = new WatchedRelease();
        await release.Durable.ScheduleAsync(nameof(WatchRelease), null, WatchId);
        await release.RunUntilAsync(At(1));
        Assert.Equal([Start], release.Looks);
    }
}
