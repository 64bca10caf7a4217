using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Empties the outbox at every beat. Apart from the watch, so that a service that hangs delays messages and nothing else.</summary>
internal sealed partial class SendLoop(Outgoing outgoing, TimeProvider time, ILogger<SendLoop> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TrySendAsync(stoppingToken);
            await Task.Delay(Beat, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TrySendAsync(CancellationToken cancellation)
    {
        try
        {
            var counts = await outgoing.RunAsync(Instant.From(time.GetUtcNow()), cancellation);
            if (counts != Application.Messages.SendCounts.None) LogSent(log, counts.Sent, counts.Failed);
        }
        catch (StoreException e)
        {
            LogStoreProblem(log, e.Problem, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: what has not left stays in the outbox.
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} Messages wait.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "{Sent} messages have left, {Failed} stay and are tried again.")]
    private static partial void LogSent(ILogger log, int sent, int failed);
}
