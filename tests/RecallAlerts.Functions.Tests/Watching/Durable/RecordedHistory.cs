using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>A row of a history in a form that can be kept in a file and read.</summary>
internal sealed record RecordedRow(string Type, DateTime Timestamp, int EventId)
{
    public string? Name { get; init; }

    public string? Data { get; init; }

    public string? ExecutionId { get; init; }

    public string? InstanceId { get; init; }

    public int? RefersTo { get; init; }

    public DateTime? FireAt { get; init; }
}

/// <summary>Histories as files.</summary>
internal static class RecordedHistory
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<HistoryEvent> history) => JsonSerializer.Serialize(history.Select(Row), Options) + "\n";

    public static IReadOnlyList<HistoryEvent> Read(string json) => [.. JsonSerializer.Deserialize<RecordedRow[]>(json, Options)!.Select(Event)];

    /// <summary>A row; what the table holds of it beside kinds, names and numbers is its Data.</summary>
    public static RecordedRow Row(HistoryEvent e)
    {
        var row = new RecordedRow(e.EventType.ToString(), e.Timestamp, e.EventId);
        return e switch
        {
            ExecutionStartedEvent x => row with { Name = x.Name, Data = x.Input, InstanceId = x.OrchestrationInstance.InstanceId, ExecutionId = x.OrchestrationInstance.ExecutionId },
            TaskScheduledEvent x => row with { Name = x.Name, Data = x.Input },
            TaskCompletedEvent x => row with { RefersTo = x.TaskScheduledId, Data = x.Result },
            TaskFailedEvent x => row with { RefersTo = x.TaskScheduledId, Data = x.Reason },
            TimerCreatedEvent x => row with { FireAt = x.FireAt },
            TimerFiredEvent x => row with { RefersTo = x.TimerId, FireAt = x.FireAt },
            EventRaisedEvent x => row with { Name = x.Name, Data = x.Input },
            EventSentEvent x => row with { Name = x.Name, Data = x.Input, InstanceId = x.InstanceId },
            ExecutionCompletedEvent x => row with { Name = x.OrchestrationStatus.ToString(), Data = x.Result },
            ExecutionTerminatedEvent x => row with { Data = x.Input },
            _ => row,
        };
    }

    private static HistoryEvent Event(RecordedRow r)
    {
        HistoryEvent e = Enum.Parse<EventType>(r.Type) switch
        {
            EventType.ExecutionStarted => Episode.Started(r.InstanceId!, r.ExecutionId!, r.Name!, null, r.Data),
            EventType.TaskScheduled => new TaskScheduledEvent(r.EventId, r.Name!, null, r.Data),
            EventType.TaskCompleted => new TaskCompletedEvent(r.EventId, r.RefersTo!.Value, r.Data),
            EventType.TaskFailed => new TaskFailedEvent(r.EventId, r.RefersTo!.Value, r.Data, null, new FailureDetails("Failure", r.Data!, null, null, false)),
            EventType.TimerCreated => new TimerCreatedEvent(r.EventId, r.FireAt!.Value),
            EventType.TimerFired => new TimerFiredEvent(r.EventId, r.FireAt!.Value) { TimerId = r.RefersTo!.Value },
            EventType.EventRaised => new EventRaisedEvent(r.EventId, r.Data) { Name = r.Name },
            EventType.EventSent => new EventSentEvent(r.EventId) { InstanceId = r.InstanceId, Name = r.Name, Input = r.Data },
            EventType.OrchestratorStarted => new OrchestratorStartedEvent(r.EventId),
            EventType.OrchestratorCompleted => new OrchestratorCompletedEvent(r.EventId),
            _ => throw new NotSupportedException($"A history in flight has no {r.Type}."),
        };
        e.Timestamp = r.Timestamp;
        return e;
    }
}
