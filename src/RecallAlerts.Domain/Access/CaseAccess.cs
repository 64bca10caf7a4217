using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Access;

/// <summary>From an instant on, until the next step, a case has these limits.</summary>
/// <param name="From">The first instant, UTC.</param>
/// <param name="Limits">The limits.</param>
public sealed record AccessStep(Instant From, Limits Limits);

/// <summary>
/// Who may see a case, and when, as far as it is recorded: steps in order of time, none like the one before it; open before the first. What is to come
/// is in it, so that whoever keeps it need not be told when it begins.
/// </summary>
public sealed record CaseAccess
{
    private readonly AccessStep[] _steps;

    private CaseAccess(AccessStep[] steps) => _steps = steps;

    /// <summary>Open, now and to come.</summary>
    public static CaseAccess Open { get; } = new([]);

    /// <summary>The steps, in order of time.</summary>
    public IReadOnlyList<AccessStep> Steps => _steps;

    /// <summary>Whether it is open, now and to come.</summary>
    public bool IsOpen => _steps.Length == 0;

    /// <summary>
    /// What follows from facts: of those that are effective and not withdrawn at an instant the last in fact order is in force. Of several under one
    /// eventId the first in fact order counts.
    /// </summary>
    public static CaseAccess Of(IEnumerable<AccessFact> facts, IReadOnlyCollection<FactWithdrawn> withdrawals)
    {
        var decided = Timeline.Of(facts).Facts.Cast<AccessFact>().ToArray();
        if (decided.Length == 0) return Open;
        var ids = decided.Select(f => f.EventId).ToHashSet(StringComparer.Ordinal);
        var withdrawn = withdrawals.Where(w => ids.Contains(w.WithdrawnEventId)).ToArray();
        var instants = decided.Concat<Fact>(withdrawn).Select(f => f.EffectiveAt).Distinct().Order();
        return Of(instants.Select(t => new AccessStep(t, InForce(decided, withdrawn, t))));
    }

    /// <summary>These steps in order, without those that change nothing.</summary>
    public static CaseAccess Of(IEnumerable<AccessStep> steps)
    {
        var (kept, last) = (new List<AccessStep>(), (Limits)new Limits.Open());
        foreach (var step in steps)
        {
            if (step.Limits == last) continue;
            kept.Add(step);
            last = step.Limits;
        }

        return kept.Count == 0 ? Open : new CaseAccess([.. kept]);
    }

    /// <summary>The limits at an instant.</summary>
    public Limits At(Instant t) => Array.FindLast(_steps, s => s.From <= t)?.Limits ?? new Limits.Open();

    /// <summary>
    /// As lists keep it from an instant on: what is over is left out, and what is in force holds from the beginning, so that a clock that is behind
    /// opens nothing.
    /// </summary>
    public CaseAccess Since(Instant t) => Of(_steps.Where(s => s.From > t).Prepend(new AccessStep(new Instant(0), At(t))));

    /// <summary>Whether any of those who are told of an alert may be told: its owner, the duty SPO and the head of the PDU. On-call managers are told out of hours only.</summary>
    public bool HasAudience(Person owner, string pdu, Instant t) =>
        ((Person[])[owner, new(Role.DutySpo, pdu), new(Role.HeadOfPdu, pdu)]).Any(person => At(t).MaySee(Staff.Of(person)));

    /// <inheritdoc />
    public bool Equals(CaseAccess? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    /// <inheritdoc />
    public override int GetHashCode() => _steps.Aggregate(_steps.Length, HashCode.Combine);

    private static Limits InForce(AccessFact[] decided, FactWithdrawn[] withdrawals, Instant t)
    {
        bool IsWithdrawn(AccessFact f) => withdrawals.Any(w => w.WithdrawnEventId == f.EventId && w.EffectiveAt <= t);
        return Array.FindLast(decided, f => f.EffectiveAt <= t && !IsWithdrawn(f))?.Limits ?? new Limits.Open();
    }
}
