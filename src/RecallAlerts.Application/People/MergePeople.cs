using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>
/// Makes two CRNs one person. Releases of one day are the same release recorded twice: that of the target goes on, with the facts and acts of the
/// other, which ends as merged. In steps, each of which may be repeated: what broke off is finished by running it again, and then nothing changes any more.
/// </summary>
/// <param name="people">Where people are kept.</param>
/// <param name="reviews">Reviews cases.</param>
/// <param name="answers">Carries people's answers on recalls over.</param>
/// <param name="record">Gives held events to releases.</param>
/// <param name="key">The service's secret.</param>
/// <param name="watches">Is told what to look at.</param>
/// <param name="audit">Is told who asked for it and why, before anything is done.</param>
public sealed class MergePeople(IPeopleStore people, ReviewReleases reviews, CarryAnswers answers, RecordEvents record, ServiceKey key, IWatches watches, IAuditLog audit)
{
    /// <summary>Merges a person into another.</summary>
    /// <param name="source">The CRN that becomes an alias.</param>
    /// <param name="target">The CRN by which the person is known from now on.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="by">Who asked for it, for the audit log; null names this program.</param>
    public async Task<PeopleAnswer> RunAsync(Crn source, Crn target, Instant now, CancellationToken cancellation, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("merge-people");
        var (from, into) = (await people.FindAsync(source, cancellation), await people.FindAsync(target, cancellation));
        if (from.IsErased || into.IsErased) return PeopleAnswer.OfErased;
        var isNew = from.Crn != into.Crn;
        by ??= AuditSource.Program;
        await audit.NoteAsync(new AuditNote(now, by, AuditAction.Combined) { WatchIds = [.. from.Releases.Union(into.Releases).Select(key.WatchIdOf)] }, cancellation);

        // Also where they are one already: a try may have broken off before whoever looks for events' releases knew.
        await people.LinkAsync(from.Crn, into.Crn, cancellation);
        var person = isNew ? await people.FindAsync(target, cancellation) : into;
        var (isShared, merged) = (await ShareAsync(person, now, cancellation), 0);
        foreach (var day in person.Releases.GroupBy(r => r.Day, StringComparer.Ordinal).Where(d => d.Count() > 1)) merged += await MergeAsync(person.Crn, [.. day], now, cancellation);
        await record.TakeHeldAsync(await people.HeldAsync([.. person.Crns.Select(c => key.SubjectKeyOf(c.Value))], cancellation), person.Crn, by, now, cancellation);
        span.Done();
        return PeopleAnswer.Of(isNew || isShared, merged);
    }

    // Before facts are copied: no case of either becomes more open by the merge.
    private async Task<bool> ShareAsync(KnownPerson person, Instant now, CancellationToken cancellation)
    {
        var (materials, decisions, isChanged) = (new List<CaseMaterial>(), new MergeDecisions(reviews, now), false);
        foreach (var id in person.Releases)
        {
            if (await people.ReadAsync(id, cancellation) is { } material) materials.Add(material);
        }

        foreach (var (id, others) in materials.Select(m => (m.Case.Id, materials.FindAll(o => o != m && MergedAccess.IsIn(o)))).Where(m => m.Item2.Count > 0))
        {
            var shared = await people.ReviseAsync(id, m => decisions.Share(m, others), cancellation);
            await LookAsync(id, shared, now, cancellation);
            isChanged |= shared is not null;
        }

        return isChanged;
    }

    // Who went on as another before a try broke off still does: only what is watched is looked for one that goes on.
    private async Task<int> MergeAsync(Crn crn, ReleaseId[] ofDay, Instant now, CancellationToken cancellation)
    {
        var goesOnAs = new Dictionary<ReleaseId, ReleaseId?>();
        foreach (var id in ofDay)
        {
            if (await people.ReadAsync(id, cancellation) is { } known) goesOnAs.Add(id, known.Case.History.MergedInto);
        }

        var standing = goesOnAs.Where(g => g.Value is null).Select(g => g.Key).OrderByDescending(id => id.MintedUnder == crn).ThenBy(id => id).ToArray();
        var merged = 0;
        foreach (var id in goesOnAs.Keys.Where(id => standing.Length == 0 || id != standing[0]))
            merged += await MergeAsync(id, goesOnAs[id] ?? standing[0], now, cancellation) ? 1 : 0;
        return merged;
    }

    private async Task<bool> MergeAsync(ReleaseId from, ReleaseId into, Instant now, CancellationToken cancellation)
    {
        var decisions = new MergeDecisions(reviews, now);
        var ended = await people.ReviseAsync(from, m => decisions.End(m, into), cancellation);
        if (await people.ReadAsync(from, cancellation) is not { } material) return false;
        var taken = await people.ReviseAsync(into, m => decisions.TakeOver(m, material), cancellation);
        await answers.RunAsync(from, into, now, cancellation);
        await LookAsync(into, taken, now, cancellation);
        return ended is not null || taken is not null;
    }

    private async Task LookAsync(ReleaseId id, CaseUpdate? update, Instant now, CancellationToken cancellation)
    {
        if (update is not null) await watches.LookAsync([new Look(key.WatchIdOf(id), now, Gathers: false)], cancellation);
    }
}
