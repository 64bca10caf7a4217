using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Audit;

/// <summary>
/// Anchors the chains of the audit log: each hour those of programs and of releases that somebody acted on, each night also those to which only facts came. The head of the chain of
/// anchors goes to the log: kept there, out of reach of who can write to the store, it shows whether that chain itself was cut off or written anew.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where the head goes.</param>
public sealed partial class AnchorAudit(UseCases useCases, TimeProvider time, ILogger<AnchorAudit> log)
{
    /// <summary>Runs at seventeen minutes past, when nothing else of the day falls due.</summary>
    [Function(nameof(AnchorAudit))]
    public Task RunAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellation) => AnchorAsync(AnchorScope.Changed, cancellation);

    /// <summary>Runs at night, when the indexes were compared with the cases.</summary>
    [Function("AnchorAllAudit")]
    public Task RunAllAsync([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellation) => AnchorAsync(AnchorScope.All, cancellation);

    private async Task AnchorAsync(AnchorScope scope, CancellationToken cancellation)
    {
        var anchored = await useCases.Anchor.RunAsync(scope, Instant.From(time.GetUtcNow()), cancellation);
        if (anchored.End is { } end) LogAnchored(log, anchored.Heads, end.Number, end.Hash);
    }

    [LoggerMessage(EventId = 2208, Level = LogLevel.Information, Message = "{Heads} chains of the audit log were anchored. The chain of anchors ends at {Number}:{Hash}")]
    private static partial void LogAnchored(ILogger log, int heads, long number, string hash);
}
