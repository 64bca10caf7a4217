using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Outcomes;

/// <summary>Released on 2 June 2026 at 10:00; day 28 is 30 June, day 84 is 25 August, day 183 is 2 December.</summary>
public sealed class OutcomesOfCaseTests
{
    [Theory]
    [InlineData("2026-06-01T09:00:00Z", AccommodationCategory.Settled)]
    [InlineData("2026-06-02T22:59:59Z", AccommodationCategory.Settled)]
    [InlineData("2026-06-02T23:00:00Z", AccommodationCategory.None)]
    public void AtRelease_IsTheCategoryAtTheEndOfTheDay(string at, AccommodationCategory expected) =>
        Assert.Equal(expected, Of(Given.Release().Lives("A01A", at)).AtRelease);

    [Fact]
    public void AtRelease_RecordedWeeksLater_CountsFromWhenItHappened() =>
        Assert.Equal(AccommodationCategory.Homeless, Of(Given.Release().Lives("A08A", "2026-06-02T15:00:00Z", recorded: "2026-07-20T09:00:00Z")).AtRelease);

    [Fact]
    public void AtRelease_LeftAndArrivedAtOneMoment_IsWhereThePersonArrived()
    {
        const string At = "2026-06-02T15:00:00Z";
        Assert.Equal(AccommodationCategory.Transient, Of(Given.Release().Lives("A17", At).Left(At)).AtRelease);
        Assert.Equal(AccommodationCategory.Transient, Of(Given.Release().Left(At).Lives("A17", At)).AtRelease);
        Assert.Equal(AccommodationCategory.None, Of(Given.Release().Lives("A17", At).Left("2026-06-02T15:00:01Z")).AtRelease);
    }

    [Theory]
    [InlineData("2026-06-30T22:59:59Z", "Settled Settled Settled")]
    [InlineData("2026-06-30T23:00:00Z", "Homeless Settled Settled")]
    [InlineData("2026-08-25T22:59:59Z", "Homeless Settled Settled")]
    [InlineData("2026-08-25T23:00:00Z", "Homeless Homeless Settled")]
    [InlineData("2026-12-02T23:59:59Z", "Homeless Homeless Settled")]
    [InlineData("2026-12-03T00:00:00Z", "Homeless Homeless Homeless")]
    public void LaterDays_AreReadAtTheirEnds(string housed, string expected)
    {
        var o = Of(Given.Release().Lives("A08A", Given.ReleasedAt).Lives("A01A", housed));
        Assert.Equal(expected, $"{o.AtDay28} {o.AtDay84} {o.AtSixMonths}");
    }

    [Theory]
    [InlineData("2026-06-30T22:59:59Z", "None None None")]
    [InlineData("2026-06-30T23:00:00Z", "Settled None None")]
    public void LaterDays_AfterTheEndOfTheFollowUp_AreUnknown(string recalled, string expected)
    {
        var o = Of(Given.Release().Lives("A01A", Given.ReleasedAt).Recalled(recalled));
        Assert.Equal(expected, $"{o.AtDay28} {o.AtDay84} {o.AtSixMonths}");
    }

    [Theory]
    [InlineData("A08A", "A17", AccommodationChange.Improved)]
    [InlineData("A17", "A01A", AccommodationChange.Improved)]
    [InlineData("A17", "A02", AccommodationChange.NotImproved)]
    [InlineData("A17", "A08A", AccommodationChange.NotImproved)]
    [InlineData("A01A", "A01A", AccommodationChange.SettledAtRelease)]
    [InlineData("A01A", "A08A", AccommodationChange.SettledAtRelease)]
    [InlineData("A17", null, AccommodationChange.Unknown)]
    [InlineData(null, "A01A", AccommodationChange.Unknown)]
    public void Change_IsByCategory(string? before, string? after, AccommodationChange expected)
    {
        var given = Given.Release();
        if (before is not null) given.Lives(before, Given.ReleasedAt);
        if (after is not null) given.Lives(after, "2026-09-01T09:00:00Z");
        else given.Left("2026-09-01T09:00:00Z");
        Assert.Equal(expected, Of(given).Change);
    }

    [Fact]
    public void Checks_AreLookedAtByTheEndOfDay28()
    {
        CaseBuilder Required() => Given.Release().Requires(Check.DomesticAbuse);
        Assert.Equal((CheckOutcome.NeverAsked, CheckOutcome.NotRequired), Of(Required()) is var o ? (o.DomesticAbuse, o.ChildSafeguarding) : default);
        Assert.Equal(CheckOutcome.Unanswered, Of(Required().CheckAsked(Check.DomesticAbuse, "2026-05-20T09:00:00Z")).DomesticAbuse);
        Assert.Equal(CheckOutcome.NeverAsked, Of(Required().CheckAsked(Check.ChildSafeguarding, "2026-05-20T09:00:00Z")).DomesticAbuse);
        Assert.Equal(CheckOutcome.Completed, Of(Required().CheckDone(Check.DomesticAbuse, "2026-06-30T22:59:59Z")).DomesticAbuse);
        Assert.Equal(CheckOutcome.NeverAsked, Of(Required().CheckDone(Check.DomesticAbuse, "2026-06-30T23:00:00Z")).DomesticAbuse);
    }

