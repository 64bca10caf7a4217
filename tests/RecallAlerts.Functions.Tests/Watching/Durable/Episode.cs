using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>
/// A work item, as the dispatcher of DurableTask.Core handles it: all messages that wait for an instance are one episode; an execution that continues as new
/// runs again at once, with the events that came after its decision; the history that is stored is that of the last execution.
/// </summary>
internal sealed class Episode(VirtualInstance instance, Replay replay, VirtualQueue queue, Func<string> newExecutionId, Action continuing, InvocationCount total)
{
    private OrchestrationRuntimeState state = new([.. instance.History]);

    public void Run(DateTimeOffset now)
    {
        Begin(now);
        foreach (var message in instance.Inbox) Add(message);
        instance.Inbox.Clear();
        while (DecidesToContinueAsNew(now)) Count(c => c.ContinuedAsNew++);
        Store(now);
    }

    // Each episode begins later than the one before, if only by a tick: it was stored in between.
    private void Begin(DateTimeOffset now)
    {
        instance.LastEpisode = now.UtcDateTime > instance.LastEpisode ? now.UtcDateTime : instance.LastEpisode.AddTicks(1);
        Add(new OrchestratorStartedEvent(-1));
    }

    private bool DecidesToContinueAsNew(DateTimeOffset now)
    {
        Count(c => c.Episodes++);
        var actions = replay.Decide(state);
        var next = actions.OfType<OrchestrationCompleteOrchestratorAction>().SingleOrDefault(a => a.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew);
        foreach (var action in actions.Where(a => a != next)) Apply(action, now);
        if (next is null) End();
        else ContinueAsNew(next, now);
        return next is not null;
    }

    private void Apply(OrchestratorAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case ScheduleTaskOrchestratorAction a:
                var scheduled = Add(new TaskScheduledEvent(a.Id, a.Name!, a.Version, a.Input));
                queue.Send(now, new VirtualMessage.ToActivity(instance.Id, instance.ExecutionId, scheduled));
                break;
            case CreateTimerOrchestratorAction a:
                Add(new TimerCreatedEvent(a.Id, a.FireAt));
                Send(new DateTimeOffset(a.FireAt, TimeSpan.Zero) - queue.TimersEarlyBy, instance.Id, instance.ExecutionId, new TimerFiredEvent(-1, a.FireAt) { TimerId = a.Id });
                break;
            case SendEventOrchestratorAction a:
                Add(new EventSentEvent(a.Id) { InstanceId = a.Instance!.InstanceId, Name = a.EventName, Input = a.EventData });
                Send(now, a.Instance.InstanceId, null, new EventRaisedEvent(-1, a.EventData) { Name = a.EventName });
                break;
            case OrchestrationCompleteOrchestratorAction a:
                Add(new ExecutionCompletedEvent(a.Id, a.Result, a.OrchestrationStatus, a.FailureDetails));
                break;
        }
    }

    private void Send(DateTimeOffset at, string to, string? execution, HistoryEvent message) => queue.Send(at, new VirtualMessage.ToInstance(to, execution, message));

    private void ContinueAsNew(OrchestrationCompleteOrchestratorAction next, DateTimeOffset now)
    {
        continuing();
        var before = state.ExecutionStartedEvent!;
        instance.ExecutionId = newExecutionId();
        state = new OrchestrationRuntimeState();
        Begin(now);
        Add(Started(instance.Id, instance.ExecutionId, before.Name, next.NewVersion ?? before.Version, next.Result));
        foreach (var carried in next.CarryoverEvents) Add(carried);
        Add(new OrchestratorCompletedEvent(-1));
    }

    public static ExecutionStartedEvent Started(string id, string executionId, string name, string? version, string? input) => new(-1, input)
    {
        Name = name,
        Version = version,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = id, ExecutionId = executionId },
    };

    private void End()
    {
        if (state.Events[^1] is not OrchestratorCompletedEvent) Add(new OrchestratorCompletedEvent(-1));
    }

    private T Add<T>(T row)
        where T : HistoryEvent
    {
        row.Timestamp = instance.LastEpisode;
        state.AddEvent(row);
        return row;
    }

    private void Store(DateTimeOffset now)
    {
        instance.History = [.. state.Events];
        (instance.Status, instance.Input, instance.Output) = (state.OrchestrationStatus, state.Input, state.Output);
        (instance.Failure, instance.UpdatedAt) = (state.FailureDetails, now);
        Count(c => c.LargestHistory = Math.Max(c.LargestHistory, instance.History.Count));
    }

    private void Count(Action<InvocationCount> count)
    {
        count(instance.Count);
        count(total);
    }
}
