using DurableTask.Core;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Grpc.Core;
using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>
/// A Durable host in virtual time: real orchestrators under the real context and the real replay, over histories and a queue that are kept here. What is sent
/// is delivered when time is let run; all that is due for an instance at one instant is one episode.
/// </summary>
public sealed class VirtualDurable(DateTimeOffset now)
{
    private readonly Dictionary<string, VirtualInstance> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VirtualActivity> activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly VirtualQueue queue = new();
    private readonly Replay replay = new();
    private long executions;

    /// <summary>Virtual time, UTC.</summary>
    public DateTimeOffset Now { get; private set; } = now;

    /// <summary>Virtual time, for what is run in it.</summary>
    public TimeProvider Time => field ??= new VirtualTime(this);

    /// <summary>All instances that were not purged, finished ones too, by id.</summary>
    public IReadOnlyDictionary<string, VirtualInstance> Instances => instances;

    /// <summary>The invocations of all instances, purged and restarted ones too.</summary>
    public InvocationCount Count { get; } = new();

    /// <summary>Messages that reached nobody: to an instance that is missing or finished, or to an execution that is over.</summary>
    public int Discarded { get; private set; }

    /// <summary>With what an event or an end to a missing or finished instance is refused: Unknown by the current host, NotFound or FailedPrecondition by others.</summary>
    public StatusCode RefusedWith { get; set; } = StatusCode.Unknown;

    /// <summary>How far the clock of the queue, which fires timers, is ahead of that of the orchestrators.</summary>
    public TimeSpan TimersEarlyBy { get => queue.TimersEarlyBy; set => queue.TimersEarlyBy = value; }

    /// <summary>Is told when an execution continues as new, before the next one runs.</summary>
    public Action<VirtualInstance>? Continuing { get; set; }

    /// <summary>Is told each instance whose history was stored.</summary>
    public Action<VirtualInstance>? Stored { get; set; }

    /// <summary>Registers an orchestrator; <typeparamref name="TInput"/> is what it takes by <c>GetInput</c>.</summary>
    public void RegisterOrchestrator<TInput>(string name, Func<TaskOrchestrationContext, Task<object?>> body) => replay.Register<TInput>(name, body);

    /// <summary>Registers an orchestrator without an output.</summary>
    public void RegisterOrchestrator<TInput>(string name, Func<TaskOrchestrationContext, Task> body) => replay.Register<TInput>(name, async context =>
    {
        await body(context);
        return null;
    });

    /// <summary>Registers an activity whose input is a string. Registered again, it is another deployment.</summary>
    public VirtualActivity RegisterActivity(string name, Func<string, Task<object?>> body) => activities[name] = new VirtualActivity(name, body);

    /// <summary>Starts an instance. Throws <see cref="OrchestrationAlreadyExistsException"/> when one of that id is live; a finished one is replaced.</summary>
    public Task<string> ScheduleAsync(string name, object? input, string instanceId)
    {
        if (instances.TryGetValue(instanceId, out var old) && old.IsLive) throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {instanceId} already exists.");
        var instance = instances[instanceId] = new VirtualInstance(instanceId, name, NewExecutionId(), Now) { Input = FunctionsWorker.Converter.Serialize(input) };
        Send(instance.Id, instance.ExecutionId, Episode.Started(instance.Id, instance.ExecutionId, name, null, instance.Input));
        return Task.FromResult(instanceId);
    }

    /// <summary>Raises an event, which arrives now or at a later instant. Throws <see cref="RpcException"/> when the instance is missing or finished.</summary>
    public Task RaiseEventAsync(string instanceId, string eventName, object? payload, DateTimeOffset? arrivesAt = null)
    {
        MustBeLive(instanceId);
        var raised = new EventRaisedEvent(-1, FunctionsWorker.Converter.Serialize(payload)) { Name = eventName };
        queue.Send(arrivesAt ?? Now, new VirtualMessage.ToInstance(instanceId, null, raised));
        return Task.CompletedTask;
    }

    /// <summary>Ends an instance now. Throws <see cref="RpcException"/> when the instance is missing or finished.</summary>
    public Task TerminateAsync(string instanceId, object? output = null)
    {
        MustBeLive(instanceId);
        Send(instanceId, null, new ExecutionTerminatedEvent(-1, FunctionsWorker.Converter.Serialize(output)));
        return Task.CompletedTask;
    }

