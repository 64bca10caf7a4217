using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Recalls;

/// <summary>Classifies recalls and looks back from them, after the reviews that found them; deletes narratives whose time is over.</summary>
/// <param name="store">Where recalls are kept.</param>
/// <param name="decision">Decides what is kept.</param>
/// <param name="policies">The policy, which says for how long narratives are kept.</param>
public sealed class ClassifyRecalls(IRecallStore store, RecallDecision decision, PolicySet policies)
{
    private const int Together = 200;

    private readonly NarrativeDays _days = new(
        policies.General.Recalls.NarrativeDays, policies.Regions.ToDictionary(r => r.Key, r => r.Value.Recalls.NarrativeDays, StringComparer.Ordinal));

    /// <summary>Classifies all recalls that wait; answers of how many releases.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancellation)
    {
        var classified = 0;
        while (await store.PendingAsync(Together, cancellation) is { Count: > 0 } pending)
        {
            await RunAsync(pending, now, cancellation);
            classified += pending.Count;
        }

        return classified;
    }

    /// <summary>Classifies the recalls of releases at an instant.</summary>
    public async Task RunAsync(IReadOnlyList<ReleaseId> ids, Instant now, CancellationToken cancellation)
    {
        if (ids.Count == 0) return;
        using var span = UseCaseSpan.Begin("classify");
        span.Count("releases", ids.Count);
        await store.UpdateAsync(ids, material => new RecallUpdate(decision.Decide(material, now), []), cancellation);
        span.Done();
    }

    /// <summary>Classifies again a part of what another version of the classifier answered; answers of how many releases.</summary>
    public async Task<int> RunUnderNewVersionAsync(Instant now, int atMost, CancellationToken cancellation)
    {
        var stale = await store.AnsweredByOtherAsync(RecallClassifier.Version, atMost, cancellation);
        await RunAsync(stale, now, cancellation);
        return stale.Count;
    }

    /// <summary>Deletes a part of the narratives whose time is over; answers how many.</summary>
    public Task<int> DeleteNarrativesAsync(Instant now, CancellationToken cancellation) => store.DeleteNarrativesAsync(_days, now, Together, cancellation);
}
