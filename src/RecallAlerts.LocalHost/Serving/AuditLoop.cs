using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Anchors the chains of the audit log at the start and each hour, and verifies them at the start and each night.</summary>
internal sealed partial class AuditLoop(Services services, TimeProvider time, ILogger<AuditLoop> log) : BackgroundService
{
    private const long BetweenAnchors = 3_600;
    private const int NightEndsAt = 3;
    private const int MostNamed = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private Instant _anchored;
    private DateOnly _verified;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(Instant.From(time.GetUtcNow()), stoppingToken);
            await Task.Delay(Beat, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(Instant now, CancellationToken cancellation)
    {
        try
        {
            await AnchorAsync(now, cancellation);
            await VerifyAsync(now, cancellation);
        }
        catch (StoreException e)
        {
            LogStoreProblem(log, e.Problem, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the next start anchors and verifies.
        }
    }

    private async Task AnchorAsync(Instant now, CancellationToken cancellation)
    {
        if (now < _anchored.PlusSeconds(BetweenAnchors) && now >= _anchored) return;
        var anchored = await services.Anchor.RunAsync(AnchorScope.All, now, cancellation);
        if (anchored.End is { } end) LogAnchored(log, anchored.Heads, end.Number, end.Hash);
        _anchored = now;
    }

    private async Task VerifyAsync(Instant now, CancellationToken cancellation)
    {
        var night = LondonTime.Date(now.PlusHours(-NightEndsAt));
        if (night == _verified) return;
        var report = await services.Verify.RunAsync(null, cancellation);
        if (report.Found == 0) LogWhole(log, report.Entries, report.Chains, report.Anchors);
        else LogBroken(log, report.Found, report.Entries, report.Chains, report.NamesOf(MostNamed));
        _verified = night;
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} The audit log waits to be anchored and verified.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);

    [LoggerMessage(EventId = 1302, Level = LogLevel.Information, Message = "{Heads} chains of the audit log were anchored. The chain of anchors ends at {Number}:{Hash}")]
    private static partial void LogAnchored(ILogger log, int heads, long number, string hash);

    [LoggerMessage(EventId = 1303, Level = LogLevel.Information, Message = "The audit log is whole: {Entries} entries in {Chains} chains, {Anchors} heads anchored.")]
    private static partial void LogWhole(ILogger log, long entries, long chains, long anchors);

    [LoggerMessage(EventId = 1304, Level = LogLevel.Error, Message = "The audit log was tampered with, or rows of it are lost: {Found} findings in {Entries} entries of {Chains} chains, such as {Findings}")]
    private static partial void LogBroken(ILogger log, long found, long entries, long chains, string findings);
}
