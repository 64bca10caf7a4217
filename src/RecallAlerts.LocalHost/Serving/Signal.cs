using RecallAlerts.Application.Watching;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Says that something waits, so that the wake loop looks at once instead of at its next beat.</summary>
public sealed class Signal : IWatches, IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0, 1);

    /// <summary>Something waits.</summary>
    public void Set()
    {
        try
        {
            if (_waiting.CurrentCount == 0) _waiting.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another caller was first; one signal is enough.
        }
    }

    /// <inheritdoc />
    public Task StartAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) => LookAsync([], cancellation);

    /// <inheritdoc />
    public Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        Set();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ForgetAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Waits for a signal or until a time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _waiting.WaitAsync(atMost, cancellation);

    /// <inheritdoc />
    public void Dispose() => _waiting.Dispose();
}
