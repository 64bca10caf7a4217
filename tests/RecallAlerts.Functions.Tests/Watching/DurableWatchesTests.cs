using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Watching;

public sealed class DurableWatchesTests
{
    private const string WatchId = "5f2b8c1d9e0a4736b1c8d7e6f5a49382";

    private static readonly Instant At = Instant.Parse("2026-06-02T09:00:00Z");

    private readonly RecordedDurable _durable = new();

    private DurableWatches Watches => new(_durable.Client, NullLogger.Instance);

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 60)]
    public async Task Look_IsAnEventWithTheInstant(bool gathers, long seconds)
    {
        await Watches.LookAsync([new Look(WatchId, At, gathers)], CancellationToken.None);
        Assert.Equal([(WatchId, WatchRelease.FactsRecorded, (object?)At.PlusSeconds(seconds).ToDateTimeOffset())], _durable.Raised);
        Assert.Empty(_durable.Started);
    }

    [Theory]
    [InlineData(StatusCode.NotFound, 1)]
    [InlineData(StatusCode.FailedPrecondition, 1)]
    [InlineData(StatusCode.Unknown, 1)]
    [InlineData(StatusCode.Unavailable, 0)]
    [InlineData(StatusCode.DeadlineExceeded, 0)]
    public async Task Look_WhereNoWatchLives_StartsOne(StatusCode code, int started)
    {
        _durable.RaiseFailure = new RpcException(new Status(code, ""));
        await Watches.LookAsync([new Look(WatchId, At, Gathers: true)], CancellationToken.None);
        Assert.Equal(Enumerable.Repeat((nameof(WatchRelease), WatchId, (object?)null), started), _durable.Started);
    }

    [Fact]
    public async Task Forget_EndsTheWatchAndPurgesItsHistory()
    {
        await Watches.ForgetAsync([WatchId], CancellationToken.None);
        _durable.Mock.Verify(c => c.TerminateInstanceAsync(WatchId, It.IsAny<CancellationToken>()), Times.Once);
        _durable.Mock.Verify(c => c.PurgeInstanceAsync(WatchId, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.Unavailable)]
    public async Task Forget_OfAWatchThatIsNotThereOrOutOfReach_IsLeftToTheNight(StatusCode code)
    {
        _durable.Mock.Setup(c => c.TerminateInstanceAsync(WatchId, It.IsAny<CancellationToken>())).ThrowsAsync(new RpcException(new Status(code, "")));
        await Watches.ForgetAsync([WatchId], CancellationToken.None);
        _durable.Mock.Verify(c => c.PurgeInstanceAsync(WatchId, It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Start_OfAWatchThatLives_LeavesItAsItIs()
    {
        foreach (Exception failure in new Exception[] { new OrchestrationAlreadyExistsException(WatchId), new RpcException(new Status(StatusCode.AlreadyExists, "")) })
        {
            _durable.StartFailure = failure;
            await Watches.StartAsync([WatchId], CancellationToken.None);
        }

        Assert.Empty(_durable.Started);
    }

    [Fact]
    public async Task Start_OfMany_StartsEachOnce()
    {
        string[] ids = [.. Enumerable.Range(0, 500).Select(i => $"{i:x32}")];
        await Watches.StartAsync(ids, CancellationToken.None);
        Assert.Equal(ids, _durable.Started.Select(s => s.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cancelled_EndsTheWork()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Watches.StartAsync([WatchId], stop.Token));
    }
}
