using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Domain.Tests.Delivery;

public sealed class ImmediateTests
{
    private const string Now = "2026-06-03T10:00:00Z";
    private const string Later = "2026-06-03T10:04:00Z";

    [Fact]
    public void Urgent_Due_TakesAllUrgentAndHighAlong() => Assert.Equal(
        ["immediate: a b c d"],
        DeliveryBench.For(Given.P1).Waits("d", TellingClass.High, Later).Waits("b", TellingClass.Urgent, Later)
            .Waits("a", TellingClass.Urgent, Now)
            .Waits("c", TellingClass.High, Now).Waits("e", TellingClass.Digest, "2026-06-04T07:30:00Z").MessagesAt(Now));

    [Fact]
    public void High_Due_TakesAllHighAlongAndNothingElse() => Assert.Equal(
        ["immediate: c d"],
        DeliveryBench.For(Given.P1).Waits("d", TellingClass.High, Later).Waits("c", TellingClass.High, Now)
            .Waits("e", TellingClass.Digest, "2026-06-04T07:30:00Z").MessagesAt(Now));

    [Theory]
    [InlineData(TellingClass.Urgent)]
    [InlineData(TellingClass.High)]
    [InlineData(TellingClass.Digest)]
    [InlineData(TellingClass.Gathered)]
    [InlineData(TellingClass.Backlog)]
    [InlineData(TellingClass.OnCall)]
    public void Telling_OneSecondBeforeItIsDue_StaysAndIsNotDecided(TellingClass kind)
    {
        var delivery = DeliveryBench.For(Given.P1).Waits("a", kind, Now).At("2026-06-03T09:59:59Z");

        Assert.Empty(delivery.Messages);
        Assert.Empty(delivery.Decisions);
    }

    [Fact]
    public void Telling_DueOfAnAlertThatIsNotDeliverable_IsCancelled()
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.Urgent, Now, deliverable: false)
            .Waits("b", TellingClass.High, Later, deliverable: false);

        Assert.Empty(bench.MessagesAt(Now));
        Assert.Equal(["a: Cancelled"], bench.DecisionsAt(Now));
    }

    [Fact]
    public void Telling_NotDeliverable_IsNotTakenAlong() => Assert.Equal(
        ["immediate: a"],
        DeliveryBench.For(Given.P1).Waits("a", TellingClass.Urgent, Now).Waits("b", TellingClass.High, Later, deliverable: false)
            .MessagesAt(Now));

    [Fact]
    public void OnCall_IsOneImmediateMessage() => Assert.Equal(
        ["immediate: a b"],
        DeliveryBench.For(Given.OnCall).Waits("b", TellingClass.OnCall, "2026-06-03T20:00:00Z")
            .Waits("a", TellingClass.OnCall, "2026-06-03T20:00:00Z").MessagesAt("2026-06-03T20:00:00Z"));

    [Fact]
    public void OneAlert_WaitingTwice_IsNamedOnce() => Assert.Equal(
        ["immediate: a"], DeliveryBench.For(Given.DutySpo).Waits("a", TellingClass.Urgent, Now).Waits("a", TellingClass.Urgent, Now)
            .MessagesAt(Now));

    [Fact]
    public void Nothing_Waiting_IsNoMessage() => Assert.Empty(DeliveryBench.For(Given.P1).Stands("z").MessagesAt("2026-06-08T07:30:00Z"));

    [Theory]
    [InlineData(9, 14, "immediate: a")]
    [InlineData(10, 10, null)]
    [InlineData(11, 11, null)]
    [InlineData(0, 15, null)]
    [InlineData(0, 14, "immediate: a")]
    [InlineData(9, 15, null)]
    public void High_AtTheCapOfTenADayOrFifteenAWeek_IsPutOff(int today, int week, string? message)
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, Now).Sent(today, week);

        Assert.Equal(message is null ? [] : [message], bench.MessagesAt(Now));
        Assert.Equal([message is null ? "a: PutOff" : "a: Told"], bench.DecisionsAt(Now));
    }

    [Fact]
    public void High_AtTheCap_AllThatWaitArePutOffToTheNextDigest()
    {
        var decisions = DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, Now)
            .Waits("b", TellingClass.High, Later, highUntil: "2026-06-30T23:00:00Z").Sent(10, 10).At(Now).Decisions;

        Assert.All(decisions.Cast<Domain.Delivery.TellingDecision.PutOff>(), d => Assert.Equal(
            (true, TellingClass.Digest, Given.At("2026-06-04T07:30:00Z"), null),
            (d.Instead.PutOff, d.Instead.Class!.Value, d.Instead.DueAt, d.Instead.HighUntil)));
        Assert.Equal(2, decisions.Count);
    }

    [Fact]
    public void Urgent_AtTheCap_IsNeverHeldBackAndTakesHighAlong() => Assert.Equal(
        ["immediate: a b"],
        DeliveryBench.For(Given.P1).Waits("a", TellingClass.Urgent, Now).Waits("b", TellingClass.High, Later).Sent(10, 15).MessagesAt(Now));

    [Fact]
    public void Managers_HaveNoCap() => Assert.Equal(
        ["immediate: a"], DeliveryBench.For(Given.DutySpo).Waits("a", TellingClass.Urgent, Now).Sent(50, 50).MessagesAt(Now));
}
