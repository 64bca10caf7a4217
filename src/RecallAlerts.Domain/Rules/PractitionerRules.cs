using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>no-practitioner: nobody holds the case.</summary>
public static class NoPractitionerRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.NoPractitioner, Topics.Practitioner, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.PractitionerInForce(now) is not null) return null;
        var left = StartOfGap(c, now);
        var since = left is null ? c.Release.ReleasedAt : Instant.Max(c.Release.ReleasedAt, left.OccurredAt);
        found.Add(new Finding(ConditionKey.Of(since), since, c.Rules.NoPractitioner.Severity, left));
        return null;
    }

    private static PractitionerFact? StartOfGap(Case c, Instant now)
    {
        PractitionerFact? first = null;
        for (var i = c.Timeline.Practitioners.Length - 1; i >= 0; i--)
        {
            var fact = c.Timeline.Practitioners[i];
            if (fact.EffectiveAt > now) continue;
            if (fact is PractitionerAllocated) break;
            first = fact;
        }

        return first;
    }
}

/// <summary>practitioner-churn: the case changed hands twice or more in the early-recall window.</summary>
public static class PractitionerChurnRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.PractitionerChurn, Topics.Practitioner, Evaluate)
    {
        RunsOutAt = static (c, _) => c.EndOfDay(c.Rules.PractitionerChurn.UntilDay),
    };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var rule = c.Rules.PractitionerChurn;
        var end = c.EndOfDay(rule.UntilDay);
        if (now >= end) return null;
        var changes = Changes(c, now);
        if (changes.Count < rule.Changes) return null;
        var severity = changes.Count >= rule.LaterChanges ? rule.LaterSeverity : rule.Severity;
        var decisive = changes[rule.Changes - 1];
        found.Add(new Finding(ConditionKey.Of(c.D), decisive.OccurredAt, severity, decisive));
        return end;
    }

    /// <summary>Each allocation that put another person in charge than the one before, from the release on.</summary>
    public static IReadOnlyList<PractitionerAllocated> Changes(Case c, Instant now)
    {
        var holder = AtRelease(c, now);
        var changes = new List<PractitionerAllocated>();
        var facts = c.Timeline.Practitioners;
        for (var i = 0; i < facts.Length; i++)
        {
            if (facts[i] is not PractitionerAllocated next || next.EffectiveAt > now || next.OccurredAt < c.Release.ReleasedAt) continue;
            if (IsReplacedAtOnce(facts, i, now) || next.PractitionerId == holder) continue;
            if (holder is not null) changes.Add(next);
            holder = next.PractitionerId;
        }

        return changes;
    }

    private static bool IsReplacedAtOnce(PractitionerFact[] facts, int i, Instant now)
    {
        for (var j = i + 1; j < facts.Length && facts[j].OccurredAt == facts[i].OccurredAt; j++)
        {
            if (facts[j] is PractitionerAllocated && facts[j].EffectiveAt <= now) return true;
        }

        return false;
    }

    private static string? AtRelease(Case c, Instant now)
    {
        for (var i = c.Timeline.Practitioners.Length - 1; i >= 0; i--)
        {
            var fact = c.Timeline.Practitioners[i];
            if (fact.EffectiveAt <= now && fact.OccurredAt < c.Release.ReleasedAt) return (fact as PractitionerAllocated)?.PractitionerId;
        }

        return c.Release.PractitionerId;
    }
}

/// <summary>handover-not-completed: the prison has not handed the case over.</summary>
public static class HandoverNotCompletedRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.HandoverNotCompleted, Topics.Handover, Evaluate)
    {
        RunsOutAt = static (c, _) => c.EndOfDay(c.Rules.HandoverNotCompleted.UntilDay),
    };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var end = c.EndOfDay(c.Rules.HandoverNotCompleted.UntilDay);
        if (c.Release.HandoverCompleted || now >= end || Case.Latest(c.Timeline.Handovers, now) is not null) return null;
        found.Add(new Finding(ConditionKey.Of(c.D), c.Release.ReleasedAt, c.Rules.HandoverNotCompleted.Severity, null));
        return end;
    }
}

/// <summary>Who holds the case.</summary>
public static class PractitionersInForce
{
    /// <summary>The practitioner in force by the facts, of any date, that are effective; null when nobody holds the case.</summary>
    public static string? PractitionerInForce(this Case c, Instant now) => Case.Latest(c.Timeline.Practitioners, now) switch
    {
        PractitionerAllocated allocated => allocated.PractitionerId,
        null => c.Release.PractitionerId,
        _ => null,
    };
}
