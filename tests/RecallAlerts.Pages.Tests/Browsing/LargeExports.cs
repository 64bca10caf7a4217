using System.Runtime.CompilerServices;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>What exports read in tests: three releases, or of the region "large" 7,000 of which the last thousand waits until a test lets it through.</summary>
public sealed class LargeExports : IExportSource
{
    public const string Large = "large";
    public const int Rows = 7_000;
    private const int Page = 1_000;

    private static readonly ReleaseOutcomes Outcomes = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = 0, AtDay84 = 0, AtSixMonths = 0, Needs = 0,
        DomesticAbuse = CheckOutcome.NotRequired, ChildSafeguarding = CheckOutcome.NotRequired, TreatmentDay = null, EndDay = 365, End = FollowUpEnd.LicenceEnded,
    };

    private TaskCompletionSource _through = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the last page of exports through that are being made.</summary>
    public void LetThrough() => _through.TrySetResult();

    /// <summary>Holds the last page of exports that are made from now on.</summary>
    public void Hold() => _through = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (scope.Region == "broken") throw new IOException("The disk is gone.");
        await Task.Yield();
        yield break;
    }

    public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        if (scope.Region != Large) yield return [Release(1), Release(2), Release(3)];
        for (var from = 0; scope.Region == Large && from < Rows; from += Page)
        {
            if (from + Page == Rows) await _through.Task.WaitAsync(cancellation);
            yield return [.. Enumerable.Range(from, Page).Select(Release)];
        }
    }

    private static StoredRelease Release(int n) => new($"X{n:000000}", $"X{n:000000}-20260602", "wales", Rosh.Low, WatchState.Watching, Outcomes, 0, "p1");
}
