using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Application.Cases;

/// <summary>Finds the releases that an event is for, by the release or the CRN that it names.</summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="policies">The policy, which says when a watch ends.</param>
/// <param name="calendar">Working days.</param>
internal sealed class NamedReleases(ICaseStore store, PolicySet policies, WorkingCalendar calendar)
{
    /// <summary>The releases, each with the event; none where it names none that is known, or somebody who was erased.</summary>
    public async Task<(IReadOnlyList<FactFor> Releases, bool IsErased)> ByAsync(Incoming.Recording recording, Instant now, CancellationToken cancellation)
    {
        var isRelease = ReleaseId.TryParse(recording.Subject, out var id);
        if (isRelease && !OfPerson.Concerns(recording.Fact)) return ([new FactFor(id, recording.Fact)], false);
        var cases = await store.FindAllAsync(OfPerson.CrnOf(recording.Subject), cancellation);
        if (cases.IsErased) return ([], true);
        return (isRelease ? Of(recording.Fact, cases, recording.Fact.Fact is AccessFact ? null : id) : Among(cases, recording.Fact, now), false);
    }

    /// <summary>Of a person's releases those that an event is for which names the person.</summary>
    public IReadOnlyList<FactFor> Among(PersonCases cases, RecordedFact fact, Instant now) => Of(fact, cases, fact.Fact is AccessFact ? null : NamedAmong(cases, fact.Fact, now));

    /// <summary>Releases that are not ended, those that go on as another left out.</summary>
    public List<Candidate> Unended(IReadOnlyList<CaseRecord> cases, Instant now) =>
        [.. cases.Where(c => c.History.MergedInto is null && IsNotEnded(c.History, now)).Select(c => new Candidate(c.Id, c.History.Registered.ReleasedAt))];

    /// <summary>Whether a release is not ended.</summary>
    public bool IsNotEnded(CaseHistory history, Instant now) => history.At(now, policies.Of, calendar).StateAt(now) != WatchState.Ended;

    private static IReadOnlyList<FactFor> Of(RecordedFact fact, PersonCases cases, ReleaseId? named)
    {
        var ofPerson = OfPerson.Releases(fact, cases).ToHashSet();
        return [.. ofPerson.Prepend(named).OfType<ReleaseId>().Distinct().Select(to => new FactFor(to, fact) { IsOfPerson = ofPerson.Contains(to) })];
    }

    // An event that was recorded goes where it went, whatever has ended since: sent again it is a duplicate, not news for the next release.
    private ReleaseId? NamedAmong(IReadOnlyList<CaseRecord> cases, Fact fact, Instant now) =>
        cases.FirstOrDefault(c => c.History.Has(fact.EventId))?.Id ?? Candidate.Named(Unended(cases, now), fact.OccurredAt, now);
}
