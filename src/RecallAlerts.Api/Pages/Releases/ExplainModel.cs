using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>Every rule at a moment, in words.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Asked">The moment that is asked for.</param>
/// <param name="Lines">What is said of it.</param>
public sealed record ExplainModel(string WatchId, string Crn, AskedMoment Asked, ExplainedLines Lines);

/// <summary>What is said of a moment.</summary>
/// <param name="At">The moment, UTC.</param>
/// <param name="State">Whether the release is watched, and in which part of the watch.</param>
/// <param name="PolicyVersion">The policy that decides.</param>
/// <param name="NextChangeAt">When anything changes next by what is known, UTC; null is never.</param>
/// <param name="Held">What holds, the worst first.</param>
/// <param name="WhyNone">Why a rule holds nothing beside which no other reason stands.</param>
/// <param name="NotHeld">The rules that hold nothing.</param>
public sealed record ExplainedLines(Instant At, string State, string PolicyVersion, Instant? NextChangeAt, IReadOnlyList<HeldLine> Held, string WhyNone, IReadOnlyList<NotHeldLine> NotHeld)
{
    /// <summary>Explains a case as it was in force at a moment.</summary>
    internal static ExplainedLines Of(Case c, Instant at)
    {
        var explanation = Explanation.Of(c, at);
        var held = explanation.Rules.SelectMany(r => r.Conditions.Select(x => Line(r, x, c, at))).OrderByDescending(l => l.Severity).ThenBy(l => l.Since).ThenBy(l => l.Title, StringComparer.Ordinal);
        var not = explanation.Rules.Where(r => r.WhyNot is not null).Select(r => new NotHeldLine(RuleWords.TitleOf(r.Rule), WhyNot(explanation, r), FactsOf(r, at)));
        return new ExplainedLines(at, StateOf(explanation.Review), explanation.PolicyVersion, explanation.Review.NextChangeAt, [.. held], WhyNoneOf(explanation.Review), [.. not]);
    }

    private static HeldLine Line(ExplainedRule rule, Condition x, Case c, Instant at)
    {
        var words = AlertWords.Of(x.Rule, x.Key, c, at);
        var rests = rule.Facts.FirstOrDefault(f => f.EventId == x.BasisEventId);
        return new HeldLine(
            RuleWords.TitleOf(x.Rule, x.Key), x.Severity, x.Since, words.Says, words.ClearedBy, rests is null ? null : FactWords.Of(rests), x.SuppressedBy is { } by ? RuleWords.TitleOf(by) : null,
            rule.NextChangeAt, FactsOf(rule, at));
    }

    private static string WhyNoneOf(Review review) => review.State switch
    {
        WatchState.Watching => "These do not hold by the facts that count at that moment, unless another reason stands beside them.",
        WatchState.Pending => "The release is still to come; no rule holds.",
        _ => "The release is no longer watched; no rule holds.",
    };

    // What is so of most of them is said once above them.
    private static string? WhyNot(Explanation explanation, ExplainedRule rule) => rule switch
    {
        { WhyNot: Handlers.WhyNot.NotWatched } or { WhyNot: Handlers.WhyNot.NotByTheFacts, NextChangeAt: null } => null,
        _ => explanation.Why(rule, static t => $"on {PageWords.Moment(t)}"),
    };

    private static IReadOnlyList<ReadFact> FactsOf(ExplainedRule rule, Instant at) => [.. rule.Facts.Select(f => new ReadFact(f.EffectiveAt, FactWords.Of(f), f.EffectiveAt <= at))];

    private static string StateOf(Review review) => review.Phase is { } phase ? $"watched, {NameOf<Phase>.Text(phase).Replace('-', ' ')}" : review.State == WatchState.Pending ? "still to come" : "no longer watched";
}

/// <summary>A condition that holds.</summary>
/// <param name="Title">Its rule.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Since">From when it holds, UTC.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="ClearedBy">What would clear it.</param>
/// <param name="RestsOn">The fact that it rests on; null when it rests on the absence of one.</param>
/// <param name="SpokenForBy">The rule that speaks for it; null when it speaks for itself.</param>
/// <param name="NextChangeAt">When its rule answers otherwise by what is known, UTC; null when it does not.</param>
/// <param name="Facts">The facts that its rule reads.</param>
public sealed record HeldLine(
    string Title, Severity Severity, Instant Since, string Says, string ClearedBy, string? RestsOn, string? SpokenForBy, Instant? NextChangeAt, IReadOnlyList<ReadFact> Facts);

/// <summary>A rule that holds nothing.</summary>
/// <param name="Title">The rule.</param>
/// <param name="Why">Why it does not hold; null where it is what is said of all.</param>
/// <param name="Facts">The facts that it reads.</param>
public sealed record NotHeldLine(string Title, string? Why, IReadOnlyList<ReadFact> Facts);

/// <summary>A fact that a rule reads.</summary>
/// <param name="EffectiveAt">From when it counts, UTC.</param>
/// <param name="Says">What it says.</param>
/// <param name="Counts">Whether it counts at the moment.</param>
public sealed record ReadFact(Instant EffectiveAt, string Says, bool Counts);
