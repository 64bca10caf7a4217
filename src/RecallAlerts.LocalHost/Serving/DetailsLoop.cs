using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.CaseDetails;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Asks for the details of held HMPPS events at every beat. Apart from the watch, so that a source that hangs delays registrations and nothing else.</summary>
internal sealed partial class DetailsLoop : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly ICaseDetails _details;
    private readonly RetryHeldEnvelopes _retry;
    private readonly Signal _signal;
    private readonly TimeProvider _time;
    private readonly ILogger<DetailsLoop> _log;

    public DetailsLoop(Services services, CaseDetailsOptions? options, Signal signal, TimeProvider time, ILogger<DetailsLoop> log)
    {
        // The client waits in real time: the clock of a test may stand.
        _details = options is null ? new NoCaseDetails() : new HttpCaseDetails(options, TimeProvider.System);
        _retry = new RetryHeldEnvelopes(services.Held, _details, services.Cases, services.Record, RetryPauses.Default, services.People);
        (_signal, _time, _log) = (signal, time, log);
    }

    public override void Dispose()
    {
        (_details as IDisposable)?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryRetryAsync(stoppingToken);
            await Task.Delay(Beat, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryRetryAsync(CancellationToken cancellation)
    {
        try
        {
            var counts = await _retry.RunAsync(Instant.From(_time.GetUtcNow()), cancellation);
            if (counts.Applied > 0) _signal.Set();
        }
        catch (StoreException e)
        {
            LogStoreProblem(_log, e.Problem, e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: what was not applied stays held.
        }
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "The store has a problem ({Problem}): {Reason} Held events wait.")]
    private static partial void LogStoreProblem(ILogger log, StoreProblem problem, string reason);
}
