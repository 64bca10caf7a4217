using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Azure.Tables.Recalls;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// Compares the indexes with the cases, each night, and makes anew what does not agree. Run by hand after a restore (infra/README.md). Others may write meanwhile; a run that is
/// cut short is made up for by the next.
/// </summary>
/// <param name="index">The index of cases.</param>
/// <param name="recalls">That of recalls and narratives.</param>
/// <param name="log">Where the figures go.</param>
public sealed partial class RebuildIndexes(RebuildIndex index, RebuildRecalls recalls, ILogger<RebuildIndexes> log)
{
    /// <summary>Runs at night, before what has served is removed.</summary>
    [Function(nameof(RebuildIndexes))]
    public async Task RunAsync([TimerTrigger("0 0 2 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var releases = await index.RunAsync(cancellation);
        var recalled = await recalls.RunAsync(cancellation);
        LogRebuilt(log, releases, recalled, await recalls.RemoveOutdatedAsync(cancellation));
    }

    [LoggerMessage(EventId = 2207, Level = LogLevel.Information, Message = "The indexes of {Releases} releases, {Recalled} of them recalled, agree with their cases; {Removed} outdated rows were removed.")]
    private static partial void LogRebuilt(ILogger log, int releases, int recalled, int removed);
}
