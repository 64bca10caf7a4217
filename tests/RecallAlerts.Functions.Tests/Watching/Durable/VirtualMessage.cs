using DurableTask.Core.History;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>Something that happens at an instant; of one instant, in the order in which it was sent.</summary>
internal abstract record VirtualMessage(string InstanceId)
{
    /// <summary>A message to an instance; without an execution, to whichever is current.</summary>
    public sealed record ToInstance(string InstanceId, string? ExecutionId, HistoryEvent Event) : VirtualMessage(InstanceId);

    /// <summary>An activity to be run for an execution.</summary>
    public sealed record ToActivity(string InstanceId, string ExecutionId, TaskScheduledEvent Event) : VirtualMessage(InstanceId);
}

/// <summary>What waits to happen.</summary>
internal sealed class VirtualQueue
{
    private readonly PriorityQueue<VirtualMessage, (DateTimeOffset At, long Number)> waiting = new();
    private long number;

    /// <summary>How far the clock that fires timers is ahead of the orchestrators'.</summary>
    public TimeSpan TimersEarlyBy { get; set; }

    public DateTimeOffset? NextAt => waiting.TryPeek(out _, out var next) ? next.At : null;

    public void Send(DateTimeOffset at, VirtualMessage message) => waiting.Enqueue(message, (at, number++));

    public IReadOnlyList<VirtualMessage> TakeDue(DateTimeOffset now)
    {
        var due = new List<VirtualMessage>();
        while (NextAt <= now) due.Add(waiting.Dequeue());
        return due;
    }
}
