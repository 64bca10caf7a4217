using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>
/// The watch in real time: at every beat, and at once when something comes in, the same step that is played in virtual time. It looks at the store and nothing else, so a crash, a late start or a clock that jumps loses nothing.
/// </summary>
public sealed partial class WakeLoop(Services services, Signal signal, TimeProvider time, ILogger<WakeLoop> log) : BackgroundService
{
    private const int UnderNewVersionsABeat = 200;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenProofs = TimeSpan.FromMinutes(5);
    private readonly AlertsOfPractitioners _alerts = new(services.Queries, services.Instruments);
    private Instant _proved;
    private DateOnly _today;

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
            await RunDailyAsync(now, cancellation);
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
        if (now < _proved.PlusSeconds((long)BetweenProofs.TotalSeconds) && now >= _proved) return;
        var proof = await services.Queries.ProveWatchAsync(now, cancellation);
        if (proof is { Unwatched: 0, Overdue: 0 }) LogProved(log, proof.Watched, proof.Unsent, proof.Held);
        else LogUnwatched(log, proof.Unwatched, proof.Overdue);
        var expired = await services.Cases.ExpireHeldAsync(now.PlusSeconds(-RecordEvents.HeldDays * Instant.Day), cancellation);
        if (expired > 0) LogExpired(log, expired);
        _proved = now;
    }

    private async Task RunDailyAsync(Instant now, CancellationToken cancellation)
    {
        if (LondonTime.Date(now) == _today) return;
        await _alerts.RunAsync(cancellation);
        var forgotten = await services.Forget.RunAsync(now, cancellation);
        if (forgotten > 0) LogForgotten(log, forgotten);
        _today = LondonTime.Date(now);
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} Trying again.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "Proof of watch: {Unwatched} releases unwatched, {Overdue} wakes overdue; started again.")]
    private static partial void LogUnwatched(ILogger log, long unwatched, long overdue);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, Message = "Proof of watch: {Watched} releases are watched; {Unsent} messages and {Held} events wait.")]
    private static partial void LogProved(ILogger log, long watched, long unsent, long held);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "{Expired} events were held for 400 days and their release never came; they are forgotten.")]
    private static partial void LogExpired(ILogger log, int expired);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information, Message = "{Forgotten} messages and decisions on tellings are forgotten: they are 400 days old, and nobody is watched whom they tell of.")]
    private static partial void LogForgotten(ILogger log, int forgotten);
}
