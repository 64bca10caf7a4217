using DurableTask.Core;
using DurableTask.Core.History;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>An instance of an orchestration, as its tables hold it.</summary>
public sealed class VirtualInstance
{
    internal VirtualInstance(string id, string name, string executionId, DateTimeOffset createdAt) =>
        (Id, Name, ExecutionId, CreatedAt, UpdatedAt) = (id, name, executionId, createdAt, createdAt);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The execution that is current: another after each ContinueAsNew.</summary>
    public string ExecutionId { get; internal set; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When its last episode ended.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>How it stands.</summary>
    public OrchestrationStatus Status { get; internal set; } = OrchestrationStatus.Pending;

    /// <summary>The input of the current execution, as JSON.</summary>
    public string? Input { get; internal set; }

    /// <summary>The output, as JSON; null while it runs.</summary>
    public string? Output { get; internal set; }

    /// <summary>Why it failed.</summary>
    public FailureDetails? Failure { get; internal set; }

    /// <summary>The rows of the current execution, as stored.</summary>
    public IReadOnlyList<HistoryEvent> History { get; internal set; } = [];

    /// <summary>Its invocations.</summary>
    public InvocationCount Count { get; } = new();

    /// <summary>Whether events and timers still reach it.</summary>
    public bool IsLive => Status is OrchestrationStatus.Pending or OrchestrationStatus.Running;

    internal List<HistoryEvent> Inbox { get; } = [];

    internal DateTime LastEpisode { get; set; }
}

/// <summary>What has been invoked, and how long histories became.</summary>
public sealed class InvocationCount
{
    /// <summary>Executions of an orchestrator, those after ContinueAsNew included.</summary>
    public int Episodes { get; internal set; }

    /// <summary>Runs of activities.</summary>
    public int Activities { get; internal set; }

    /// <summary>How often an execution continued as new.</summary>
    public int ContinuedAsNew { get; internal set; }

    /// <summary>The most rows that were ever stored of one execution.</summary>
    public int LargestHistory { get; internal set; }

    /// <summary>Function invocations.</summary>
    public int Invocations => Episodes + Activities;
}
