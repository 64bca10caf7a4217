using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Recalls;

public sealed class RecallStandingTests
{
    [Theory]
    [InlineData("2026-06-02T22:59:59Z", 0)]
    [InlineData("2026-06-02T23:00:00Z", 1)]
    [InlineData("2026-06-30T22:59:59Z", 28)]
    [InlineData("2026-06-30T23:00:00Z", 29)]
    public void DaysFromRelease_AreLocalDates(string recalledAt, int days) => Assert.Equal(days, Of(Given.Release(), recalledAt).DaysFromRelease);

    [Theory]
    [InlineData("2026-06-02T22:59:59Z", null, AccommodationCategory.Homeless)]
    [InlineData("2026-06-02T23:00:00Z", null, AccommodationCategory.None)]
    [InlineData("2026-06-02T20:00:00Z", "2026-06-09T09:00:00Z", AccommodationCategory.Homeless)]
    public void AtRelease_IsOfTheDayOfReleaseWheneverItWasRecorded(string at, string? recorded, AccommodationCategory category) =>
        Assert.Equal(category, Of(Given.Release().Lives("A08A", at, recorded: recorded)).AtRelease);

    [Fact]
    public void AtRelease_IsTheLastOfThatDay() =>
        Assert.Equal(AccommodationCategory.Transient, Of(Given.Release().Lives("A01A", "2026-05-20T09:00:00Z").Lives("A17", "2026-06-02T15:00:00Z")).AtRelease);

    [Fact]
    public void AtRelease_WhenLeft_IsNone() => Assert.Equal(AccommodationCategory.None, Of(Given.Release().Lives("A01A", "2026-06-02T10:00:00Z").Left("2026-06-02T15:00:00Z")).AtRelease);

    [Fact]
    public void AtRelease_LeftAndArrivedAtOneMoment_IsTheArrival() =>
        Assert.Equal(AccommodationCategory.Settled, Of(Given.Release().Lives("A01A", "2026-06-02T15:00:00Z").Left("2026-06-02T15:00:00Z")).AtRelease);

    [Theory]
    [InlineData("2026-06-16T09:00:00Z", AccommodationCategory.Homeless)]
    [InlineData("2026-06-16T09:00:01Z", AccommodationCategory.Settled)]
    public void AtRecall_IsWhatWasKnownThen(string recorded, AccommodationCategory category) =>
        Assert.Equal(category, Of(Given.Release().Lives("A01A", "2026-06-02T10:00:00Z").Lives("A08A", "2026-06-10T09:00:00Z", recorded: recorded)).AtRecall);

    [Fact]
    public void Rosh_AndRegion_AreThoseInForce()
    {
        var standing = Of(Given.Release().With(r => r with { Rosh = Rosh.VeryHigh, Region = "wales" }));
        Assert.Equal((Rosh.VeryHigh, "wales"), (standing.Rosh, standing.Region));
    }

    private static RecallStanding Of(CaseBuilder c, string recalledAt = "2026-06-16T09:00:00Z") => RecallStanding.Of(c.Case(), Given.At(recalledAt));
}