    [Theory]
    [InlineData("2026-06-01T22:59:59Z", null)]
    [InlineData("2026-06-01T23:00:00Z", 0)]
    [InlineData("2026-06-23T22:59:59Z", 21)]
    [InlineData("2026-06-23T23:00:00Z", 22)]
    public void Treatment_CountsFromTheDayOfRelease(string at, int? day)
    {
        var o = Of(Given.Release().NeedsHelpWith(Need.SubstanceMisuse).Treated(at));
        Assert.Equal((day, day <= 21), (o.TreatmentDay, o.TreatedInTime!.Value));
    }

    [Fact]
    public void Treatment_WithoutNeedOrFollowUp_IsNotKnown()
    {
        Assert.Null(Of(Given.Release().Treated("2026-06-03T09:00:00Z")).TreatedInTime);
        var needs = Given.Release().NeedsHelpWith(Need.SubstanceMisuse);
        Assert.Null(Of(needs.Recalled("2026-06-23T12:00:00Z")).TreatedInTime);
        Assert.True(Of(needs.Treated("2026-06-22T12:00:00Z")).TreatedInTime);
    }

    [Theory]
    [InlineData("2026-06-30T22:59:59Z", true)]
    [InlineData("2026-06-30T23:00:00Z", false)]
    public void Recalled_ByDay28_IncludesTheWholeOfIt(string at, bool expected) => Assert.Equal(expected, Of(Given.Release().Recalled(at)).RecalledBy(28));

    [Theory]
    [InlineData("transferred", "2026-06-30T12:00:00Z", null)]
    [InlineData("died", "2026-06-30T12:00:00Z", null)]
    [InlineData("something-else", "2026-06-30T12:00:00Z", null)]
    [InlineData("licence-ended", "2026-06-30T12:00:00Z", false)]
    [InlineData("transferred", "2026-07-01T12:00:00Z", false)]
    public void Recalled_AfterAnotherEnd_IsIncompleteUnlessTheLicenceEnded(string reason, string at, bool? expected) =>
        Assert.Equal(expected, Of(Ended(Given.Release(), reason, at)).RecalledBy(28));

    [Fact]
    public void End_IsWhatCameFirst_AndARecallWinsATie()
    {
        const string At = "2026-06-10T12:00:00Z";
        Assert.Equal(FollowUpEnd.Transferred, Of(Ended(Given.Release(), "transferred", At).Recalled("2026-06-10T12:00:01Z")).End);
        Assert.Equal(FollowUpEnd.Recalled, Of(Ended(Given.Release(), "transferred", At).Recalled(At)).End);
    }

    // Of several facts of one recall the last in fact order is in force, here as in the export of recalls.
    [Fact]
    public void End_OfARecallCorrectedToALaterTime_IsThatTime()
    {
        var o = Of(Given.Release().Recalled("2026-06-10T12:00:00Z").Recalled("2026-06-12T12:00:00Z"));
        Assert.Equal((FollowUpEnd.Recalled, 10), (o.End, o.EndDay));
    }

    [Fact]
    public void End_OfAnEarlierRelease_DoesNotCount() =>
        Assert.Equal(FollowUpEnd.LicenceEnded, Of(Given.Release().Recalled("2026-06-02T08:59:59Z")).End);

    [Fact]
    public void End_WithdrawnRecall_IsNone()
    {
        var given = Given.Release().Recalled("2026-06-10T12:00:00Z").Withdrawn("e001", "2026-06-11T12:00:00Z");
        Assert.Equal(FollowUpEnd.Recalled, given.KnownAt(Given.At("2026-06-11T11:59:59Z")).Outcomes().End);
        Assert.Equal(FollowUpEnd.LicenceEnded, given.KnownAt(Given.At("2026-06-11T12:00:00Z")).Outcomes().End);
    }

    [Fact]
    public void End_ByLicence_IsTheDayAfterItsLast()
    {
        var o = Of(Given.Release().With(r => r with { LicenceEndsOn = new DateOnly(2026, 6, 30) }));
        Assert.Equal((FollowUpEnd.LicenceEnded, 29, false), (o.End, o.EndDay, o.RecalledBy(28)!.Value));
        Assert.Equal(AccommodationCategory.None, o.AtSixMonths);
    }

    private static ReleaseOutcomes Of(CaseBuilder given) => given.Case().Outcomes();

    private static CaseBuilder Ended(CaseBuilder given, string reason, string at) => given.Fact(at, null, (id, o, r) => new WatchEnded(id, o, r, reason));
}
