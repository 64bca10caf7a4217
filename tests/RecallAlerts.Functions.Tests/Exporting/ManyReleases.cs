using System.Runtime.CompilerServices;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using StoredRecall = RecallAlerts.Application.Exports.StoredRecall;

namespace RecallAlerts.Functions.Tests.Exporting;

/// <summary>As many releases as the name of the region says.</summary>
internal sealed class ManyReleases : IExportSource
{
    private const int Page = 1_000;

    private static readonly ReleaseOutcomes Outcomes = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = 0, AtDay84 = 0, AtSixMonths = 0, Needs = 0,
        DomesticAbuse = CheckOutcome.NotRequired, ChildSafeguarding = CheckOutcome.NotRequired, TreatmentDay = null, EndDay = 365, End = FollowUpEnd.LicenceEnded,
    };

    public IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, CancellationToken cancellation) => throw new NotSupportedException();

    public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var page in Enumerable.Range(0, int.Parse(scope.Region!)).Chunk(Page))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return [.. page.Select(n => new StoredRelease($"X{n:000000}", $"X{n:000000}-20260602", "wales", Rosh.Low, WatchState.Watching, Outcomes, 0, "p1"))];
        }
    }
}
