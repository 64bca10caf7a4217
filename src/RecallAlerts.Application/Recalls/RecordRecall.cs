using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Recalls;

/// <summary>What became of a recall that was sent.</summary>
public enum RecallRecording
{
    /// <summary>New.</summary>
    Created,

    /// <summary>The same was recorded before; nothing changed.</summary>
    Same,

    /// <summary>Another body is recorded under its id; nothing changed. A correction is sent as an event.</summary>
    Conflict,

    /// <summary>Its id belongs to another release; nothing changed.</summary>
    OfAnotherRelease,

    /// <summary>The release is not registered; nothing changed.</summary>
    UnknownRelease,
}

/// <summary>Records a recall by itself, with its review and classification before the answer.</summary>
/// <param name="cases">Where cases are kept.</param>
/// <param name="recalls">Where recalls are kept.</param>
/// <param name="reviews">Reviews cases.</param>
/// <param name="classify">Classifies recalls.</param>
public sealed class RecordRecall(ICaseStore cases, IRecallStore recalls, ReviewReleases reviews, ClassifyRecalls classify)
{
    /// <summary>Records a recall of a release.</summary>
    /// <param name="id">The release.</param>
    /// <param name="fact">A <see cref="RecallRecorded"/> under the eventId that a recall sent by itself has.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<RecallRecording> RunAsync(ReleaseId id, RecordedFact fact, Instant now, CancellationToken cancellation)
    {
        var recall = (RecallRecorded)fact.Fact;
        var known = await recalls.FindAsync(recall.RecallId, cancellation);
        if (known.Any(r => r.ReleaseId != id)) return RecallRecording.OfAnotherRelease;
        if (await cases.FindAsync(id, cancellation) is not { } record) return RecallRecording.UnknownRelease;
        var recorded = SentAsEvent(record, recall) is { } last
            ? IsSame(last, recall) && (fact.Narrative is null || known.Any(r => r.Narrative == fact.Narrative)) ? RecallRecording.Same : RecallRecording.Conflict
            : RecordingOf((await cases.AppendAsync([new FactFor(id, fact) { IsOnly = true }], now, cancellation))[0]);
        if (recorded is not (RecallRecording.Created or RecallRecording.Same)) return recorded;
        await reviews.RunAsync([id], now, cancellation);
        await classify.RunAsync([id], now, cancellation);
        return recorded;
    }

    // Sent as events only: the last of them is what the recall says.
    private static RecallRecorded? SentAsEvent(CaseRecord record, RecallRecorded recall) => record.History.Has(recall.EventId)
        ? null
        : record.History.Recorded.OfType<RecallRecorded>().LastOrDefault(f => f.RecallId == recall.RecallId);

    private static bool IsSame(RecallRecorded a, RecallRecorded b) => a.OccurredAt == b.OccurredAt && a.Type == b.Type && a.RecordedReasons == b.RecordedReasons;

    private static RecallRecording RecordingOf(Appended appended) => appended switch
    {
        Appended.Accepted => RecallRecording.Created,
        Appended.Duplicate => RecallRecording.Same,
        Appended.Conflict => RecallRecording.Conflict,
        _ => RecallRecording.UnknownRelease,
    };
}
