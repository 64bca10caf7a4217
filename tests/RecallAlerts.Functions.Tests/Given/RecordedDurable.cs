using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace RecallAlerts.Functions.Tests.Given;

/// <summary>A client that remembers what it was asked for.</summary>
internal sealed class RecordedDurable
{
    private readonly Mock<DurableTaskClient> _mock = new("test");

    public RecordedDurable()
    {
        _mock.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns((TaskName name, object? input, StartOrchestrationOptions? options, CancellationToken cancellation) => StartAsync(name, input, options!.InstanceId!, cancellation));
        _mock.Setup(c => c.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns((string id, string name, object? payload, CancellationToken cancellation) => RaiseAsync(id, name, payload, cancellation));
    }

    public DurableTaskClient Client => _mock.Object;

    public Mock<DurableTaskClient> Mock => _mock;

    /// <summary>Starts: name, id and input.</summary>
    public ConcurrentQueue<(string Name, string Id, object? Input)> Started { get; } = new();

    /// <summary>Events: id, name and payload.</summary>
    public ConcurrentQueue<(string Id, string Name, object? Payload)> Raised { get; } = new();

    public Exception? StartFailure { get; set; }

    public Exception? RaiseFailure { get; set; }

    private Task<string> StartAsync(TaskName name, object? input, string id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (StartFailure is not null) return Task.FromException<string>(StartFailure);
        Started.Enqueue((name.Name, id, input));
        return Task.FromResult(id);
    }

    private Task RaiseAsync(string id, string name, object? payload, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (RaiseFailure is not null) return Task.FromException(RaiseFailure);
        Raised.Enqueue((id, name, payload));
        return Task.CompletedTask;
    }
}
