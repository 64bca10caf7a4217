using Microsoft.DurableTask.Client;
using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Watching;

public sealed class ReconcileWatchesTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Watch_ThatDidNotLook_IsStartedAndToldAndShows()
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        _app.Durable.Started.Clear();
        _app.Clock.Now = (await _app.CaseAsync()).NextWake!.Value.PlusSeconds(301);
        await ReconcileAsync(_app);
        Assert.Equal([_app.WatchId], _app.Durable.Started.Select(s => s.Id));
        Assert.Equal([_app.WatchId], _app.Durable.Raised.Select(s => s.Id));
        Assert.Contains(_app.Logs.Lines, l => l.StartsWith("Error Proof of watch: 1 watched, 0 unwatched, 1 overdue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_ThatIsInTime_IsLeftAlone()
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        _app.Durable.Started.Clear();
        await ReconcileAsync(_app);
        Assert.Empty(_app.Durable.Started);
        Assert.Contains(_app.Logs.Lines, l => l.StartsWith("Information Proof of watch: 1 watched, 0 unwatched, 0 overdue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Release_ReviewedUnderOtherVersions_IsToldToLook()
    {
        var cases = new Mock<ICaseStore>();
        cases.Setup(s => s.DueAsync(It.IsAny<Instant>(), It.IsAny<int>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        cases.Setup(s => s.ReviewedUnderOtherAsync(It.IsAny<string>(), It.IsAny<int>(), It.IsAny<CancellationToken>())).ReturnsAsync([new ReleaseId(Sent.ReleaseId)]);
        await using var app = new App(s => s with { Cases = cases.Object });
        await ReconcileAsync(app);
        Assert.Equal([(app.WatchId, WatchRelease.FactsRecorded, (object?)App.Start.ToDateTimeOffset())], app.Durable.Raised);
    }

    [Fact]
    public async Task Histories_OfWatchesThatEndedAWeekAgo_ArePurged()
    {
        OrchestrationMetadata Ended(string id, Instant at) => new(nameof(WatchRelease), id) { RuntimeStatus = OrchestrationRuntimeStatus.Completed, LastUpdatedAt = at.ToDateTimeOffset() };
        OrchestrationQuery? asked = null;
        _app.Durable.Mock.Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>())).Callback((OrchestrationQuery? q) => asked = q)
            .Returns(Pages(Ended("old", App.Start.PlusSeconds((-7 * Instant.Day) - 1)), Ended("new", App.Start.PlusSeconds(-7 * Instant.Day))));
        _app.Durable.Mock.Setup(c => c.PurgeInstanceAsync("old", It.IsAny<PurgeInstanceOptions?>(), It.IsAny<CancellationToken>())).ReturnsAsync(new PurgeResult(1));
        await new PurgeEndedWatches(_app.UseCases, _app.Clock, _app.Logs.Of<PurgeEndedWatches>()).RunAsync(new(), _app.Durable.Client, CancellationToken.None);
        _app.Durable.Mock.Verify(c => c.PurgeInstanceAsync(It.IsAny<string>(), It.IsAny<PurgeInstanceOptions?>(), It.IsAny<CancellationToken>()), Times.Once);
        Assert.False(asked!.FetchInputsAndOutputs);
        Assert.DoesNotContain(OrchestrationRuntimeStatus.Running, asked.Statuses!);
        Assert.Contains(_app.Logs.Lines, l => l.Contains("0 narratives were deleted and 1 histories", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(399, 1)]
    [InlineData(400, 0)]
    [InlineData(401, 0)]
    public async Task HeldEvents_AreForgottenAfter400Days(int days, int held)
    {
        await _app.IngestAsync(Sent.Homeless());
        _app.Durable.Mock.Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>())).Returns(Pages());
        _app.Clock.Now = App.Start.PlusSeconds((days * Instant.Day) + (days == 400 ? 1 : 0));
        await new PurgeEndedWatches(_app.UseCases, _app.Clock, _app.Logs.Of<PurgeEndedWatches>()).RunAsync(new(), _app.Durable.Client, CancellationToken.None);
        Assert.Equal(held, (await _app.UseCases.Stores.Queries.ProveWatchAsync(_app.Clock.Now, CancellationToken.None)).Held);
    }

    // Before the watch has ended nothing is forgotten, however old it is.
    [Theory]
    [InlineData(399, true, 1)]
    [InlineData(401, true, 0)]
    [InlineData(401, false, 1)]
    public async Task Messages_AreForgotten400DaysAfterTheyLeft(int days, bool isEnded, int left)
    {
        await _app.TellAsync();
        await _app.SweepAsync();
        foreach (var message in _app.Handed.ToArray()) await _app.Dispatch.ImmediateAsync(App.Received(message), _app.Actions, CancellationToken.None);
        Assert.NotNull(Assert.Single(await _app.UseCases.Stores.Queries.AllMessagesAsync(CancellationToken.None)).SentAt);
        _app.Clock.Now = App.Start.PlusSeconds(days * Instant.Day);
        if (isEnded) await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        _app.Durable.Mock.Setup(c => c.GetAllInstancesAsync(It.IsAny<OrchestrationQuery?>())).Returns(Pages());
        await new PurgeEndedWatches(_app.UseCases, _app.Clock, _app.Logs.Of<PurgeEndedWatches>()).RunAsync(new(), _app.Durable.Client, CancellationToken.None);
        Assert.Equal(left, (await _app.UseCases.Stores.Queries.AllMessagesAsync(CancellationToken.None)).Count);
        Assert.Equal(left == 0, _app.Logs.Lines.Any(l => l.Contains("messages and decisions on tellings are forgotten", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Figures_HaveTheNamesThatAlarmsAskFor()
    {
        var recorded = new System.Collections.Concurrent.ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new System.Diagnostics.Metrics.MeterListener { InstrumentPublished = (i, l) => { if (i.Meter == _app.UseCases.Instruments.Meter) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => recorded[i.Name] = value);
        listener.Start();
        await ReconcileAsync(_app);
        await _app.SweepAsync();
        Assert.Superset(new HashSet<string>(["recallalerts.watch.unwatched", "recallalerts.outbox.failing", "recallalerts.outbox.oldest_seconds"]), recorded.Keys.ToHashSet(StringComparer.Ordinal));
    }

    private static Microsoft.DurableTask.AsyncPageable<OrchestrationMetadata> Pages(params OrchestrationMetadata[] instances) =>
        Microsoft.DurableTask.Pageable.Create<OrchestrationMetadata>((_, _) => Task.FromResult(new Microsoft.DurableTask.Page<OrchestrationMetadata>(instances)));

    private static Task ReconcileAsync(App app) =>
        new ReconcileWatches(app.UseCases, app.Clock, app.Logs.Of<ReconcileWatches>()).RunAsync(new(), app.Durable.Client, CancellationToken.None);
}
