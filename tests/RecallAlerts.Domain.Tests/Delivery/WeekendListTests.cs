using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Delivery;

public sealed class WeekendListTests
{
    // Friday 5 June 2026, 12:00 in London; released on Tuesday.
    private const string Friday = "2026-06-05T11:00:00Z";

    private static WeekendList List => new(Given.Policy.Delivery, Given.Hours);

    [Theory]
    [InlineData("2026-06-04T10:00:00Z", Friday)]
    [InlineData("2026-06-05T10:59:59Z", Friday)]
    [InlineData(Friday, "2026-06-12T11:00:00Z")]
    [InlineData("2026-03-30T10:00:00Z", "2026-04-02T11:00:00Z")]
    [InlineData("2026-04-02T11:00:00Z", "2026-04-10T11:00:00Z")]
    [InlineData("2026-12-21T10:00:00Z", "2026-12-24T12:00:00Z")]
    [InlineData("2026-12-24T12:00:00Z", "2026-12-31T12:00:00Z")]
    [InlineData("2026-10-23T12:00:00Z", "2026-10-30T12:00:00Z")]
    public void NextAfter_AnInstant_IsNoonOfTheNextWorkingDayBeforeTwoFreeOnes(string t, string next) =>
        Assert.Equal(next, List.NextAfter(Given.At(t)).ToString());

    [Theory]
    [InlineData(Friday, "2026-05-28T23:00:00Z", "2026-06-08T08:00:00Z")]
    [InlineData("2026-04-02T11:00:00Z", "2026-03-26T00:00:00Z", "2026-04-07T08:00:00Z")]
    [InlineData("2026-12-24T12:00:00Z", "2026-12-17T00:00:00Z", "2026-12-29T09:00:00Z")]
    public void Window_IsTheLastSevenDaysAndUntilWorkStartsAgain(string at, string from, string before)
    {
        var window = List.Window(Given.At(at));

        Assert.Equal((from, before), (window.From.ToString(), window.Before.ToString()));
    }

    [Fact]
    public void Release_ThatLacksNothing_IsNotListed() => Assert.False(Lists(Complete()));

    [Fact]
    public void Release_WithoutContact_IsListed() => Assert.True(Lists(Complete(outcome: "UAAB")));

    [Theory]
    [InlineData("A01A", false)]
    [InlineData("A03", false)]
    [InlineData("A08A", true)]
    [InlineData("Z99", true)]
    public void Release_WithoutAnAddress_IsListed(string code, bool listed) =>
        Assert.Equal(listed, Lists(Complete().Lives(code, "2026-06-04T10:00:00Z")));

    [Fact]
    public void Release_ThatLeftItsAddress_IsListed() => Assert.True(Lists(Complete().Left("2026-06-05T10:00:00Z")));

    [Fact]
    public void Release_WithoutPractitioner_IsListed() => Assert.True(Lists(Complete().Unallocated("2026-06-04T10:00:00Z")));

    [Theory]
    [InlineData("2026-06-05T10:59:59Z", true)]
    [InlineData(Friday, false)]
    [InlineData("2026-06-30T10:00:00Z", false)]
    public void Release_WithoutABookedAppointmentAhead_IsListed(string startsAt, bool listed) =>
        Assert.Equal(listed, Lists(Complete(next: startsAt)));

    [Fact]
    public void Release_WhoseAppointmentWasCancelled_IsListed() => Assert.True(Lists(Complete().Cancelled("next", "2026-06-04T10:00:00Z")));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Release_StillPending_IsNotAskedForContact(bool booked, bool listed)
    {
        var given = Given.Release("2026-06-06T09:00:00Z").Lives("A01A", "2026-06-01T09:00:00Z");
        if (booked) given.Booked("a1", "2026-06-08T09:00:00Z", "2026-06-01T09:00:00Z");

        Assert.Equal(listed, Lists(given));
    }

    [Fact]
    public void Release_WhoseWatchEnded_IsNotListed() => Assert.False(Lists(Given.Release().WithNobody().Recalled("2026-06-04T10:00:00Z")));

    [Fact]
    public void Release_WithContactSuspended_IsListedAllTheSame() => Assert.True(Lists(Given.QuietRelease()));

    [Fact]
    public void Release_OfAnyRosh_IsListedAlike() =>
        Assert.All(Enum.GetValues<Rosh>(), rosh => Assert.True(Lists(Given.Release().With(r => r with { Rosh = rosh }))));

    private static bool Lists(CaseBuilder given) => List.Lists(given.Case(), Given.At(Friday));

    private static CaseBuilder Complete(string outcome = "ATTC", string next = "2026-06-09T10:00:00Z") =>
        Given.Release().Lives("A01A", Given.ReleasedAt).Held("first", "2026-06-03T10:00:00Z", outcome).Booked("next", next);
}
