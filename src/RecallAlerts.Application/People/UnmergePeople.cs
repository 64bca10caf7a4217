using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>
/// Undoes a merge: the alias goes, facts that came from the other release go back, and that release is watched again with its alerts as they stood. What was recorded
/// after the merge, under whichever CRN, stays with the release that went on: nobody can tell any more whom it is about. In steps that may be repeated.
/// </summary>
/// <param name="people">Where people are kept.</param>
/// <param name="reviews">Reviews cases.</param>
/// <param name="key">The service's secret.</param>
/// <param name="watches">Is told what to look at.</param>
/// <param name="audit">Is told who asked for it and why, before anything is done.</param>
public sealed class UnmergePeople(IPeopleStore people, ReviewReleases reviews, ServiceKey key, IWatches watches, IAuditLog audit)
{
    /// <summary>Unmerges two CRNs. Which of them was merged into the other is known here: sources differ in how they name them.</summary>
    /// <param name="unmerged">The CRN that went on.</param>
    /// <param name="reactivated">The CRN that is a person's own again.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="by">Who asked for it, for the audit log; null names this program.</param>
    public async Task<PeopleAnswer> RunAsync(Crn unmerged, Crn reactivated, Instant now, CancellationToken cancellation, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("unmerge-people");
        var (going, back) = (await people.FindAsync(unmerged, cancellation), await people.FindAsync(reactivated, cancellation));
        if (going.IsErased || back.IsErased) return PeopleAnswer.OfErased;
        await audit.NoteAsync(
            new AuditNote(now, by ?? AuditSource.Program, AuditAction.Separated) { WatchIds = [.. going.Releases.Union(back.Releases).Select(key.WatchIdOf)] }, cancellation);
        var isLinked = going.Crn == back.Crn && unmerged != reactivated;
        var split = 0;
        foreach (var (alias, of, other) in AliasesOf(going, unmerged, back, reactivated))
        {
            await people.UnlinkAsync(alias, cancellation);
            foreach (var id in of.Releases.Where(id => id.MintedUnder == alias)) split += await SplitAsync(id, other, now, cancellation) ? 1 : 0;
        }

        var isGiven = await GiveBackAsync(unmerged, reactivated, now, cancellation);
        span.Done();
        return PeopleAnswer.Of(isLinked || isGiven, split);
    }

    // Where neither is the other's alias any more, a try may have broken off: releases say themselves as what they go on. Who is another person's alias stays it.
    private static IEnumerable<(Crn Alias, KnownPerson Of, KnownPerson Other)> AliasesOf(KnownPerson going, Crn unmerged, KnownPerson back, Crn reactivated)
    {
        var isLinked = going.Crn == back.Crn;
        if (unmerged == reactivated) yield break;
        if (isLinked ? back.Crn != reactivated : back.Crn == reactivated) yield return (reactivated, back, going);
        if (isLinked ? back.Crn == reactivated : going.Crn == unmerged) yield return (unmerged, going, back);
    }

    private async Task<bool> SplitAsync(ReleaseId id, KnownPerson other, Instant now, CancellationToken cancellation)
    {
        if (await people.ReadAsync(id, cancellation) is not { Case.History.MergedInto: { } into } || !other.Crns.Contains(into.MintedUnder)) return false;
        var decisions = new MergeDecisions(reviews, now);
        for (ReleaseId? next = into; next is { } at; next = await GoesOnAsAsync(at, cancellation))
        {
            await people.ReviseAsync(at, m => decisions.GiveBack(m, id), cancellation);
            await watches.LookAsync([new Look(key.WatchIdOf(at), now, Gathers: false)], cancellation);
        }

        if (await people.ReadAsync(into, cancellation) is { } there) await people.ReviseAsync(id, m => decisions.Revive(m, there), cancellation);
        await watches.StartAsync([key.WatchIdOf(id)], cancellation);
        return true;
    }

    // What says who may see cases goes back also where no release went on as another. What is still one person keeps it.
    private async Task<bool> GiveBackAsync(Crn unmerged, Crn reactivated, Instant now, CancellationToken cancellation)
    {
        var (one, other) = (await people.FindAsync(unmerged, cancellation), await people.FindAsync(reactivated, cancellation));
        if (one.Crn == other.Crn) return false;
        var isGiven = await GiveBackAsync(one.Releases, other.Releases, now, cancellation);
        return await GiveBackAsync(other.Releases, one.Releases, now, cancellation) || isGiven;
    }

    private async Task<bool> GiveBackAsync(IReadOnlyList<ReleaseId> releases, IReadOnlyList<ReleaseId> others, Instant now, CancellationToken cancellation)
    {
        var (decisions, isGiven) = (new MergeDecisions(reviews, now), false);
        foreach (var id in releases)
        {
            if (await people.ReadAsync(id, cancellation) is not { } material) continue;
            foreach (var from in material.Facts.Select(f => f.Subject).OfType<ReleaseId>().Distinct().Where(others.Contains))
                isGiven |= await people.ReviseAsync(id, m => decisions.GiveBack(m, from), cancellation) is not null;

            // A try that broke off may have committed its last step without the lists: where there is nothing left to do they are put right.
            await people.ReviseAsync(id, _ => null, cancellation);
        }

        return isGiven;
    }

    private async Task<ReleaseId?> GoesOnAsAsync(ReleaseId id, CancellationToken cancellation) => (await people.ReadAsync(id, cancellation))?.Case.History.MergedInto;
}
