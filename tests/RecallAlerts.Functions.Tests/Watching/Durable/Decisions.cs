using DurableTask.Core.Command;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>Decisions of an orchestrator as text, in full: the SDK compares only kinds and names, here a timer's instant and an input count too.</summary>
internal static class Decisions
{
    /// <summary>The decisions among the rows of a history, in their order.</summary>
    public static IEnumerable<string> In(IEnumerable<HistoryEvent> history) => history.Select(Of).OfType<string>();

    /// <summary>Whether a row is a decision, not something that happened.</summary>
    public static bool IsOne(HistoryEvent row) => row is TaskScheduledEvent or TimerCreatedEvent or EventSentEvent or ExecutionCompletedEvent;

    /// <summary>An action as text.</summary>
    public static string Of(OrchestratorAction action) => action switch
    {
        ScheduleTaskOrchestratorAction a => $"{a.Id} activity {a.Name} {a.Input}",
        CreateTimerOrchestratorAction a => $"{a.Id} timer {a.FireAt:O}",
        SendEventOrchestratorAction a => $"{a.Id} event {a.Instance?.InstanceId} {a.EventName} {a.EventData}",
        OrchestrationCompleteOrchestratorAction a => $"{a.Id} {a.OrchestrationStatus} {a.Result}",
        _ => throw new NotSupportedException($"The harness knows no {action.GetType().Name}."),
    };

    /// <summary>Throws when what a replay decides is not what was decided.</summary>
    public static void MustAgree(IEnumerable<string> decided, IEnumerable<string> replayed)
    {
        var (was, isNow) = (string.Join('\n', decided), string.Join('\n', replayed));
        if (was != isNow) throw new NonDeterministicOrchestrationException($"Decided was\n{was}\nand a replay from the start decides\n{isNow}");
    }

    private static string? Of(HistoryEvent row) => row switch
    {
        TaskScheduledEvent e => $"{e.EventId} activity {e.Name} {e.Input}",
        TimerCreatedEvent e => $"{e.EventId} timer {e.FireAt:O}",
        EventSentEvent e => $"{e.EventId} event {e.InstanceId} {e.Name} {e.Input}",
        ExecutionCompletedEvent e => $"{e.EventId} {e.OrchestrationStatus} {e.Result}",
        _ => null,
    };
}
