using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Watching;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// The watches as durable orchestrations, the watchId being the id of the instance. What cannot be told is left to the sweep: the store knows what waits, so a signal
/// that fails must not fail what was recorded.
/// </summary>
/// <param name="client">The client of this invocation.</param>
/// <param name="log">Where it is said what is left to the sweep.</param>
public sealed partial class DurableWatches(DurableTaskClient client, ILogger log) : IWatches
{
    /// <summary>Seconds for which facts are gathered, from the first that waits.</summary>
    public const long GatheringSeconds = 60;

    private const int Together = 16;

    /// <inheritdoc />
    public Task StartAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) =>
        Parallel.ForEachAsync(watchIds, Options(cancellation), async (watchId, c) => await StartAsync(watchId, c));

    /// <inheritdoc />
    public Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) =>
        Parallel.ForEachAsync(looks, Options(cancellation), async (look, c) => await LookAsync(look, c));

    /// <inheritdoc />
    public Task ForgetAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) =>
        Parallel.ForEachAsync(watchIds, Options(cancellation), async (watchId, c) => await ForgetAsync(watchId, c));

    private static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = Together, CancellationToken = cancellation };

    // An id that lives is refused, one that has ended is started anew: that is the host's default (overridableExistingInstanceStates).
    private async Task StartAsync(string watchId, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(WatchRelease), input: null, new StartOrchestrationOptions(watchId), cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It is watched.
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.AlreadyExists)
        {
            // It is watched.
        }
        catch (RpcException e)
        {
            LogLeft(log, watchId, "started", e.StatusCode);
        }
    }

    private async Task LookAsync(Look look, CancellationToken cancellation)
    {
        var at = (look.Gathers ? look.At.PlusSeconds(GatheringSeconds) : look.At).ToDateTimeOffset();
        try
        {
            await client.RaiseEventAsync(look.WatchId, WatchRelease.FactsRecorded, at, cancellation);
        }
        catch (RpcException e) when (IsNotThere(e.StatusCode))
        {
            await StartAsync(look.WatchId, cancellation);
        }
        catch (RpcException e)
        {
            LogLeft(log, look.WatchId, "told", e.StatusCode);
        }
    }

    // A history holds the watchId and instants. What has not ended yet when it is to be purged is purged with other ended watches.
    private async Task ForgetAsync(string watchId, CancellationToken cancellation)
    {
        try
        {
            await client.TerminateInstanceAsync(watchId, cancellation);
            await client.PurgeInstanceAsync(watchId, cancellation);
        }
        catch (RpcException e) when (IsNotThere(e.StatusCode))
        {
            // It is not watched.
        }
        catch (RpcException e)
        {
            LogLeft(log, watchId, "ended", e.StatusCode);
        }
    }

    // Versions of the host differ in how they say that an instance is not there, or has ended.
    private static bool IsNotThere(StatusCode code) => code is StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.Unknown;

    [LoggerMessage(EventId = 2205, Level = LogLevel.Warning, Message = "Watch {WatchId} could not be {Told} ({Status}); the sweep will find it.")]
    private static partial void LogLeft(ILogger log, string watchId, string told, StatusCode status);
}
