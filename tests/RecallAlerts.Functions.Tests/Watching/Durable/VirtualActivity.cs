using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>An activity: it runs at the instant at which it is scheduled, and its answer arrives when its duration is over.</summary>
public sealed class VirtualActivity(string name, Func<string, Task<object?>> body)
{
    /// <summary>How long a run takes.</summary>
    public TimeSpan Duration { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether it fails before it does anything.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What runs have thrown.</summary>
    public IList<Exception> Failures { get; } = [];

    internal async Task<HistoryEvent> RunAsync(OrchestrationInstance instance, TaskScheduledEvent scheduled)
    {
        var shim = FunctionsWorker.Shims.CreateActivity<string, object>(new TaskName(name), (_, input) => IsBroken ? throw new InvalidOperationException("Broken.") : body(input!));
        var run = shim.RunAsync(new TaskContext(instance), scheduled.Input);
        await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompletedSuccessfully) return new TaskCompletedEvent(-1, scheduled.EventId, await run);
        var failure = run.Exception?.InnerException ?? new OperationCanceledException();
        Failures.Add(failure);
        return new TaskFailedEvent(-1, scheduled.EventId, failure.Message, null, new FailureDetails(failure));
    }
}
