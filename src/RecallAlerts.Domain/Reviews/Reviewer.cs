using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Reviews;

/// <summary>
/// review(release, facts, now, policy): pure, the same answer for any order of arrival and any repetition.
/// Each rule is asked once for its answer and, from there, when that answer changes; the earliest of these is the next change.
/// </summary>
public static class Reviewer
{
    /// <summary>Reviews a release at an instant.</summary>
    public static Review Review(Case c, Instant now)
    {
        if (now < c.Release.ReleasedAt) return new Review(WatchState.Pending, null, [], c.Release.ReleasedAt);
        var end = c.WatchEndsAt();
        if (now >= end) return new Review(WatchState.Ended, null, [], null);
        Span<Instant?> hints = new Instant?[RuleBook.All.Count];
        var found = new List<(RuleId Rule, Finding Finding)>(8);
        var buffer = new List<Finding>(4);
        for (var i = 0; i < hints.Length; i++)
        {
            hints[i] = Ask(c, RuleBook.All[i], now, buffer);
            foreach (var finding in buffer) found.Add(((RuleId)i, finding));
        }

        return new Review(WatchState.Watching, c.PhaseAt(now), Conditions(found), NextChange(c, now, found, hints, end));
    }

    /// <summary>What one rule finds at an instant of a watched release, by key; empty when the rule is off.</summary>
    public static IReadOnlyList<Finding> Findings(Case c, RuleId rule, Instant now)
    {
        var found = new List<Finding>();
        if (c.StateAt(now) == WatchState.Watching) Ask(c, RuleBook.Of(rule), now, found);
        return found;
    }

    /// <summary>When one rule's answer changes next while the release is watched; null when it does not.</summary>
    public static Instant? NextChangeOf(Case c, RuleId rule, Instant now)
    {
        var found = new List<Finding>();
        var hint = Ask(c, RuleBook.Of(rule), now, found);
        return NextChange(c, RuleBook.Of(rule), now, found, hint, c.WatchEndsAt());
    }

    private static Instant? Ask(Case c, Rule rule, Instant now, List<Finding> found)
    {
        found.Clear();
        if (!c.Rules.Of(rule.Id).Enabled) return null;
        var next = rule.Evaluate(c, now, found);
        if (found.Count > 1) found.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return next;
    }

    private static Instant NextChange(Case c, Instant now, List<(RuleId Rule, Finding Finding)> found, Span<Instant?> hints, Instant end)
    {
        var earliest = end;
        var own = new List<Finding>(4);
        for (var i = 0; i < hints.Length; i++)
        {
            own.Clear();
            foreach (var (rule, finding) in found)
            {
                if (rule == (RuleId)i) own.Add(finding);
            }

            earliest = NextChange(c, RuleBook.All[i], now, own, hints[i], earliest) ?? earliest;
        }

        return earliest;
    }

    // A hint, and a fact that becomes effective, only may change the answer: it is looked at again, up to the first that does.
    private static Instant? NextChange(Case c, Rule rule, Instant now, List<Finding> own, Instant? hint, Instant before)
    {
        if (!c.Rules.Of(rule.Id).Enabled) return null;
        List<Finding>? then = null;
        while (Instant.Earliest(hint, c.Timeline.NextEffective(rule.Reads, now)) is { } next && next < before)
        {
            hint = Ask(c, rule, next, then ??= new List<Finding>(4));
            if (!AreSame(own, then)) return next;
            now = next;
        }

        return null;
    }

    private static bool AreSame(List<Finding> a, List<Finding> b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!a[i].IsSameAs(b[i])) return false;
        }

        return true;
    }

    private static Condition[] Conditions(List<(RuleId Rule, Finding Finding)> found)
    {
        var holds = 0;
        foreach (var (rule, _) in found) holds |= 1 << (int)rule;
        var conditions = new Condition[found.Count];
        for (var i = 0; i < conditions.Length; i++)
        {
            var (rule, f) = found[i];
            var suppressor = RuleBook.SuppressorOf(rule) is { } other && (holds & (1 << (int)other)) != 0 ? other : (RuleId?)null;
            conditions[i] = new Condition(rule, f.Key.ToString(), f.Since, f.Severity, suppressor, f.Basis?.EventId);
        }

        return conditions;
    }
}
