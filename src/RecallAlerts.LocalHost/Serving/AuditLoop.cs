using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Anchors the chains of the audit log at the start and each hour.</summary>
internal sealed partial class AuditLoop(Services services, TimeProvider time, ILogger<AuditLoop> log) : BackgroundService
{
    private const long BetweenAnchors = 3_600;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private Instant _anchored;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAnchorAsync(Instant.From(time.GetUtcNow()), stoppingToken);
            await Task.Delay(Beat, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAnchorAsync(Instant now, CancellationToken cancellation)
    {
        if (now < _anchored.PlusSeconds(BetweenAnchors) && now >= _anchored) return;
        try
        {
            var anchored = await services.Anchor.RunAsync(AnchorScope.All, now, cancellation);
            if (anchored.End is { } end) LogAnchored(log, anchored.Heads, end.Number, end.Hash);
            _anchored = now;
        }
        catch (StoreException e)
        {
            LogStoreProblem(log, e.Problem, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the next start anchors.
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} The audit log waits for its anchor.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Information, Message = "{Heads} chains of the audit log were anchored. The chain of anchors ends at {Number}:{Hash}")]
    private static partial void LogAnchored(ILogger log, int heads, long number, string hash);
}
