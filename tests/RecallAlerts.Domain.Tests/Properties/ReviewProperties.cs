using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Properties;

public sealed class ReviewProperties
{
    private const int Runs = 1_000;

    [Fact]
    public void Review_OfFactsInAnyOrderAndRepetition_IsTheSame() => Timelines.Hold(Runs, s =>
    {
        var shuffled = s.Facts.Reverse().Concat(s.Facts).Concat(s.Facts.OrderBy(f => f.EventId, StringComparer.Ordinal)).ToArray();
        return s.Looks.All(now => Text(Review(s, s.Facts, now)) == Text(Review(s, shuffled, now)));
    });

    [Fact]
    public void Review_TwiceOfOneCase_IsTheSameInAnyOrderOfInstants() => Timelines.Hold(Runs, s =>
    {
        var c = s.Given().Case();
        var forwards = s.Looks.Select(now => Text(Reviewer.Review(c, now))).ToArray();
        return s.Looks.Reverse().Select(now => Text(Reviewer.Review(c, now))).Reverse().SequenceEqual(forwards);
    });

    [Fact]
    public void Review_BetweenNowAndNextChange_StaysAndChangesThen() => Timelines.Hold(Runs, s =>
    {
        var c = s.Given().Case();
        return s.Looks.All(now => StaysUntilNextChange(c, now));
    });

    [Fact]
    public void Review_WithoutANextChange_NeverChanges() => Timelines.Hold(Runs, s =>
    {
        var c = s.Given().Case();
        var far = s.Release.ReleasedAt.PlusSeconds(400 * Instant.Day);
        return Reviewer.Review(c, far) is { State: WatchState.Ended, NextChangeAt: null } &&
               new long[] { 1, 100, 1_000, 10_000 }.All(days => Reviewer.Review(c, far.PlusSeconds(days * Instant.Day))
                   .State == WatchState.Ended);
    });

    [Fact]
    public void Review_WalkedFromChangeToChange_MissesNothingThatALookSees() => Timelines.Hold(Runs, s =>
    {
        var c = s.Given().Case();
        var walk = Walk(c, s.Release.ReleasedAt.PlusSeconds(-50 * Instant.Day));
        return s.Looks.All(now => walk.Last(step => step.At <= now).Seen == Seen(Reviewer.Review(c, now)));
    });

    [Fact]
    public void Review_OfFactsNotYetEffective_HoldsWhatItHoldsWithoutThem() => Timelines.Hold(Runs, s => s.Looks.All(now =>
        Seen(Review(s, Distinct(s.Facts), now)) == Seen(Review(s, Distinct(s.Facts).Where(f => f.EffectiveAt <= now), now))));

    [Fact]
    public void Conditions_AreSortedAndEachKeyOnce() => Timelines.Hold(Runs, s => s.Looks.All(now =>
    {
        var names = Reviewer.Review(s.Given().Case(), now).Conditions.Select(x => $"{NameOf<RuleId>.Text(x.Rule)}|{x.Key}").ToArray();
        return names.SequenceEqual(names.Distinct().Order(StringComparer.Ordinal));
    }));

    [Fact]
    public void Conditions_AreSuppressed_WhenAndOnlyWhenTheirSuppressorHolds() => Timelines.Hold(Runs, s => s.Looks.All(now =>
    {
        var conditions = Reviewer.Review(s.Given().Case(), now).Conditions;
        return conditions.All(x => x.SuppressedBy ==
            (RuleBook.SuppressorOf(x.Rule) is { } by && conditions.Any(other => other.Rule == by) ? by : null));
    }));

    private static bool StaysUntilNextChange(Case c, Instant now)
    {
        var review = Reviewer.Review(c, now);
        var seen = Seen(review);
        if (review.NextChangeAt is not { } next) return Seen(Reviewer.Review(c, now.PlusSeconds(500 * Instant.Day))) == seen;
        var inside = next.Seconds - now.Seconds - 1;
        return next > now && Seen(Reviewer.Review(c, next)) != seen &&
               new[] { inside, inside / 2, inside / 3, inside / 7, 1 }.Where(x => x > 0 && x <= inside)
                   .All(x => Seen(Reviewer.Review(c, now.PlusSeconds(x))) == seen);
    }

    private static List<(Instant At, string Seen)> Walk(Case c, Instant from)
    {
        var steps = new List<(Instant, string)>();
        for (Instant? at = from; at is { } now;)
        {
            var review = Reviewer.Review(c, now);
            steps.Add((now, Seen(review)));
            at = review.NextChangeAt;
        }

        return steps;
    }

    // The first of each eventId in fact order: what the review passes on, whenever it is effective.
    private static IEnumerable<Fact> Distinct(IReadOnlyList<Fact> facts) => Timeline.Of(facts).Facts;

    private static Review Review(Scenario s, IEnumerable<Fact> facts, Instant now) =>
        Reviewer.Review(new Case(s.Release, Timeline.Of(facts), Given.Policy, Given.Calendar), now);

    private static string Text(Review review) =>
        $"{Seen(review)} {review.Phase} {review.NextChangeAt} {string.Join(' ', review.Conditions.Select(x => x.Since))}";

    private static string Seen(Review review) =>
        $"{review.State} {string.Join("; ", review.Conditions.Select(x => $"{x.Rule} {x.Key} {x.Severity} {x.SuppressedBy}"))}";
}
