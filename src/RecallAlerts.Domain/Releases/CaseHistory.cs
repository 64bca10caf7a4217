using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Releases;

/// <summary>A fact that records a recall of this release, effective by the instant of looking.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn by then.</param>
public sealed record KnownRecall(RecallRecorded Fact, bool IsWithdrawn);

/// <summary>
/// All that was ever recorded of a release: the registered body, facts, amendments and withdrawals. What is in force depends on the
/// instant (lifecycle.md §2.3).
/// </summary>
/// <param name="registered">The release as registered.</param>
/// <param name="recorded">Facts, amendments and withdrawals in any order, with any repetition.</param>
public sealed class CaseHistory(Release registered, IReadOnlyCollection<Fact> recorded)
{
    private readonly FactWithdrawn[] _withdrawals = [.. recorded.OfType<FactWithdrawn>()];
    private readonly ReleaseAmended[] _amendments = [.. recorded.OfType<ReleaseAmended>()];
    private readonly AccessFact[] _access = [.. recorded.OfType<AccessFact>()];
    private CaseAccess? _whoMaySee;

    /// <summary>The release as registered.</summary>
    public Release Registered { get; } = registered;

    /// <summary>Who may see it, and when, as far as it is recorded.</summary>
    public CaseAccess Access => _access.Length == 0 ? CaseAccess.Open : _whoMaySee ??= CaseAccess.Of(_access, _withdrawals);

    /// <summary>This history with one more fact, amendment or withdrawal.</summary>
    public CaseHistory With(Fact fact) => new(Registered, [.. recorded, fact]);

    /// <summary>All that was recorded, in the order of fact order, repetitions included.</summary>
    public IReadOnlyList<Fact> Recorded => [.. recorded.Order(Comparer<Fact>.Create(Fact.Compare))];

    /// <summary>The case at an instant: amendments and withdrawals that are effective then are applied.</summary>
    public Case At(Instant t, Func<string, Policy> policyOf, WorkingCalendar calendar)
    {
        var withdrawn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var withdrawal in _withdrawals)
        {
            if (withdrawal.EffectiveAt <= t) withdrawn.Add(withdrawal.WithdrawnEventId);
        }

        var release = ReleaseAt(t, withdrawn);
        return new Case(release, TimelineWithout(withdrawn), policyOf(release.Region), calendar);
    }

    /// <summary>The next instant after t at which an amendment or withdrawal becomes effective; null when none does.</summary>
    public Instant? NextAmendmentAfter(Instant t)
    {
        Instant? next = null;
        foreach (var fact in _withdrawals.Concat<Fact>(_amendments))
        {
            if (fact.EffectiveAt > t) next = Instant.Earliest(next, fact.EffectiveAt);
        }

        return next;
    }

    /// <summary>Whether an event of this id was recorded, withdrawn or not.</summary>
    public bool Has(string eventId) => recorded.Any(f => f.EventId == eventId);

    /// <summary>Whether an event of this id said who may see the case, withdrawn or not.</summary>
    public bool HasAccess(string eventId) => Array.Exists(_access, f => f.EventId == eventId);

    /// <summary>The release as which this one goes on after a merge that was not undone; null when there is none.</summary>
    public ReleaseId? MergedInto => MergedBy?.Into;

    /// <summary>The fact that says so.</summary>
    public WatchEnded? MergedBy => recorded.OfType<WatchEnded>().FirstOrDefault(e => e.Into is not null && !_withdrawals.Any(w => w.WithdrawnEventId == e.EventId));

    /// <summary>Whether a recall was recorded that is effective at an instant, withdrawn or not.</summary>
    public bool HasRecallAt(Instant t)
    {
        foreach (var fact in recorded)
        {
            if (fact is RecallRecorded && fact.EffectiveAt <= t) return true;
        }

        return false;
    }

    /// <summary>
    /// The facts that record recalls, in fact order, each eventId once. Left out are those that are not effective at the instant, those that belong
    /// to an earlier release, and those that were withdrawn before they became effective.
    /// </summary>
    public IReadOnlyList<KnownRecall> RecallsAt(Instant t)
    {
        var known = new List<KnownRecall>();
        foreach (var fact in Timeline.Of(recorded.Where(IsPassedIn)).Facts.OfType<RecallRecorded>())
        {
            var withdrawnAt = WithdrawnAt(fact.EventId);
            if (fact.EffectiveAt > t || fact.OccurredAt < Registered.ReleasedAt || withdrawnAt <= fact.EffectiveAt) continue;
            known.Add(new KnownRecall(fact, withdrawnAt <= t));
        }

        return known;
    }

    private Instant? WithdrawnAt(string eventId)
    {
        Instant? earliest = null;
        foreach (var withdrawal in _withdrawals)
        {
            if (withdrawal.WithdrawnEventId == eventId) earliest = Instant.Earliest(earliest, withdrawal.EffectiveAt);
        }

        return earliest;
    }

    private static bool IsPassedIn(Fact fact) => fact is not (ReleaseAmended or FactWithdrawn or AccessFact);

    private Release ReleaseAt(Instant t, HashSet<string> withdrawn)
    {
        if (_amendments.Length == 0) return Registered;
        var inForce = Timeline.Of(_amendments).Facts.Cast<ReleaseAmended>().Where(a => a.EffectiveAt <= t && !withdrawn.Contains(a.EventId));
        return inForce.Aggregate(Registered, static (release, amended) => amended.Amendment.Over(release));
    }

    private Timeline TimelineWithout(HashSet<string> withdrawn)
    {
        if (_amendments.Length + _withdrawals.Length + _access.Length == 0) return Timeline.Of(recorded);
        return Timeline.Of(recorded.Where(f => IsPassedIn(f) && !withdrawn.Contains(f.EventId)));
    }
}
