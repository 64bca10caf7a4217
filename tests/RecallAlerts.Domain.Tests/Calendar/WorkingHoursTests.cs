using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Calendar;

public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("2026-06-02T07:59:59Z", false)]
    [InlineData("2026-06-02T08:00:00Z", true)]
    [InlineData("2026-06-02T15:59:59Z", true)]
    [InlineData("2026-06-02T16:00:00Z", false)]
    [InlineData("2026-06-06T12:00:00Z", false)]
    [InlineData("2026-04-03T12:00:00Z", false)]
    [InlineData("2026-12-02T08:59:59Z", false)]
    [InlineData("2026-12-02T09:00:00Z", true)]
    public void Contains_AroundTheHours_From09IncludedTo17Excluded(string t, bool expected) =>
        Assert.Equal(expected, Given.Hours.Contains(Given.At(t)));

    [Theory]
    [InlineData("2026-06-02T07:00:00Z", "2026-06-02T08:00:00Z")]
    [InlineData("2026-06-02T08:00:00Z", "2026-06-02T08:00:00Z")]
    [InlineData("2026-06-02T15:59:59Z", "2026-06-02T15:59:59Z")]
    [InlineData("2026-06-02T16:00:00Z", "2026-06-03T08:00:00Z")]
    [InlineData("2026-06-05T16:00:00Z", "2026-06-08T08:00:00Z")]
    [InlineData("2026-04-02T16:30:00Z", "2026-04-07T08:00:00Z")]
    [InlineData("2026-12-24T17:30:00Z", "2026-12-29T09:00:00Z")]
    [InlineData("2026-06-02T23:30:00Z", "2026-06-03T08:00:00Z")]
    public void Opening_OfAnInstant_IsTheNextInWorkingHours(string t, string expected) =>
        Assert.Equal(expected, Given.Hours.Opening(Given.At(t)).ToString());

    [Theory]
    [InlineData("2026-03-27T17:00:00Z", "2026-03-30T08:00:00Z")]
    [InlineData("2026-10-23T16:00:00Z", "2026-10-26T09:00:00Z")]
    public void Opening_WhenTheClockChangesOverTheWeekend_IsAt09AsTheClockShowsIt(string t, string expected) =>
        Assert.Equal(expected, Given.Hours.Opening(Given.At(t)).ToString());

    [Theory]
    [InlineData("2026-06-02T08:00:00Z", 8, "2026-06-02T16:00:00Z")]
    [InlineData("2026-06-02T12:00:00Z", 4, "2026-06-02T16:00:00Z")]
    [InlineData("2026-06-02T06:00:00Z", 8, "2026-06-02T16:00:00Z")]
    public void Plus_WhenTheHoursFillTheDay_Is17Sharp(string t, int hours, string expected) =>
        Assert.Equal(expected, Given.Hours.Plus(Given.At(t), hours).ToString());

    [Theory]
    [InlineData("2026-06-02T10:00:00Z", 4, "2026-06-02T14:00:00Z")]
    [InlineData("2026-06-02T12:00:01Z", 4, "2026-06-03T08:00:01Z")]
    [InlineData("2026-06-02T16:00:00Z", 4, "2026-06-03T12:00:00Z")]
    [InlineData("2026-06-05T15:00:00Z", 4, "2026-06-08T11:00:00Z")]
    [InlineData("2026-06-02T10:00:00Z", 24, "2026-06-05T10:00:00Z")]
    [InlineData("2026-06-02T08:00:00Z", 80, "2026-06-15T16:00:00Z")]
    public void Plus_OverNightsAndWeekends_CountsWorkingHoursOnly(string t, int hours, string expected) =>
        Assert.Equal(expected, Given.Hours.Plus(Given.At(t), hours).ToString());

    [Theory]
    [InlineData("2026-04-02T15:00:00Z", 4, "2026-04-07T11:00:00Z")]
    [InlineData("2026-12-24T16:00:00Z", 8, "2026-12-29T16:00:00Z")]
    public void Plus_OverEasterAndChristmas_SkipsBankHolidays(string t, int hours, string expected) =>
        Assert.Equal(expected, Given.Hours.Plus(Given.At(t), hours).ToString());

    [Theory]
    [InlineData("2026-03-27T16:00:00Z", 8, "2026-03-30T15:00:00Z")]
    [InlineData("2026-10-23T15:00:00Z", 8, "2026-10-26T16:00:00Z")]
    public void Plus_WhenTheClockChangesOverTheWeekend_KeepsTheLocalHours(string t, int hours, string expected) =>
        Assert.Equal(expected, Given.Hours.Plus(Given.At(t), hours).ToString());

    [Fact]
    public void Plus_NoHours_IsTheInstantItself() =>
        Assert.Equal("2026-06-06T12:00:00Z", Given.Hours.Plus(Given.At("2026-06-06T12:00:00Z"), 0).ToString());

    [Theory]
    [InlineData("2026-06-02T07:29:59Z", "2026-06-02T07:30:00Z")]
    [InlineData("2026-06-02T07:30:00Z", "2026-06-02T07:30:00Z")]
    [InlineData("2026-06-02T07:30:01Z", "2026-06-02T12:00:00Z")]
    [InlineData("2026-06-02T12:00:01Z", "2026-06-03T07:30:00Z")]
    [InlineData("2026-06-05T12:00:01Z", "2026-06-08T07:30:00Z")]
    [InlineData("2026-06-06T06:00:00Z", "2026-06-08T07:30:00Z")]
    [InlineData("2026-04-03T07:30:00Z", "2026-04-07T07:30:00Z")]
    [InlineData("2026-12-24T13:00:01Z", "2026-12-29T08:30:00Z")]
    [InlineData("2026-03-27T13:00:01Z", "2026-03-30T07:30:00Z")]
    public void NextSlot_OfTwoTimes_IsTheNextOfAWorkingDayAtOrAfter(string t, string expected) =>
        Assert.Equal(expected, Given.Hours.NextSlot(Given.At(t), [new TimeOnly(8, 30), new TimeOnly(13, 0)]).ToString());
}
