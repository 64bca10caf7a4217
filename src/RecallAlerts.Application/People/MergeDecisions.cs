using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.People;

/// <summary>
/// What merging and unmerging two releases of one day changes in each of them: pure, each a review of its own at the same instant, and null where it was
/// done before.
/// </summary>
/// <param name="reviews">Reviews cases.</param>
/// <param name="now">When, UTC.</param>
internal sealed class MergeDecisions(ReviewReleases reviews, Instant now)
{
    /// <summary>Ends a release that goes on as another, and keeps its alerts as they stand.</summary>
    public CaseRevision? End(CaseMaterial of, ReleaseId into)
    {
        var history = of.Case.History;
        if (history.MergedInto is not null) return null;
        var at = Instant.Max(now, history.Registered.ReleasedAt);
        var data = CanonicalJson.Of(("into", into.Value), ("reason", WatchEnded.Merged));
        var end = Fact(FactReader.Ended, new WatchEnded($"merged-{Earlier(history)}", at, now, WatchEnded.Merged) { Into = into }, data);
        return Revised(of, [end], null, MergeNotes.Read(of.Note) with { Ended = of.Case.Alerts }, of.Case.Alerts, []);
    }

    /// <summary>Takes over facts and alerts of a release that goes on as this one.</summary>
    public CaseRevision? TakeOver(CaseMaterial into, CaseMaterial from)
    {
        var notes = MergeNotes.Read(into.Note);
        if (notes.Of(from.Case.Id) is not null || MergeNotes.Read(from.Note).Ended is not { } ended) return null;
        var known = into.Facts.Select(f => (f.Fact.EventId, f.Content)).ToHashSet();
        var facts = from.Facts.Where(f => !IsOfMerge(f, from) && known.Add((f.Fact.EventId, f.Content))).Select(f => f with { Subject = f.Subject ?? from.Case.Id });
        var carried = CarryOver.Of(ended, from.Told, into.Case.Alerts, into.Case.Id, now);
        var taken = new TakenFrom(from.Case.Id, into.Case.Alerts, carried.Alerts);
        return Revised(into, [.. facts], null, notes with { Taken = [.. notes.Taken, taken] }, carried.Alerts, carried.Changes);
    }

    /// <summary>Gives back what was taken over; facts that were recorded since stay.</summary>
    public CaseRevision? GiveBack(CaseMaterial of, ReleaseId from)
    {
        var notes = MergeNotes.Read(of.Note);
        var taken = notes.Of(from);
        if (taken is null && !of.Facts.Any(f => f.Subject == from)) return null;
        var alerts = taken is null ? of.Case.Alerts : CarryOver.Undone(taken, of.Case.Alerts, of.Told);
        return Revised(of, [], from, notes.Without(from), alerts, []);
    }

    /// <summary>Watches a release again that went on as another.</summary>
    public CaseRevision? Revive(CaseMaterial of, CaseMaterial there)
    {
        if (of.Case.History.MergedBy is not { } merged) return null;
        var data = CanonicalJson.Of(("eventId", merged.EventId), ("reason", "unmerged"));
        var withdrawn = Fact(FactReader.Withdrawn, new FactWithdrawn($"un{merged.EventId}", now, now, merged.EventId, "unmerged"), data);
        var notes = MergeNotes.Read(of.Note);
        var alerts = CarryOver.Back(notes.Ended ?? of.Case.Alerts, there.Case.Alerts, of.Told.Union(there.Told).ToHashSet());
        return Revised(of, [withdrawn], null, notes with { Ended = null }, alerts, []);
    }

    /// <summary>Takes over what other releases of the person say of who may see their cases.</summary>
    public CaseRevision? Share(CaseMaterial of, IReadOnlyList<CaseMaterial> others) =>
        MergedAccess.Of(of, others, now) is { Count: > 0 } taken ? Revised(of, taken, null, MergeNotes.Read(of.Note), of.Case.Alerts, []) : null;

    private CaseRevision Revised(
        CaseMaterial of, IReadOnlyList<RecordedFact> added, ReleaseId? removed, MergeNotes notes, IReadOnlyList<Alert> alerts, IReadOnlyList<ChangedAlert> changes)
    {
        Fact[] facts = [.. of.Facts.Where(f => removed is null || f.Subject != removed).Concat(added).Select(f => f.Fact)];
        var revised = of.Case with { History = new CaseHistory(of.Case.History.Registered, facts), Alerts = alerts };
        var update = reviews.Review(revised, now);
        return new CaseRevision(added, removed, notes.Write(), update with { Changes = [.. changes, .. update.Changes] }) { Access = AccessJson.Of(facts, now) };
    }

    // That a release went on as another, and no longer does, is about itself alone.
    private static bool IsOfMerge(RecordedFact f, CaseMaterial of) => f.Fact switch
    {
        WatchEnded ended => ended.Into is not null,
        FactWithdrawn withdrawn => of.Facts.Any(x => x.Fact is WatchEnded { Into: not null } && x.Fact.EventId == withdrawn.WithdrawnEventId),
        _ => false,
    };

    // A withdrawal is final: who is merged again is so by another fact.
    private static int Earlier(CaseHistory history) => history.Recorded.Count(f => f is WatchEnded { Into: not null });

    private static RecordedFact Fact(string type, Fact fact, string data) => new(type, fact, null, data, RecordedFact.ContentOf(type, fact, recordedAtGiven: false, null, data), null);
}
