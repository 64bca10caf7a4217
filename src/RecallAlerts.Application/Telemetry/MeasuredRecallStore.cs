using System.Collections.Concurrent;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Telemetry;

/// <summary>A store of recalls whose commits are counted, as <see cref="MeasuredCaseStore"/> does.</summary>
/// <param name="store">The store.</param>
/// <param name="instruments">Where it is counted.</param>
public sealed class MeasuredRecallStore(IRecallStore store, Instruments instruments) : IRecallStore
{
    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation)
    {
        var last = new ConcurrentDictionary<ReleaseId, (RecallMaterial Material, RecallUpdate? Update)>();
        RecallUpdate? Decide(RecallMaterial material) => (last[material.Case.Id] = (material, decide(material))).Update;
        await store.UpdateAsync(ids, instruments.Recalls.AreMeasured ? Decide : decide, cancellation);
        foreach (var (material, update) in last.Values)
        {
            if (update is not null) instruments.Recalls.Committed(material, update);
        }
    }

    /// <inheritdoc />
    public async Task<int> DeleteNarrativesAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        var deleted = await store.DeleteNarrativesAsync(days, now, atMost, cancellation);
        instruments.Recalls.Deleted(deleted, answered: false);
        return deleted;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> PendingAsync(int atMost, CancellationToken cancellation) => store.PendingAsync(atMost, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation) =>
        store.AnsweredByOtherAsync(classifier, atMost, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation) => store.FindAsync(recallId, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<UnansweredRecall>> UnansweredAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation) =>
        store.UnansweredAsync(practitioners, pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation) => store.ComparedAsync(with, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation) => store.FiguresAsync(cancellation);
}
