using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Watching;

/// <summary>A moment at which a watch has to look at its release.</summary>
/// <param name="WatchId">The watch.</param>
/// <param name="At">When, UTC. Of facts that wait: since when.</param>
/// <param name="Gathers">Whether facts wait: a host that gathers what follows within its window looks at the end of it.</param>
public sealed record Look(string WatchId, Instant At, bool Gathers);

/// <summary>
/// The watches of releases. What is said here only makes a watch look sooner: the store knows what waits, so nothing is lost with a signal.
/// </summary>
public interface IWatches
{
    /// <summary>Makes sure that releases are watched; a watch that is alive stays as it is.</summary>
    Task StartAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation);

    /// <summary>Says when to look.</summary>
    Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation);

    /// <summary>Ends the watches of releases that were erased, and forgets what they did.</summary>
    Task ForgetAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation);
}

/// <summary>No watches: for playing and importing, where somebody else looks.</summary>
public sealed class NoWatches : IWatches
{
    /// <inheritdoc />
    public Task StartAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task LookAsync(IReadOnlyList<Look> looks, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task ForgetAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation) => Task.CompletedTask;
}
