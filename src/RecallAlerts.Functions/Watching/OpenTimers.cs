using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// The timers of an execution that have not fired. On Azure a timer, cancelled or not, wakes its execution, so that none is set where an open one wakes early
/// enough, and none is cancelled before the execution is over: what is left of an execution that is over wakes nobody.
/// </summary>
internal sealed class OpenTimers(TaskOrchestrationContext context) : IDisposable
{
    // What a worker would split by itself, unseen by the count of rows.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<(DateTimeOffset At, Task Task)> _open = [];

    /// <summary>The timers, to wait for any.</summary>
    public IEnumerable<Task> Tasks => _open.Select(t => t.Task);

    /// <summary>Whether a timer must be set to wake at an instant or before.</summary>
    public bool MustBeSetFor(DateTimeOffset planned) => planned != DateTimeOffset.MaxValue && _open.TrueForAll(t => t.At > planned);

    /// <summary>Whether one will wake the watch for nothing, before the instant that is planned.</summary>
    public bool WakeInVain(DateTimeOffset planned, DateTimeOffset now) =>
        (planned == DateTimeOffset.MaxValue || planned - now <= Longest) && _open.Exists(t => t.At < planned);

    /// <summary>Sets one.</summary>
    public void Set(DateTimeOffset planned, DateTimeOffset now)
    {
        var at = planned - now > Longest ? now + Longest : planned;
        _open.Add((at, context.CreateTimer(at.UtcDateTime, _cancellation.Token)));
    }

    /// <summary>Removes those that have fired, and answers for when they were set.</summary>
    public IReadOnlyList<DateTimeOffset> TakeFired()
    {
        var fired = _open.Where(t => t.Task.IsCompleted).Select(t => t.At).ToArray();
        _open.RemoveAll(t => t.Task.IsCompleted);
        return fired;
    }

    /// <summary>Cancels all: an execution with open timers does not complete.</summary>
    public void Cancel()
    {
        _open.Clear();
        _cancellation.Cancel();
    }

    /// <inheritdoc />
    public void Dispose() => _cancellation.Dispose();
}
