using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Domain.Tests.Audit;

/// <summary>Numbers in runs are a set of numbers, whatever their order.</summary>
public sealed class NumberRunsProperties
{
    private const int Runs = 2_000;

    [Fact]
    public void Runs_OfAnyNumbers_AreTheSetOfThem() => Hold(Gen.ListOf(Gen.Choose(-3, 20)), numbers =>
    {
        var (runs, seen) = (new NumberRuns(), new SortedSet<long>());
        var isAlike = numbers.All(n => runs.Add(n) == seen.Add(n) && runs.Last == seen.Max);
        return isAlike && runs.Gaps().SequenceEqual(GapsOf(seen));
    });

    [Fact]
    public void Runs_BeforeTheFirst_HaveNoLast()
    {
        Assert.Null(new NumberRuns().Last);
        Assert.Empty(new NumberRuns().Gaps());
    }

    private static IEnumerable<long> GapsOf(SortedSet<long> numbers)
    {
        var expected = 1L;
        foreach (var number in numbers)
        {
            if (number > expected) yield return expected;
            expected = number + 1;
        }
    }

    private static void Hold<T>(Gen<T> cases, Func<T, bool> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_602, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(cases), property).Check(config);
    }
}
