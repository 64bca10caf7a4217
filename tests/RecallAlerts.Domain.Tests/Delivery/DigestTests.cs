using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Domain.Tests.Delivery;

public sealed class DigestTests
{
    private const string Monday = "2026-06-08T07:30:00Z";
    private const string Tuesday = "2026-06-09T07:30:00Z";

    [Fact]
    public void Digest_AtItsSlot_HoldsAllThatWaitForIt() => Assert.Equal(
        ["digest: a b"], DeliveryBench.For(Given.P1).Waits("b", TellingClass.Digest, Tuesday).Waits("a", TellingClass.Digest, Tuesday)
            .MessagesAt(Tuesday));

    [Theory]
    [InlineData(Monday, "digest: a y z")]
    [InlineData(Tuesday, "digest: a")]
    [InlineData("2026-06-12T07:30:00Z", "digest: a")]
    [InlineData("2026-04-07T07:30:00Z", "digest: a y z")]
    [InlineData("2026-04-08T07:30:00Z", "digest: a")]
    [InlineData("2026-12-29T08:30:00Z", "digest: a y z")]
    public void Digest_OnTheFirstWorkingDayOfTheWeek_NamesAllThatStands(string slot, string message) => Assert.Equal(
        [message], DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, slot).Stands("z", "y", "a").MessagesAt(slot));

    [Fact]
    public void Digest_OnAnOtherDay_DoesNotAskWhatStands()
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday);
        bench.At(Tuesday);

        Assert.False(bench.StandingAsked);
    }

    [Fact]
    public void Digest_WithNothingNewOnMonday_IsNotSent()
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Monday, deliverable: false).Stands("z");

        Assert.Empty(bench.MessagesAt(Monday));
        Assert.Equal(["a: Cancelled"], bench.DecisionsAt(Monday));
    }

    [Fact]
    public void Slot_OfSeveralKinds_IsOneMessageOfEach() => Assert.Equal(
        ["backlog: c", "digest: a", "gathered: b"],
        DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday).Waits("b", TellingClass.Gathered, Tuesday)
            .Waits("c", TellingClass.Backlog, Tuesday).MessagesAt(Tuesday));

    [Fact]
    public void Gathered_OfAManager_NamesOnlyWhatIsNew() => Assert.Equal(
        ["gathered: a"], DeliveryBench.For(Given.DutySpo).Waits("a", TellingClass.Gathered, Monday).Stands("z").MessagesAt(Monday));

    [Fact]
    public void High_ThatFellToTheDigestByTime_IsInTheDigest() => Assert.Equal(
        ["digest: a"],
        DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, "2026-07-01T07:30:00Z", highUntil: "2026-06-30T23:00:00Z")
            .MessagesAt("2026-07-01T07:30:00Z"));

    [Fact]
    public void Messages_CarryTheInstantAndTheAudience()
    {
        var message = Assert.Single(DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday).At(Tuesday).Messages);

        Assert.Equal((Given.At(Tuesday), Given.P1), (message.At, message.Audience));
        Assert.Empty(message.Releases);
    }
}
