using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Messages;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>Whatever is done in whatever order, and whenever the program dies: the index that followed is the one that is made of the cases.</summary>
public sealed class IndexProperties
{
    private const int Runs = 25;
    private static readonly ReleaseId X2 = new("X000002-20260602");

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public void Index_AfterAnyOperations_IsTheOneThatIsMadeOfTheCases() => Hold(Gen.Constant(0));

    [Fact]
    public void Index_AfterCrashesAndTheSweep_IsTheOneThatIsMadeOfTheCases() => Hold(Gen.Choose(0, 6));

    private static void Hold(Gen<int> crashAt)
    {
        var steps = Gen.Choose(0, 39).SelectMany(n => crashAt.Select(at => (Step: n, CrashAt: at))).ArrayOf(12);
        var runs = 0;
        Prop.ForAll(steps.ToArbitrary(), drawn =>
        {
            runs++;
            HoldAsync(drawn).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true).WithReplay(20_261_125, 1_974_311));
        Assert.Equal(Runs, runs);
    }

    private static async Task HoldAsync((int Step, int CrashAt)[] steps)
    {
        await using var stores = await TablesStores.CreateAsync();
        await stores.One.Cases.RegisterAsync([Case(), Case("X000002")], None);
        for (var i = 0; i < steps.Length; i++)
        {
            var (hour, crashAt) = (i + 1, steps[i].CrashAt);
            stores.Faults.Reset(n => n == crashAt ? Fault.CrashAfter : Fault.None);
            var doing = DoAsync(stores.One, steps[i].Step, hour);
            await doing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(doing.IsCompletedSuccessfully || doing.Exception?.InnerException is CrashException, $"{doing.Exception}");
            stores.Faults.Reset();
            await stores.AssertNothingIsHiddenAsync(T0.PlusHours(hour), X1, X2);
        }

        // Whatever is due after a crash is looked at; what is not due is put right by the sweep, by which guards of commits that never came are gone.
        foreach (var id in await stores.One.Cases.DueAsync(T0.PlusHours(500), 10, None)) await stores.One.Cases.ReviewAsync(id, wake: T0.PlusHours(900), at: T0.PlusHours(500));
        await stores.One.Cases.DueAsync(T0.PlusHours(501), 10, None);
        await ClearAsync(stores.One);
        await stores.AssertIndexIsOfCasesAsync();
        Assert.DoesNotContain(await stores.Tables.Overall.ReadAsync("", None), r => r.RowKey.StartsWith("p|", StringComparison.Ordinal));
    }

    private static Task DoAsync(Ports p, int step, int hour)
    {
        var (id, now) = (step % 2 == 0 ? X1 : X2, T0.PlusHours(hour));
        var alert = Alert(id, $"k{step % 3}") with { Owner = step % 4 < 2 ? P1 : P2, Status = step % 5 == 0 ? AlertStatus.Closed : AlertStatus.Open, SuppressedBy = step % 7 == 0 ? RuleId.NoContact : null };
        if (step % 3 == 0) alert = alert with { Tellings = [Waiting(now, to: step % 4 == 0 ? P1 : P2) with { DueAt = now }] };
        return (step % 6) switch
        {
            0 => p.Cases.AppendAsync(id, Fact($"e{hour}"), now),
            1 => p.Cases.AppendAsync([Fact($"e{hour}").To(id)], now, r => Reviewed(r, r.Alerts, now.PlusSeconds((step - 15) * 3_600), now), None),
            2 => p.Cases.UpdateAsync([id], r => new([.. r.Alerts], [], null, now), None),
            3 => p.Messages.DeliverAsync([new AudienceGroup(P1, [P1]), new AudienceGroup(P2, [P2])], DeliveryInstants.Of(now), s => Steps.TellAll(s) is { Messages.Count: > 0 } d ? d with { Messages = [d.Messages[0] with { At = now }] } : Steps.TellAll(s), None),
            _ => p.Cases.UpdateAsync([id], r => Reviewed(r, [.. r.Alerts.Where(a => a.Id != alert.Id), alert], now.PlusSeconds(step * 1_800), now, $"v{step % 2}", step == 35 ? WatchState.Ended : WatchState.Watching), None),
        };
    }

    private static Task ClearAsync(Ports p) => p.Messages.DeliverAsync(
        [new AudienceGroup(P1, [P1]), new AudienceGroup(P2, [P2])], DeliveryInstants.Of(T0.PlusHours(600)),
        s => Steps.TellAll(s) is { Messages.Count: > 0 } d ? d with { Messages = [d.Messages[0] with { At = T0.PlusHours(600) }] } : Steps.TellAll(s), None);
}
