using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
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
/// <param name="watches">Is told that the watch may have ended.</param>
public sealed class RecordRecall(ICaseStore cases, IRecallStore recalls, ReviewReleases reviews, ClassifyRecalls classify, IWatches watches)
{
    /// <summary>Records a recall of a release.</summary>
    /// <param name="id">The release.</param>
    /// <param name="fact">A <see cref="RecallRecorded"/> under the eventId that a recall sent by itself has.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="by">Who sent it, for the audit log; null names this program.</param>
    public async Task<RecallRecording> RunAsync(ReleaseId id, RecordedFact fact, Instant now, CancellationToken cancellation, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("record-recall");
        var recorded = await RecordAsync(span, new FactFor(id, fact) { IsOnly = true, By = by ?? AuditSource.Program }, now, cancellation);
        span.Outcome(recorded);
        span.Done();
        return recorded;
    }

    private async Task<RecallRecording> RecordAsync(UseCaseSpan span, FactFor sent, Instant now, CancellationToken cancellation)
    {
        var (id, fact, _) = sent;
        var recall = (RecallRecorded)fact.Fact;
        var record = await cases.FindAsync(id, cancellation);
        if (record?.History.MergedInto is { } goesOnAs) return await RecordAsync(span, sent with { ReleaseId = goesOnAs }, now, cancellation);
        if (await IsOfAnotherAsync(recall.RecallId, id, cancellation)) return RecallRecording.OfAnotherRelease;
        if (record is null) return RecallRecording.UnknownRelease;
        span.Watch(record.WatchId);
        if (SentAsEvent(record, recall) is { } last) return await CompareAsync(record, last, fact, now, cancellation);
        var appended = (await cases.AppendAsync([sent], now, null, cancellation))[0];
        if (appended.Into is { } into) return await RecordAsync(span, sent with { ReleaseId = into }, now, cancellation);
        var recorded = RecordingOf(appended.Result);
        if (recorded is RecallRecording.Created or RecallRecording.Same) await FollowAsync(record, now, cancellation);
        return recorded;
    }

    // What is recorded for a release that goes on as this one is not of another.
    private async Task<bool> IsOfAnotherAsync(string recallId, ReleaseId id, CancellationToken cancellation)
    {
        foreach (var other in (await recalls.FindAsync(recallId, cancellation)).Where(r => r.ReleaseId != id))
        {
            if ((await cases.FindAsync(other.ReleaseId, cancellation))?.History.MergedInto != id) return true;
        }

        return false;
    }

    // The event may have come a moment ago: what is stored of it is only complete after its review.
    private async Task<RecallRecording> CompareAsync(CaseRecord record, RecallRecorded last, RecordedFact fact, Instant now, CancellationToken cancellation)
    {
        await FollowAsync(record, now, cancellation);
        var isSame = IsSame(last, (RecallRecorded)fact.Fact) &&
            (fact.Narrative is null || (await recalls.FindAsync(last.RecallId, cancellation)).Any(r => r.Narrative == fact.Narrative));
        return isSame ? RecallRecording.Same : RecallRecording.Conflict;
    }

    private async Task FollowAsync(CaseRecord record, Instant now, CancellationToken cancellation)
    {
        await reviews.RunAsync([record.Id], now, cancellation);
        await classify.RunAsync([record.Id], now, cancellation);
        await watches.LookAsync([new Look(record.WatchId, now, Gathers: false)], cancellation);
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