    /// <summary>Removes a finished instance; whether there was one.</summary>
    public bool Purge(string instanceId) => instances.TryGetValue(instanceId, out var instance) && !instance.IsLive && instances.Remove(instanceId);

    /// <summary>Lets time run until an instant, that instant included.</summary>
    public async Task RunUntilAsync(DateTimeOffset until, CancellationToken cancellation = default)
    {
        while (queue.NextAt is { } next && next <= until)
        {
            cancellation.ThrowIfCancellationRequested();
            Now = next > Now ? next : Now;
            await TurnAsync();
        }

        Now = until > Now ? until : Now;
    }

    /// <summary>Throws when the orchestrator, as it is registered now, decides otherwise than a history says that it decided.</summary>
    internal void MustReplay(IReadOnlyList<HistoryEvent> history) => Decisions.MustAgree(Decisions.In(history), replay.Decided(history));

    /// <summary>Takes over an instance in flight from its history: its timers are still to fire, its activities still to run.</summary>
    internal VirtualInstance Restore(IReadOnlyList<HistoryEvent> history)
    {
        var started = history.OfType<ExecutionStartedEvent>().Single();
        var (id, execution) = (started.OrchestrationInstance.InstanceId, started.OrchestrationInstance.ExecutionId);
        var instance = instances[id] = new VirtualInstance(id, started.Name!, execution, Now) { History = history, Status = OrchestrationStatus.Running, Input = started.Input };
        instance.LastEpisode = history.Max(e => e.Timestamp);
        foreach (var timer in history.OfType<TimerCreatedEvent>().Where(t => history.OfType<TimerFiredEvent>().All(f => f.TimerId != t.EventId)))
        {
            queue.Send(new DateTimeOffset(timer.FireAt, TimeSpan.Zero), new VirtualMessage.ToInstance(id, execution, new TimerFiredEvent(-1, timer.FireAt) { TimerId = timer.EventId }));
        }

        foreach (var task in history.OfType<TaskScheduledEvent>().Where(t => !history.Any(e => Answers(e, t)))) queue.Send(Now, new VirtualMessage.ToActivity(id, execution, task));
        return instance;
    }

    private static bool Answers(HistoryEvent row, TaskScheduledEvent task) =>
        (row is TaskCompletedEvent done && done.TaskScheduledId == task.EventId) || (row is TaskFailedEvent failed && failed.TaskScheduledId == task.EventId);

    private async Task TurnAsync()
    {
        var woken = new List<VirtualInstance>();
        foreach (var message in queue.TakeDue(Now))
        {
            if (message is VirtualMessage.ToActivity run) await RunAsync(run);
            else if (message is VirtualMessage.ToInstance to && Deliver(to) is { } instance && !woken.Contains(instance)) woken.Add(instance);
        }

        foreach (var instance in woken)
        {
            new Episode(instance, replay, queue, NewExecutionId, () => Continuing?.Invoke(instance), Count).Run(Now);
            Stored?.Invoke(instance);
        }
    }

    private VirtualInstance? Deliver(VirtualMessage.ToInstance to)
    {
        var instance = instances.GetValueOrDefault(to.InstanceId);
        var reaches = instance is { IsLive: true } && (to.ExecutionId ?? instance.ExecutionId) == instance.ExecutionId;
        if (reaches) instance!.Inbox.Add(to.Event);
        else Discarded++;
        return reaches ? instance : null;
    }

    private async Task RunAsync(VirtualMessage.ToActivity run)
    {
        var activity = activities[run.Event.Name!];
        Count.Activities++;
        if (instances.TryGetValue(run.InstanceId, out var instance)) instance.Count.Activities++;
        var answer = await activity.RunAsync(new OrchestrationInstance { InstanceId = run.InstanceId, ExecutionId = run.ExecutionId }, run.Event);
        queue.Send(Now + activity.Duration, new VirtualMessage.ToInstance(run.InstanceId, run.ExecutionId, answer));
    }

    private void Send(string instanceId, string? executionId, HistoryEvent message) => queue.Send(Now, new VirtualMessage.ToInstance(instanceId, executionId, message));

    private void MustBeLive(string instanceId)
    {
        if (!instances.TryGetValue(instanceId, out var instance) || !instance.IsLive) throw new RpcException(new Status(RefusedWith, "Exception was thrown by handler."));
    }

    private string NewExecutionId() => $"{++executions:x32}";

    private sealed class VirtualTime(VirtualDurable durable) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => durable.Now;
    }
}
