using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>HMPPS envelopes that cannot be applied yet.</summary>
public abstract class KeepingContract : StoreContract
{
    private IHeldEnvelopes Envelopes => Store.One.Envelopes!;

    [Fact]
    public async Task Kept_ComesBackAsItWasToAnybody()
    {
        var kept = Of(1, T0) with { Body = """{"eventType":"prison-offender-events.prisoner.released","é":"\u2028 ' \" %00"}""", EventId = "a/b#c?d\\e", Tries = 3 };
        Assert.True(await Envelopes.KeepAsync(kept, None));
        Assert.Equal([kept], await Another.Envelopes!.DueAsync(T0, 10, None));
    }

    [Fact]
    public async Task Kept_AgainUnderItsKey_StaysAsItWas()
    {
        await Envelopes.KeepAsync(Of(1, T0), None);
        Assert.False(await Another.Envelopes!.KeepAsync(Of(1, T0.PlusHours(5)) with { EventId = "other", Body = "{}" }, None));
        Assert.Equal([Of(1, T0)], await Envelopes.DueAsync(T0, 10, None));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task Due_IsFromItsInstantOn(int seconds, int due)
    {
        await Envelopes.KeepAsync(Of(1, T0), None);
        Assert.Equal(due, (await Envelopes.DueAsync(T0.PlusSeconds(seconds), 10, None)).Count);
    }

    [Fact]
    public async Task Due_IsInOrderAndAtMostSoMany()
    {
        foreach (var (n, hours) in new[] { (4, 2), (1, 3), (3, 1), (2, 1) }) await Envelopes.KeepAsync(Of(n, T0.PlusHours(hours)), None);
        Assert.Equal(["k2", "k3", "k4"], (await Envelopes.DueAsync(T0.PlusHours(9), 3, None)).Select(e => e.Key));
    }

    [Fact]
    public async Task WithoutANextTry_IsDueAtOnceAndHeld()
    {
        await Envelopes.KeepAsync(Of(1, null), None);
        Assert.Equal([Of(1, null)], await Envelopes.DueAsync(T0, 10, None));
        Assert.Equal(1, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Postponed_IsDueThenWithOneMoreTry()
    {
        await Envelopes.KeepAsync(Of(1, T0), None);
        await Envelopes.PostponeAsync("k1", T0.PlusHours(1), "not yet", None);
        Assert.Empty(await Another.Envelopes!.DueAsync(T0.PlusSeconds(3_599), 10, None));
        Assert.Equal([Of(1, T0.PlusHours(1)) with { Tries = 1 }], await Envelopes.DueAsync(T0.PlusHours(1), 10, None));
    }

    [Fact]
    public async Task Removed_IsGoneAndMayComeAgain()
    {
        await Envelopes.KeepAsync(Of(1, T0), None);
        await Envelopes.KeepAsync(Of(2, T0), None);
        await Another.Envelopes!.RemoveAsync("k1", None);
        Assert.Equal(["k2"], (await Envelopes.DueAsync(T0, 10, None)).Select(e => e.Key));
        Assert.True(await Envelopes.KeepAsync(Of(1, T0), None));
    }

    [Fact]
    public async Task WhatIsKeptNoLonger_CanBePostponedAndRemovedWithoutEffect()
    {
        await Envelopes.PostponeAsync("k1", T0, "not yet", None);
        await Envelopes.RemoveAsync("k1", None);
        Assert.Empty(await Envelopes.DueAsync(T0.PlusHours(1), 10, None));
    }

    [Fact]
    public async Task Kept_CountsAsHeldBesideEventsThatAre()
    {
        await Cases.HoldAsync([(Key.SubjectKeyOf("X000002"), Fact("e1"))], T0, None);
        await Envelopes.KeepAsync(Of(1, T0), None);
        await Envelopes.KeepAsync(Of(2, null), None);
        Assert.Equal(3, (await Queries.ProveWatchAsync(T0, None)).Held);
        await Envelopes.RemoveAsync("k1", None);
        Assert.Equal(2, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Kept_ByManyAtOnce_IsKeptOnce()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? Envelopes : Another.Envelopes!).KeepAsync(Of(1, T0), None)));
        Assert.Single(kept, k => k);
        Assert.Single(await Envelopes.DueAsync(T0, 10, None));
    }

    private static HeldEnvelope Of(int n, Instant? nextTryAt) => new($"k{n}", $"m{n}", $$"""{"eventType":"x","n":{{n}}}""", T0.PlusSeconds(-n), nextTryAt);
}
