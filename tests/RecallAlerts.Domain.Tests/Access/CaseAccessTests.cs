using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Domain.Tests.Access;

public sealed class CaseAccessTests
{
    private static readonly Instant T = Instant.Parse("2026-06-05T10:00:00Z");
    private static readonly Limits ToP2 = new Limits.RestrictedTo(Staff.Of("P2"));
    private static readonly Limits NotP1 = new Limits.Excluding(Staff.Of("P1"));

    [Theory]
    [InlineData("restricted", "P1", "P1", true)]
    [InlineData("restricted", "practitioner:P1", "P1", true)]
    [InlineData("restricted", "P1", "practitioner:P1", true)]
    [InlineData("restricted", "P1", "p1", false)]
    [InlineData("restricted", "P1", "P11", false)]
    [InlineData("restricted", "duty-spo:gwent", "P1 duty-spo:gwent", true)]
    [InlineData("restricted", "duty-spo:gwent", "head-of-pdu:gwent", false)]
    [InlineData("restricted", "duty-spo:gwent", "duty-spo:powys", false)]
    [InlineData("restricted", "P1 P2", "", false)]
    [InlineData("excluded", "P1", "P1", false)]
    [InlineData("excluded", "practitioner:P1", "P1", false)]
    [InlineData("excluded", "oid-1", "P1 oid-1", false)]
    [InlineData("excluded", "P2 duty-spo:gwent", "P1 duty-spo:gwent", false)]
    [InlineData("excluded", "P2", "P1 duty-spo:gwent", true)]
    [InlineData("excluded", "P2", "", true)]
    public void Limits_NameStaffByAnyOfTheirNames(string kind, string staff, string who, bool sees) => Assert.Equal(
        sees, (kind == "restricted" ? (Limits)new Limits.RestrictedTo(Names(staff)) : new Limits.Excluding(Names(staff))).MaySee(Names(who)));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Limit_IsInForceFromTheLaterOfHappeningAndRecording(int seconds, bool sees)
    {
        Assert.Equal(sees, Sees([Limited("l", ToP2, 0, -3)], seconds));
        Assert.Equal(sees, Sees([Limited("l", ToP2, -3, 0)], seconds));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Limit_Withdrawn_IsOpenFromThen(int seconds, bool sees) => Assert.Equal(
        sees, Viewer.Of(Staff.Of("P1"), T.PlusSeconds(seconds)).MaySee(CaseAccess.Of([Limited("l", ToP2, -9)], [new FactWithdrawn("w", T, T, "l", "wrong")])));

    [Fact]
    public void Limit_WithdrawnBeforeItComes_NeverHolds() => Assert.True(CaseAccess.Of([Limited("l", ToP2, 5)], [new FactWithdrawn("w", T, T, "l", "wrong")]).IsOpen);

    [Fact]
    public void LaterInFactOrder_ReplacesAlthoughRecordedEarlier()
    {
        AccessFact[] facts = [Limited("a", ToP2, 0, 9), Limited("b", NotP1, 1)];
        var access = CaseAccess.Of(facts, []);
        Assert.Equal([new AccessStep(T.PlusSeconds(1), NotP1)], access.Steps);
    }

    [Fact]
    public void Withdrawal_OfTheLatest_BringsBackTheOneBefore() => Assert.Equal(
        [new AccessStep(T, ToP2), new AccessStep(T.PlusSeconds(5), NotP1), new AccessStep(T.PlusSeconds(7), ToP2)],
        CaseAccess.Of([Limited("a", ToP2, 0), Limited("b", NotP1, 5)], [new FactWithdrawn("w", T.PlusSeconds(7), T, "b", "wrong")]).Steps);

    [Fact]
    public void Variants_OfOneEvent_AreTheFirstInFactOrder() => Assert.Equal(
        [new AccessStep(T, ToP2)], CaseAccess.Of([Limited("a", NotP1, 3), Limited("a", ToP2, 0)], []).Steps);

    [Fact]
    public void Unlimited_OpensIt()
    {
        AccessFact[] facts = [Limited("a", ToP2, 0), new AccessUnlimited("u", T.PlusSeconds(3), T.PlusSeconds(3))];
        Assert.False(Sees(facts, 2));
        Assert.True(Sees(facts, 3));
    }

    [Theory]
    [InlineData("P9", false)]
    [InlineData("P1", true)]
    [InlineData("duty-spo:gwent", true)]
    [InlineData("head-of-pdu:gwent", true)]
    [InlineData("duty-spo:powys", false)]
    [InlineData("on-call:wales", false)]
    public void Audience_OfARestrictedCase_IsTheOwnerOrAManagerOfThePdu(string named, bool has) => Assert.Equal(
        has, CaseAccess.Of([Limited("l", new Limits.RestrictedTo(Staff.Of(named)), 0)], []).HasAudience(new Person(Role.Practitioner, "P1"), "gwent", T));

    [Fact]
    public void History_OfALimitedCase_IsReviewedAsIfItWereOpen()
    {
        var given = Given.Release().Lives("A08A", "2026-06-03T10:00:00Z");
        var open = new CaseHistory(given.Release, given.Facts);

        // Even under the eventId of a fact that a rule reads.
        Fact[] limits = [Limited("l", ToP2, 0), Limited(given.Facts[0].EventId, ToP2, -999_999), new AccessUnlimited("u", T.PlusSeconds(3), T.PlusSeconds(3))];
        var limited = new CaseHistory(given.Release, [.. limits, .. given.Facts]);
        Assert.False(limited.Access.IsOpen);
        foreach (var hours in Enumerable.Range(-72, 400))
        {
            var at = T.PlusHours(hours);
            Review Of(CaseHistory history) => Reviewer.Review(history.At(at, _ => Given.Policy, Given.Calendar), at);
            var (one, other) = (Of(open), Of(limited));
            Assert.Equal(one.Conditions, other.Conditions);
            Assert.Equal((one.State, one.Phase, one.NextChangeAt), (other.State, other.Phase, other.NextChangeAt));
        }
    }

    internal static AccessLimited Limited(string id, Limits limits, int occurred, int? recorded = null) => new(id, T.PlusSeconds(occurred), T.PlusSeconds(recorded ?? occurred), limits);

    private static Staff Names(string names) => Staff.Of(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool Sees(AccessFact[] facts, int seconds) => Viewer.Of(Staff.Of("P1"), T.PlusSeconds(seconds)).MaySee(CaseAccess.Of(facts, []));
}
