using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// Counts the rows that this execution will have in the history table when the current episode ends. Replayed, it counts the same. Each message that is taken
/// and each decision is a row; an episode begins and ends with one.
/// </summary>
internal sealed class HistoryRows(TaskOrchestrationContext context)
{
    // Under 30, the table's sentinel included; when the watch ends, its last row has room in place of the sentinel.
    private const int Most = 29;

    // The table's sentinel, OrchestratorStarted, ExecutionStarted, and an OrchestratorCompleted of the execution before and of the first episode.
    private const int AtStart = 5;
    private const int OfEpisode = 2;

    // While a look runs the history cannot be cut, so that there must be room for a look and an event that arrives meanwhile.
    private const int OfEventInLook = OfEpisode + 1;

    private int _count = AtStart;

    // Two episodes never begin at the same instant: one is stored before the next begins.
    private DateTime _episode = context.CurrentUtcDateTime;

    /// <summary>Whether a look can begin.</summary>
    public bool HaveRoomForLook => _count + 1 + OfEventInLook <= Most;

    /// <summary>Whether it can be waited, setting a timer or not.</summary>
    public bool HaveRoomForWait(bool withTimer) => _count + (withTimer ? 1 : 0) <= Most;

    /// <summary>A message was taken, or an action decided.</summary>
    public void Add()
    {
        if (context.CurrentUtcDateTime != _episode) _count += OfEpisode;
        _episode = context.CurrentUtcDateTime;
        _count++;
    }
}
