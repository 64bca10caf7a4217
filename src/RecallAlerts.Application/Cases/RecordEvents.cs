using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

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

    /// <summary>Applies a batch at an instant; the answers are in the order of the batch.</summary>
    /// <param name="batch">What came in.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="origin">How it came, for the count.</param>
    public async Task<IReadOnlyList<EventAnswer>> ApplyAsync(
        IReadOnlyList<Incoming> batch, Instant now, CancellationToken cancellation, EventOrigin origin = EventOrigin.Request)
    {
        using var span = UseCaseSpan.Begin("record");
        span.Count("events", batch.Count);
        var answers = new EventAnswer[batch.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            if (batch[i] is Incoming.Refused refused) answers[i] = new EventAnswer(EventStatus.Rejected, refused.Problem);
        }

        await RegisterAsync(batch, answers, now, cancellation);
        await RecordAsync(batch, answers, now, cancellation);
        instruments?.Events.Recorded(origin, answers);
        span.Done();
        return answers;
    }

    private async Task RegisterAsync(IReadOnlyList<Incoming> batch, EventAnswer[] answers, Instant now, CancellationToken cancellation)
    {
        var at = IndexesOf<Incoming.Registering>(batch);
        if (at.Count == 0) return;
        var cases = new List<NewCase>(at.Count);
        foreach (var i in at.ToArray())
        {
            if (await NewCaseAsync((Incoming.Registering)batch[i], batch, now, cancellation) is { } known) cases.Add(known);
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
        var others = Unended(person, now);
        var together = batch.OfType<Incoming.Registering>().Select(r => r.Release).Where(r => r.Crn == release.Crn && IsNotEnded(new CaseHistory(r, []), now));
        others.AddRange(together.Select(r => new Candidate(r.Id, r.ReleasedAt)));
        bool Claims(HeldFact held) =>
            now < held.ReceivedAt.PlusSeconds(HeldDays * Instant.Day) &&
            (!crnKeys.Contains(held.SubjectKey, StringComparer.Ordinal) || Candidate.Named(others, held.Fact.Fact.OccurredAt, now) == release.Id);
        return new NewCase(release, now, registering.RecordedBy, key.WatchIdOf(release.Id), [key.SubjectKeyOf(release.Id.Value), .. crnKeys], Claims);
    }

    private async Task RecordAsync(IReadOnlyList<Incoming> batch, EventAnswer[] answers, Instant now, CancellationToken cancellation)
    {
        var at = IndexesOf<Incoming.Recording>(batch);
        if (at.Count == 0) return;
        var named = new List<(int Index, FactFor Fact)>(at.Count);
        foreach (var i in at)
        {
            var recording = (Incoming.Recording)batch[i];
            var (id, isErased) = await NamedByAsync(recording, now, cancellation);
            if (isErased) answers[i] = Erased;
            else if (id is { } release) named.Add((i, new FactFor(release, recording.Fact)));
        }

        await AppendAsync(named, answers, now, cancellation);
        await HoldAsync(batch, [.. at.Where(i => answers[i] is null)], answers, now, cancellation);
    }

    // Another caller may register the release between looking for it and holding: what is held is looked for once more.
    private async Task HoldAsync(IReadOnlyList<Incoming> batch, int[] at, EventAnswer[] answers, Instant now, CancellationToken cancellation)
    {
        if (at.Length == 0) return;
        var held = Array.ConvertAll(at, i => (Incoming.Recording)batch[i]);
        await store.HoldAsync([.. held.Select(r => (key.SubjectKeyOf(r.Subject), r.Fact))], now, cancellation);
        foreach (var i in at) answers[i] = new EventAnswer(EventStatus.Held);
        var named = new List<(int Index, FactFor Fact)>();
        for (var i = 0; i < held.Length; i++)
        {
            if (await NamedByAsync(held[i], now, cancellation) is { Id: { } id }) named.Add((at[i], new FactFor(id, held[i].Fact, key.SubjectKeyOf(held[i].Subject))));
        }

        await AppendAsync(named, answers, now, cancellation);
    }

    private async Task AppendAsync(List<(int Index, FactFor Fact)> named, EventAnswer[] answers, Instant now, CancellationToken cancellation)
    {
        if (named.Count == 0) return;
        var results = await store.AppendAsync(named.ConvertAll(n => n.Fact), now, settle is null ? null : record => settle(record, now), cancellation);
        for (var i = 0; i < named.Count; i++)
        {
            if (AnswerOf(results[i].Result, named[i].Fact.ReleaseId) is { } answer) answers[named[i].Index] = answer;
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

    // An event that was recorded goes where it went, whatever has ended since: sent again it is a duplicate, not news for the next release.
    private async Task<(ReleaseId? Id, bool IsErased)> NamedByAsync(Incoming.Recording recording, Instant now, CancellationToken cancellation)
    {
        if (ReleaseId.TryParse(recording.Subject, out var id)) return (id, false);
        var cases = await store.FindAllAsync(new Crn(recording.Subject), cancellation);
        return (NamedBy(cases, recording.Fact.Fact, now), cases.IsErased);
    }

    private ReleaseId? NamedBy(PersonCases cases, Fact fact, Instant now) =>
        cases.FirstOrDefault(c => c.History.Has(fact.EventId))?.Id ?? Candidate.Named(Unended(cases, now), fact.OccurredAt, now);

    /// <summary>Gives held events to the releases that they name now, because two CRNs became one person; those that name none stay held.</summary>
    /// <param name="held">What is held under the CRNs of the person.</param>
    /// <param name="crn">One of them.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task TakeHeldAsync(IReadOnlyList<HeldFact> held, Crn crn, Instant now, CancellationToken cancellation)
    {
        if (held.Count == 0) return;
        var cases = await store.FindAllAsync(crn, cancellation);
        var named = new List<(int Index, FactFor Fact)>();
        foreach (var h in held)
        {
            if (NamedBy(cases, h.Fact.Fact, now) is { } id) named.Add((named.Count, new FactFor(id, h.Fact, h.SubjectKey)));
        }

        await AppendAsync(named, new EventAnswer[named.Count], now, cancellation);
    }

    private List<Candidate> Unended(IReadOnlyList<CaseRecord> cases, Instant now) =>
        [.. cases.Where(c => c.History.MergedInto is null && IsNotEnded(c.History, now)).Select(c => new Candidate(c.Id, c.History.Registered.ReleasedAt))];

    private bool IsNotEnded(CaseHistory history, Instant now) => history.At(now, policies.Of, calendar).StateAt(now) != WatchState.Ended;

    private static List<int> IndexesOf<T>(IReadOnlyList<Incoming> batch)
    {
        var indexes = new List<int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i] is T) indexes.Add(i);
        }

        return indexes;
    }
}
