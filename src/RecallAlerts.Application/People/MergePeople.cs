using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
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
public sealed class MergePeople(IPeopleStore people, ReviewReleases reviews, CarryAnswers answers, RecordEvents record, ServiceKey key, IWatches watches)
{
    /// <summary>Merges a person into another.</summary>
    /// <param name="source">The CRN that becomes an alias.</param>
    /// <param name="target">The CRN by which the person is known from now on.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<PeopleAnswer> RunAsync(Crn source, Crn target, Instant now, CancellationToken cancellation)
    {
        using var span = UseCaseSpan.Begin("merge-people");
        var (from, into) = (await people.FindAsync(source, cancellation), await people.FindAsync(target, cancellation));
        if (from.IsErased || into.IsErased) return PeopleAnswer.OfErased;
        var isNew = from.Crn != into.Crn;

        // Also where they are one already: a try may have broken off before whoever looks for events' releases knew.
        await people.LinkAsync(from.Crn, into.Crn, cancellation);
        var person = isNew ? await people.FindAsync(target, cancellation) : into;
        var merged = 0;
        foreach (var day in person.Releases.GroupBy(r => r.Day, StringComparer.Ordinal).Where(d => d.Count() > 1)) merged += await MergeAsync(person.Crn, [.. day], now, cancellation);
        await record.TakeHeldAsync(await people.HeldAsync([.. person.Crns.Select(c => key.SubjectKeyOf(c.Value))], cancellation), person.Crn, now, cancellation);
        span.Done();
        return PeopleAnswer.Of(isNew, merged);
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
