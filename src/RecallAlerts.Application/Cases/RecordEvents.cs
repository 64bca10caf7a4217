using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Cases;

/// <summary>What became of one event.</summary>
public enum EventStatus
{
    /// <summary>Stored; a review follows.</summary>
    Accepted,

    /// <summary>Known already; nothing changed.</summary>
    Duplicate,

    /// <summary>Kept until its release is registered.</summary>
    Held,

    /// <summary>Refused; nothing is stored but type, problem and time.</summary>
    Rejected,

    /// <summary>An event of another system that means nothing here: counted, and let pass.</summary>
    Ignored,
}

/// <summary>The answer to one event.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Problem">Why it was refused; null otherwise.</param>
/// <param name="ReleaseId">The release that it went to; null when it went to none.</param>
public sealed record EventAnswer(EventStatus Status, Problem? Problem = null, ReleaseId? ReleaseId = null)
{
    /// <summary>Why it was let pass, in a word; null otherwise.</summary>
    public string? Reason { get; init; }
}

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
        foreach (var i in at) cases.Add(await NewCaseAsync((Incoming.Registering)batch[i], batch, now, cancellation) with { By = by });
        var results = await store.RegisterAsync(cases, cancellation);
        for (var i = 0; i < at.Count; i++) answers[at[i]] = AnswerOf(results[i], cases[i].Id);
        await watches.StartAsync([.. cases.Where((_, i) => results[i] != Registration.Conflict).Select(c => c.WatchId)], cancellation);
    }

    private static EventAnswer AnswerOf(Registration result, ReleaseId id) => result switch
    {
        Registration.Created => new EventAnswer(EventStatus.Accepted, null, id),
        Registration.Same => new EventAnswer(EventStatus.Duplicate, null, id),
        _ => new EventAnswer(EventStatus.Rejected, new Problem(ProblemType.ReleaseConflict, "data", "another body is registered for this release")),
    };

    private async Task<NewCase> NewCaseAsync(Incoming.Registering registering, IReadOnlyList<Incoming> batch, Instant now, CancellationToken cancellation)
    {
        var (release, crnKey) = (registering.Release, key.SubjectKeyOf(registering.Release.Crn.Value));
        var known = await store.FindAllAsync(release.Crn, cancellation);
        var together = batch.OfType<Incoming.Registering>().Select(r => r.Release).Where(r => r.Crn == release.Crn).ToArray();
        var others = Unended(known, now);
        others.AddRange(together.Where(r => IsNotEnded(new CaseHistory(r, []), now)).Select(r => new Candidate(r.Id, r.ReleasedAt)));
        bool Claims(HeldFact held) =>
            now < held.ReceivedAt.PlusSeconds(HeldDays * Instant.Day) &&
            (held.SubjectKey != crnKey || held.Fact.Fact is AccessFact || Candidate.Named(others, held.Fact.Fact.OccurredAt, now) == release.Id);
        return new NewCase(release, now, registering.RecordedBy, key.WatchIdOf(release.Id), [key.SubjectKeyOf(release.Id.Value), crnKey], Claims)
        {
            Others = [.. known.Select(c => c.Id).Concat(together.Select(r => r.Id)).Distinct().Where(id => id != release.Id)],
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
        foreach (var i in at) named.AddRange(await NamedByAsync(i, OfPerson.Recording(batch[i]), now, cancellation));
        named = named.ConvertAll(n => (n.Index, n.Fact with { By = by }));
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
            late.AddRange((await NamedByAsync(i, OfPerson.Recording(batch[i]), now, cancellation)).Select(n => (n.Index, n.Fact with { By = by })).Except(done));
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
            var found = await NamedByAsync(at[i], held[i], now, cancellation);
            named.AddRange(found.Select(f => (f.Index, f.Fact with { By = by, HeldUnder = key.SubjectKeyOf(held[i].Subject) })));
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
            if (results[i].Result == Appended.UnknownRelease || answers[at] is { Status: EventStatus.Accepted }) continue;
            answers[at] = new EventAnswer(results[i].Result == Appended.Accepted ? EventStatus.Accepted : EventStatus.Duplicate, null, fact.ReleaseId);
        }

        Look[] looks = [.. results.Select(r => r.Look).OfType<Look>().Distinct()];
        if (looks.Length > 0) await watches.LookAsync(looks, cancellation);
    }

    private async Task<IReadOnlyList<(int Index, FactFor Fact)>> NamedByAsync(int index, Incoming.Recording recording, Instant now, CancellationToken cancellation)
    {
        var isRelease = ReleaseId.TryParse(recording.Subject, out var id);
        var cases = isRelease && !OfPerson.Concerns(recording.Fact) ? [] : await store.FindAllAsync(OfPerson.CrnOf(recording.Subject), cancellation);
        var named = recording.Fact.Fact is AccessFact ? null : isRelease ? id : NamedAmong(cases, recording.Fact.Fact, now);
        return [.. OfPerson.Releases(recording.Fact, cases).Prepend(named).OfType<ReleaseId>().Distinct().Select(to => (index, new FactFor(to, recording.Fact)))];
    }

    // An event that was recorded goes where it went, whatever has ended since: sent again it is a duplicate, not news for the next release.
    private ReleaseId? NamedAmong(IReadOnlyList<CaseRecord> cases, Fact fact, Instant now) =>
        cases.FirstOrDefault(c => c.History.Has(fact.EventId))?.Id ?? Candidate.Named(Unended(cases, now), fact.OccurredAt, now);

    private List<Candidate> Unended(IReadOnlyList<CaseRecord> cases, Instant now) =>
        [.. cases.Where(c => IsNotEnded(c.History, now)).Select(c => new Candidate(c.Id, c.History.Registered.ReleasedAt))];

    private bool IsNotEnded(CaseHistory history, Instant now) => history.At(now, policies.Of, calendar).StateAt(now) != WatchState.Ended;

    private static List<int> IndexesOf<T>(IReadOnlyList<Incoming> batch) => [.. Enumerable.Range(0, batch.Count).Where(i => batch[i] is T)];
}
