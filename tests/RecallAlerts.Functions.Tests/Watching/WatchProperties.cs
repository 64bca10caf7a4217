using FsCheck;
using FsCheck.Fluent;
using static RecallAlerts.Functions.Tests.Watching.WatchedRelease;

namespace RecallAlerts.Functions.Tests.Watching;

/// <summary>Whatever is recorded and whenever, the watch looks in time, and not more often than it is asked to.</summary>
public sealed class WatchProperties
{
    private const int Runs = 300;

    [Fact]
    public void Look_WheneverFactsAreRecorded_BeginsNoLaterThanAsked() => Hold(played => played.Asks.All(ask =>
        played.Looks.Any(look => look >= ask.At && look <= Later(ask.At, ask.LookAt) + played.Duration)));

    [Fact]
    public void Look_ThatAReviewAsksFor_BeginsNoLaterThanAskedAndItsJitter() => Hold(played => played.Looks.Zip(played.Answers).All(pair =>
        pair.Second is not { } next || played.Looks.Any(look => look > pair.First && look <= Later(next + Jitter, pair.First + played.Duration + TimeSpan.FromMinutes(1)))));

    [Fact]
    public void Looks_AreAsManyAsTheWindowsThatShareNone_AndNoMoreThanAreAskedFor() => Hold(played =>
    {
        var (windows, seen) = (0, DateTimeOffset.MinValue);
        foreach (var ask in played.Asks.OrderBy(a => Later(a.At, a.LookAt)).Where(a => !played.Running.Any(l => l.Began <= a.At && a.At <= l.Ended)))
        {
            if (ask.At <= seen) continue;
            (windows, seen) = (windows + 1, Later(ask.At, ask.LookAt));
        }

        return played.Looks.Count >= windows && played.Looks.Count <= 1 + played.Asks.Count + played.Answers.Count(a => a is not null);
    });

    [Fact]
    public void History_HoweverManyEvents_GrowsByThoseOfARunningReviewOnly() => Hold(played =>
        played.LargestHistory <= 29 + (3 * played.Running.Max(look => played.Asks.Count(a => look.Began <= a.At && a.At <= look.Ended))));

    [Fact]
    public void Invocations_OfWhatIsAskedOneByOne_AreFourALookAndAFewToBeginAnew() => Hold(played =>
        played.Invocations <= 3 + (4 * played.Looks.Count) + (2 * played.Asks.Count) + (played.Looks.Count / 2));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static void Hold(Func<Played, bool> property)
    {
        var gaps = Gen.Frequency((5, Gen.Choose(0, 130)), (2, Gen.Choose(0, 7_200)), (1, Gen.Choose(0, 400_000)));
        var step = gaps.SelectMany(gap => Gen.Choose(-120, 300).SelectMany(ask => Gen.Choose(1, 3).Select(times => new Step(gap, ask, times))));
        var plan = step.ArrayOf().SelectMany(steps => gaps.ArrayOf().SelectMany(wakes => Gen.Elements(0, 1, 20, 90).Select(seconds => new Plan(steps, wakes, seconds))));
        var runs = 0;
        Prop.ForAll(plan.ToArbitrary(), p => ++runs > 0 && property(p.Play()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(2).WithEndSize(20).WithQuietOnSuccess(true).WithReplay(20_261_125, 1_974_311));
        Assert.Equal(Runs, runs);
    }

    private sealed record Step(int Gap, int Ask, int Times);

    private sealed record Ask(DateTimeOffset At, DateTimeOffset LookAt);

    private sealed record Played(
        IReadOnlyList<Ask> Asks, IReadOnlyList<DateTimeOffset> Looks, IReadOnlyList<DateTimeOffset?> Answers, TimeSpan Duration, int LargestHistory, int Invocations)
    {
        public IEnumerable<(DateTimeOffset Began, DateTimeOffset Ended)> Running => Looks.Select(l => (l, l + Duration));
    }

    private sealed record Plan(Step[] Steps, int[] Wakes, int Seconds)
    {
        public override string ToString() => $"{string.Join(' ', (object[])Steps)} wakes {string.Join(' ', Wakes)} takes {Seconds} s";

        // Virtual time never waits.
        public Played Play() => PlayAsync().GetAwaiter().GetResult();

        private async Task<Played> PlayAsync()
        {
            var (asks, answers) = (new List<Ask>(), new List<DateTimeOffset?>());
            var release = await StartedAsync(now => Next(Answered(answers, now)));
            release.Review.Duration = TimeSpan.FromSeconds(Seconds);
            var at = Start;
            foreach (var step in Steps)
            {
                at = at.AddSeconds(step.Gap);
                for (var n = 0; n < step.Times; n++) asks.Add(new Ask(at, at.AddSeconds(step.Ask)));
                await release.AskAsync(at, at.AddSeconds(step.Ask), step.Times);
            }

            await release.RunUntilAsync(Later(at, Start).AddDays(60));
            return new Played(asks, release.Looks, answers, release.Review.Duration, release.Count.LargestHistory, release.Count.Invocations);
        }

        // The last wake is the end of what a review asks for by itself.
        private DateTimeOffset? Answered(List<DateTimeOffset?> answers, DateTimeOffset now)
        {
            answers.Add(answers.Count < Wakes.Length ? now.AddSeconds(Wakes[answers.Count]) : null);
            return answers[^1];
        }
    }
}
