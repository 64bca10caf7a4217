using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>
/// The watch in real time: at every beat, and at once when something comes in, the same step that is played in virtual time. It looks at the store and nothing else, so a crash, a late start or a clock that jumps loses nothing.
/// </summary>
public sealed partial class WakeLoop(Services services, Signal signal, TimeProvider time, ILogger<WakeLoop> log) : BackgroundService
{
    private const int UnderNewVersionsABeat = 200;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private Instant _proved;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await TryStepAsync(stoppingToken) ? Beat : AfterFailure;
            await signal.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryStepAsync(CancellationToken cancellation)
    {
        try
        {
            var now = Instant.From(time.GetUtcNow());
            await services.Step.RunAsync(now, cancellation);
            await services.Step.RunUnderNewVersionsAsync(now, UnderNewVersionsABeat, cancellation);
            await services.Step.RunUnderNewClassifierAsync(now, UnderNewVersionsABeat, cancellation);
            await ProveAsync(now, cancellation);
            return true;
        }
        catch (StoreException e)
        {
            LogStoreProblem(log, e.Problem, e.Message);
            return false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return true;
        }
    }

    private async Task ProveAsync(Instant now, CancellationToken cancellation)
    {
        if (now < _proved.PlusHours(1) && now >= _proved) return;
        var proof = await services.Queries.ProveWatchAsync(now, cancellation);
        if (proof is not { Unwatched: 0, Overdue: 0 }) LogUnwatched(log, proof.Unwatched, proof.Overdue);
        var expired = await services.Cases.ExpireHeldAsync(now.PlusSeconds(-RecordEvents.HeldDays * Instant.Day), cancellation);
        if (expired > 0) LogExpired(log, expired);
        _proved = now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} Trying again.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Proof of watch: {Unwatched} releases unwatched, {Overdue} wakes overdue; started again.")]
    private static partial void LogUnwatched(ILogger log, long unwatched, long overdue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Expired} events were held for 400 days and their release never came; they are forgotten.")]
    private static partial void LogExpired(ILogger log, int expired);
}
