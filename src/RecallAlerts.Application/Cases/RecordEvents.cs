using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Records what comes in. Within one batch registrations apply first and every subject is found before any fact applies, so that the
/// order of lines decides nothing.
/// </summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="key">The service's secret.</param>
/// <param name="policies">The policy, which says when a watch ends.</param>
/// <param name="calendar">Working days.</param>
/// <param name="watches">Is told what to look at.</param>
/// <param name="settle">Reviews a case with new facts at once where that changes nothing; null leaves every review to the watch.</param>
/// <param name="instruments">Where it is counted what came in; null counts nothing.</param>
public sealed class RecordEvents(
    ICaseStore store, ServiceKey key, PolicySet policies, WorkingCalendar calendar, IWatches watches, Func<CaseRecord, Instant, CaseUpdate?>? settle = null,
    Instruments? instruments = null)
{
    /// <summary>Days for which an event for an unknown release is held: a person comes back.</summary>
    public const int HeldDays = 400;

    private readonly NamedReleases _named = new(store, policies, calendar);

    /// <summary>Applies a batch at an instant; the answers are in the order of the batch.</summary>
    /// <param name="batch">What came in.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="origin">How it came, for the count.</param>
    /// <param name="by">Who sent it, for the audit log; null names this program and how it came.</param>
    public async Task<IReadOnlyList<EventAnswer>> ApplyAsync(
        IReadOnlyList<Incoming> batch, Instant now, CancellationToken cancellation, EventOrigin origin = EventOrigin.Request, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("record");
        span.Count("events", batch.Count);
        var answers = new EventAnswer[batch.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            if (batch[i] is Incoming.Refused refused) answers[i] = new EventAnswer(EventStatus.Rejected, refused.Problem);
        }

        by ??= AuditSource.Program with { Purpose = NameOf<EventOrigin>.Text(origin) };
        await RegisterAsync(batch, answers, by, now, cancellation);
        await RecordAsync(batch, answers, by, now, cancellation);
        instruments?.Events.Recorded(origin, answers);
        span.Done();
        return answers;
    }

    private async Task RegisterAsync(IReadOnlyList<Incoming> batch, EventAnswer[] answers, AuditSource by, Instant now, CancellationToken cancellation)
    {
        var at = IndexesOf<Incoming.Registering>(batch);
        if (at.Count == 0) return;
        var cases = new List<NewCase>(at.Count);
        foreach (var i in at.ToArray())
        {
            if (await NewCaseAsync((Incoming.Registering)batch[i], batch, now, cancellation) is { } known) cases.Add(known with { By = by });
            else if (at.Remove(i)) answers[i] = Erased;
        }

        var results = await store.RegisterAsync(cases, cancellation);
        for (var i = 0; i < at.Count; i++) answers[at[i]] = AnswerOf(results[i], cases[i].Id);
        await watches.StartAsync([.. cases.Where((_, i) => results[i] is Registration.Created or Registration.Same).Select(c => c.WatchId)], cancellation);
    }

    private static EventAnswer Erased => new(EventStatus.Rejected, Problem.OfErased);

    private static EventAnswer AnswerOf(Registration result, ReleaseId id) => result switch
    {
        Registration.Created => new EventAnswer(EventStatus.Accepted, null, id),
        Registration.Same => new EventAnswer(EventStatus.Duplicate, null, id),
        Registration.Erased => Erased,
        _ => new EventAnswer(EventStatus.Rejected, new Problem(ProblemType.ReleaseConflict, "data", "another body is registered for this release")),
    };

    // Null when the person was erased.
    private async Task<NewCase?> NewCaseAsync(Incoming.Registering registering, IReadOnlyList<Incoming> batch, Instant now, CancellationToken cancellation)
    {
        var (release, crnKey) = (registering.Release, key.SubjectKeyOf(registering.Release.Crn.Value));
        var person = await store.FindAllAsync(release.Crn, cancellation);
        if (person.IsErased) return null;
        string[] crnKeys = [crnKey, .. person.OtherKeys];
        var together = batch.OfType<Incoming.Registering>().Select(r => r.Release).Where(r => crnKeys.Contains(key.SubjectKeyOf(r.Crn.Value), StringComparer.Ordinal)).ToArray();
        var others = _named.Unended(person, now);
        others.AddRange(together.Where(r => _named.IsNotEnded(new CaseHistory(r, []), now)).Select(r => new Candidate(r.Id, r.ReleasedAt)));
        bool Claims(HeldFact held) =>
            now < held.ReceivedAt.PlusSeconds(HeldDays * Instant.Day) &&
            (!crnKeys.Contains(held.SubjectKey, StringComparer.Ordinal) || held.Fact.Fact is AccessFact || Candidate.Named(others, held.Fact.Fact.OccurredAt, now) == release.Id);
        return new NewCase(release, now, registering.RecordedBy, key.WatchIdOf(release.Id), [key.SubjectKeyOf(release.Id.Value), .. crnKeys], Claims)
        {
            Others = [.. person.Select(c => c.Id).Concat(together.Select(r => r.Id)).Distinct().Where(id => id != release.Id)],
        };
    }

    private async Task RecordAsync(IReadOnlyList<Incoming> batch, EventAnswer[] answers, AuditSource by, Instant now, CancellationToken cancellation)
    {
        // What says who may see a case comes first: its withdrawal goes where it went, in whatever order they stand.
        foreach (var at in IndexesOf<Incoming.Recording>(batch).GroupBy(i => OfPerson.IsAccess(batch[i])).OrderByDescending(g => g.Key))
            await RecordAsync(batch, [.. at], answers, by, now, cancellation);
    }

    private async Task RecordAsync(IReadOnlyList<Incoming> batch, int[] at, EventAnswer[] answers, AuditSource by, Instant now, CancellationToken cancellation)
    {
        var named = new List<(int Index, FactFor Fact)>(at.Length);
        foreach (var i in at)
        {
            var found = await _named.ByAsync(OfPerson.Recording(batch[i]), now, cancellation);
            if (found.IsErased) answers[i] = Erased;
            named.AddRange(found.Releases.Select(f => (i, f with { By = by })));
        }

        await AppendAsync(named, answers, now, cancellation);
        await AppendToLateAsync(batch, [.. at.Where(i => answers[i] is not null)], named, answers, by, now, cancellation);
        await HoldAsync(batch, [.. at.Where(i => answers[i] is null)], answers, by, now, cancellation);
    }

    // Who may see a person's cases goes to all of them: one that was registered meanwhile took over what was recorded before, and nothing later.
    private async Task AppendToLateAsync(
        IReadOnlyList<Incoming> batch, int[] at, List<(int Index, FactFor Fact)> done, EventAnswer[] answers, AuditSource by, Instant now, CancellationToken cancellation)
    {
        var late = new List<(int Index, FactFor Fact)>();
        foreach (var i in at.Where(i => OfPerson.IsAccess(batch[i])))
            late.AddRange((await _named.ByAsync(OfPerson.Recording(batch[i]), now, cancellation)).Releases.Select(f => (i, f with { By = by })).Except(done));
        await AppendAsync(late, answers, now, cancellation);
    }

    // Another caller may register the release between looking for it and holding: what is held is looked for once more.
    private async Task HoldAsync(IReadOnlyList<Incoming> batch, int[] at, EventAnswer[] answers, AuditSource by, Instant now, CancellationToken cancellation)
    {
        if (at.Length == 0) return;
        var held = Array.ConvertAll(at, i => OfPerson.Recording(batch[i]));
        await store.HoldAsync([.. held.Select(r => (key.SubjectKeyOf(r.Subject), r.Fact))], now, cancellation);
        foreach (var i in at) answers[i] = new EventAnswer(EventStatus.Held);
        var named = new List<(int Index, FactFor Fact)>();
        for (var i = 0; i < held.Length; i++)
        {
            var found = await _named.ByAsync(held[i], now, cancellation);
            named.AddRange(found.Releases.Select(f => (at[i], f with { By = by, HeldUnder = key.SubjectKeyOf(held[i].Subject) })));
        }

        await AppendAsync(named, answers, now, cancellation);
    }

    private async Task AppendAsync(List<(int Index, FactFor Fact)> named, EventAnswer[] answers, Instant now, CancellationToken cancellation)
    {
        if (named.Count == 0) return;
        var results = await store.AppendAsync(named.ConvertAll(n => n.Fact), now, settle is null ? null : record => settle(record, now), cancellation);
        for (var i = 0; i < named.Count; i++)
        {
            var (at, fact) = named[i];
            if (answers[at] is not { Status: EventStatus.Accepted } && AnswerOf(results[i].Result, fact.ReleaseId) is { } answer) answers[at] = answer;
        }

        Look[] looks = [.. results.Select(r => r.Look).OfType<Look>().Distinct()];
        if (looks.Length > 0) await watches.LookAsync(looks, cancellation);
        var goOn = named.Select((n, i) => (n.Index, n.Fact, results[i].Into)).Where(n => n.Into is not null).Select(n => (n.Index, n.Fact with { ReleaseId = n.Into!.Value }));
        await AppendAsync([.. goOn], answers, now, cancellation);
    }

    // Null for what is to be held, or goes to the release as which the named one goes on.
    private static EventAnswer? AnswerOf(Appended result, ReleaseId id) => result switch
    {
        Appended.UnknownRelease or Appended.Merged => null,
        Appended.Erased => Erased,
        Appended.Accepted => new EventAnswer(EventStatus.Accepted, null, id),
        _ => new EventAnswer(EventStatus.Duplicate, null, id),
    };

    /// <summary>Gives held events to the releases that they name now, because two CRNs became one person; those that name none stay held.</summary>
    /// <param name="held">What is held under the CRNs of the person.</param>
    /// <param name="crn">One of them.</param>
    /// <param name="by">Who made them one, for the audit log.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task TakeHeldAsync(IReadOnlyList<HeldFact> held, Crn crn, AuditSource by, Instant now, CancellationToken cancellation)
    {
        if (held.Count == 0) return;
        var cases = await store.FindAllAsync(crn, cancellation);
        var named = new List<(int Index, FactFor Fact)>();
        foreach (var h in held) named.AddRange(_named.Among(cases, h.Fact, now).Select(f => (0, f with { By = by, HeldUnder = h.SubjectKey })));
        await AppendAsync(named, new EventAnswer[1], now, cancellation);
    }

    private static List<int> IndexesOf<T>(IReadOnlyList<Incoming> batch) => [.. Enumerable.Range(0, batch.Count).Where(i => batch[i] is T)];
}
