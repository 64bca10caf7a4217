using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Functions.Exporting;

/// <summary>
/// Makes exports that are too large to be waited for, one after the other, on one instance: a timer runs on one only, and apart from what watches. What a run does
/// not end, because it failed or the platform stopped it, the next begins anew.
/// </summary>
/// <param name="maker">Makes exports.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where the figures go.</param>
public sealed partial class MakeExports(ExportMaker maker, TimeProvider time, ILogger<MakeExports> log)
{
    // With the longest time of one export it is less than a function may run (host.json).
    internal static readonly TimeSpan Begins = TimeSpan.FromMinutes(5);

    /// <summary>Runs each minute, at its half.</summary>
    [Function(nameof(MakeExports))]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var made = await maker.RunAsync(Instant.From(time.GetUtcNow() + Begins), cancellation);
        if (made > 0) LogMade(log, made);
    }

    [LoggerMessage(EventId = 2212, Level = LogLevel.Information, Message = "{Made} exports were made.")]
    private static partial void LogMade(ILogger log, int made);
}
