using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Why a rule holds nothing.</summary>
public enum WhyNot
{
    /// <summary>The release is not watched.</summary>
    NotWatched,

    /// <summary>The policy has switched the rule off.</summary>
    SwitchedOff,

    /// <summary>Contact is suspended.</summary>
    ContactSuspended,

    /// <summary>By the facts that count.</summary>
    NotByTheFacts,
}

/// <summary>One rule at an instant.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Policy">Its numbers.</param>
/// <param name="Conditions">What it holds.</param>
/// <param name="WhyNot">Why it holds nothing; null when it holds something.</param>
/// <param name="NextChangeAt">When its answer changes next by what is known, UTC; null when it does not.</param>
/// <param name="Facts">The facts that it reads, in fact order; those that are not yet effective at the instant do not count.</param>
public sealed record ExplainedRule(RuleId Rule, RulePolicy Policy, IReadOnlyList<Condition> Conditions, WhyNot? WhyNot, Instant? NextChangeAt, IReadOnlyList<Fact> Facts);

/// <summary>Every rule at an instant, for machines and for people.</summary>
/// <param name="At">The instant, UTC.</param>
/// <param name="Review">The review at it.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
/// <param name="CalendarVersion">The calendar.</param>
/// <param name="Rules">Every rule, in the order of the book.</param>
public sealed record Explanation(Instant At, Review Review, string PolicyVersion, string CalendarVersion, IReadOnlyList<ExplainedRule> Rules)
{
    /// <summary>Explains a case as it was in force at an instant.</summary>
    public static Explanation Of(Case c, Instant at)
    {
        var review = Reviewer.Review(c, at);
        return new Explanation(at, review, c.Policy.Version, c.Calendar.Version, [.. RuleBook.All.Select(rule => Explain(rule, c, review, at))]);
    }

    /// <summary>Why a rule holds or does not, in a sentence.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="moment">Writes an instant with what goes before it: at 2026-06-02T09:00:00Z.</param>
    public string Why(ExplainedRule rule, Func<Instant, string> moment) => rule.WhyNot switch
    {
        null => RuleWords.Of(rule.Rule).Says,
        WhyNot.NotWatched => $"The release is {(Review.State == WatchState.Pending ? "still to come" : "no longer watched")}; no rule holds.",
        WhyNot.SwitchedOff => "The policy has switched this rule off.",
        WhyNot.ContactSuspended => "Contact is suspended; the appointment rules hold nothing.",
        _ => rule.NextChangeAt is { } next ? $"It does not hold; by what is known now it will {moment(next)}." : "It does not hold by the facts that count at that instant.",
    };

    private static ExplainedRule Explain(Rule rule, Case c, Review review, Instant at)
    {
        Condition[] held = [.. review.Conditions.Where(x => x.Rule == rule.Id)];
        var policy = c.Rules.Of(rule.Id);
        var next = review.State == WatchState.Watching ? Reviewer.NextChangeOf(c, rule.Id, at) : null;
        return new ExplainedRule(
            rule.Id, policy, held, held.Length > 0 ? null : WhyNotOf(rule, c, review, policy.Enabled, at), next, [.. c.Timeline.Facts.Where(f => (f.Topic & rule.Reads) != 0)]);
    }

    private static WhyNot WhyNotOf(Rule rule, Case c, Review review, bool enabled, Instant at)
    {
        if (review.State != WatchState.Watching) return WhyNot.NotWatched;
        if (!enabled) return WhyNot.SwitchedOff;
        return rule.PausesWithContact && c.IsContactSuspended(at) ? WhyNot.ContactSuspended : WhyNot.NotByTheFacts;
    }
}
