using Moq;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class PolicyTrialTests
{
    private static readonly DateOnly Day = new(2026, 6, 2);
    private readonly Mock<ICaseStore> _store = new();
    private readonly Mock<IStoredTimelines> _timelines = new();
    private readonly TaskCompletionSource _through = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _playing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PolicyTrialTests()
    {
        ReleaseId[] two = [new("X000001-20260602"), new("X000002-20260602")];
        _store.Setup(s => s.ReleasedBetweenAsync(It.IsAny<Instant>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>())).ReturnsAsync(two);
        _timelines.Setup(t => t.LastRecordedAtAsync(It.IsAny<CancellationToken>())).ReturnsAsync(T0);
        _timelines.Setup(t => t.ReadAsync(It.IsAny<IReadOnlyList<ReleaseId>>(), It.IsAny<CancellationToken>())).ReturnsAsync([Timeline(Release(), T0), Timeline(Release("X000002"), T0)]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Run_OverTheMostReleases_PlaysNothing(int most, bool isPlayed)
    {
        _through.SetResult();
        var outcome = await RunAsync(Trial(most));
        if (isPlayed) Assert.Equal(2, Assert.IsType<TrialOutcome.Compared>(outcome).Comparison.Cohort.Releases);
        else Assert.Equal(2, Assert.IsType<TrialOutcome.TooMany>(outcome).Releases);
        Assert.Equal(isPlayed, _playing.Task.IsCompleted);
    }

    [Fact]
    public async Task Run_OverTheLongestTime_Ends() => Assert.IsType<TrialOutcome.TookTooLong>(await RunAsync(Trial(2, TimeSpan.FromMilliseconds(20))));

    [Fact]
    public async Task Run_WhileAnotherIsUnderWay_IsBusyAndThenNot()
    {
        var trial = Trial(2);
        var first = RunAsync(trial);
        await _playing.Task;
        Assert.IsType<TrialOutcome.Busy>(await RunAsync(trial));
        _through.SetResult();
        Assert.IsType<TrialOutcome.Compared>(await first);
        Assert.IsType<TrialOutcome.Compared>(await RunAsync(trial));
    }

    [Fact]
    public async Task Run_ThatIsCancelled_SaysSo()
    {
        using var stop = new CancellationTokenSource();
        var trial = Trial(2);
        var run = RunAsync(trial, stop.Token);
        await _playing.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static Task<TrialOutcome> RunAsync(PolicyTrial trial, CancellationToken cancellation = default) =>
        trial.RunAsync(Day, Day, PolicyDocument.Default, PolicyDocument.Load("""{"version":"other"}"""), cancellation);

    private PolicyTrial Trial(int most, TimeSpan? longest = null) => new(
        _store.Object, new ComparePolicies(_store.Object, _timelines.Object, BankHolidays.Default, PlayAsync), new TrialLimits(most, longest ?? TimeSpan.FromMinutes(5)), TimeProvider.System);

    private async Task<PlayedBatch> PlayAsync(PolicySet policies, IReadOnlyList<PlayLine> lines, IReadOnlyList<ReleaseId> releases, Instant until, CancellationToken cancellation)
    {
        _playing.TrySetResult();
        await _through.Task.WaitAsync(cancellation);
        return new PlayedBatch([.. releases.Select(_ => Array.Empty<Domain.Recalls.AlertMoment>())], new Dictionary<string, long>());
    }
}
