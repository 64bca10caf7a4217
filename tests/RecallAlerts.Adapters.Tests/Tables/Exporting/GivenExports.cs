using System.Runtime.CompilerServices;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Adapters.Tests.Tables.Exporting;

/// <summary>What exports read here: a page of releases, and in some regions more.</summary>
internal sealed class GivenExports : IExportSource
{
    public const string Broken = "broken";
    public const string Held = "held";
    public const int Page = 1_000;

    private readonly TaskCompletionSource _through = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often an export was begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Lets the last page of the region that is held through.</summary>
    public void LetThrough() => _through.TrySetResult();

    public IAsyncEnumerable<IReadOnlyList<Application.Exports.StoredRecall>> RecallsAsync(ExportScope scope, CancellationToken cancellation) => throw new NotSupportedException();

    public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Begun++;
        await Task.Yield();
        yield return PageFrom(0);
        if (scope.Region == Broken) throw new IOException("The store is gone.");
        if (scope.Region != Held) yield break;
        await _through.Task.WaitAsync(cancellation);
        yield return PageFrom(Page);
    }

    private static StoredRelease[] PageFrom(int from) => [.. Enumerable.Range(from, Page).Select(n =>
        new StoredRelease($"X{n:000000}", $"X{n:000000}-20260602", "wales", Rosh.Low, WatchState.Watching, GivenOutcomes.Outcomes, 0, "p1"))];
}

/// <summary>A clock that a test moves. Pauses by it are a hundred times shorter.</summary>
internal sealed class QuickTime(Instant now) : TimeProvider
{
    private const int Times = 100;

    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Times : dueTime, period);
}
