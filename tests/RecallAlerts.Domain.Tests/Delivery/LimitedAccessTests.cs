using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Domain.Tests.Delivery;

/// <summary>Nobody is told of an alert of a case that they may not see.</summary>
public sealed class LimitedAccessTests
{
    private const string Tuesday = "2026-06-09T07:30:00Z";

    [Theory]
    [InlineData("P1", "digest: a b")]
    [InlineData("practitioner:P1", "digest: a b")]
    [InlineData("P2", "digest: b")]
    [InlineData("duty-spo:gwent", "digest: b")]
    public void Telling_ToAPractitioner_IsOfCasesThatTheyMaySee(string named, string message) => Assert.Equal(
        [message], DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday, access: RestrictedTo(named)).Waits("b", TellingClass.Digest, Tuesday).MessagesAt(Tuesday));

    [Theory]
    [InlineData("P1", 0)]
    [InlineData("duty-spo:gwent", 1)]
    public void Telling_ToAManager_IsByTheirRole(string named, int messages) => Assert.Equal(
        messages, DeliveryBench.For(new Person(Role.DutySpo, "gwent")).Waits("a", TellingClass.Gathered, Tuesday, access: RestrictedTo(named)).MessagesAt(Tuesday).Length);

    [Fact]
    public void Telling_ThatMayNotBeTold_IsCancelledWithItsReasonWhenItFallsDue()
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, Tuesday, access: RestrictedTo("P2"));
        Assert.Empty(bench.DecisionsAt("2026-06-09T07:29:59Z"));
        var cancelled = Assert.IsType<TellingDecision.Cancelled>(Assert.Single(bench.At(Tuesday).Decisions));
        Assert.Equal((false, "limited-access"), (cancelled.Waiting.IsDeliverable, cancelled.Waiting.WhyNot));
        Assert.Empty(bench.MessagesAt(Tuesday));
    }

    [Fact]
    public void Telling_OfAnAlertThatIsNotDeliverableEither_KeepsThatReason()
    {
        var bench = DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, Tuesday, deliverable: false);
        Assert.Equal("acknowledged", Assert.Single(bench.At(Tuesday).Decisions).Waiting.WhyNot);
    }

    [Fact]
    public void Urgent_TakesAlongNoHighOneThatMayNotBeTold() => Assert.Equal(
        ["immediate: b c"], DeliveryBench.For(Given.P1).Waits("a", TellingClass.High, "2026-06-09T10:30:00Z", access: RestrictedTo("P2"))
            .Waits("b", TellingClass.Urgent, "2026-06-09T10:00:00Z").Waits("c", TellingClass.High, "2026-06-09T10:30:00Z").MessagesAt("2026-06-09T10:00:00Z"));

    [Fact]
    public void Limit_IsLookedAtAtTheMomentOfTelling()
    {
        var access = CaseAccess.Of([new AccessStep(Instant.Parse(Tuesday).PlusSeconds(1), new Limits.Excluding(Staff.Of("P1")))]);
        Assert.Single(DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday, access: access).MessagesAt(Tuesday));
        Assert.Empty(DeliveryBench.For(Given.P1).Waits("a", TellingClass.Digest, Tuesday, access: access).MessagesAt("2026-06-09T07:30:01Z"));
    }

    private static CaseAccess RestrictedTo(string named) => CaseAccess.Of([new AccessStep(new Instant(0), new Limits.RestrictedTo(Staff.Of(named)))]);
}
