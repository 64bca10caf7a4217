using Microsoft.Extensions.Logging;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// What the history of a watch keeps of a failure: its kind. The text of another exception may hold what was being read, and a history is kept for months.
/// </summary>
public sealed partial class LookFailedException : Exception
{
    private LookFailedException(string kind)
        : base($"The activity failed ({kind}); the log has where.")
    {
    }

    /// <summary>Runs an activity; whatever goes wrong is logged by kind and place, and thrown on by kind.</summary>
    internal static async Task<T> GuardAsync<T>(Task<T> run, string watchId, ILogger log)
    {
        await GuardAsync((Task)run, watchId, log);
        return await run;
    }

    /// <summary>The same for an activity that answers nothing.</summary>
    internal static async Task GuardAsync(Task run, string watchId, ILogger log)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompletedSuccessfully) return;
        if (run.IsCanceled) throw new OperationCanceledException();
        var failure = run.Exception!.InnerException!;
        LogFailed(log, watchId, failure.GetType().Name, failure.StackTrace);
        throw new LookFailedException(failure.GetType().Name);
    }

    [LoggerMessage(EventId = 2206, Level = LogLevel.Error, Message = "Watch {WatchId}: the activity failed ({Kind}) at{Trace}")]
    private static partial void LogFailed(ILogger log, string watchId, string kind, string? trace);
}
