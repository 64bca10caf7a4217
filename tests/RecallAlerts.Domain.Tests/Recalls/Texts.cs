using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>Checks properties on drawn values, the same ones in every run.</summary>
internal static class Texts
{
    public static void Hold<T>(int count, Gen<T> drawn, Func<T, bool> property)
    {
        var runs = 0;
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithStartSize(50).WithEndSize(50).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_261_125, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(drawn), value => ++runs > 0 && property(value)).Check(config);
        Assert.Equal(count, runs);
    }
}
