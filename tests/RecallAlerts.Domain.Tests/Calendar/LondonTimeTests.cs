using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Calendar;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-03-28", 0, 30, "2026-03-28T00:30:00Z")]
    [InlineData("2026-03-29", 0, 59, "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29", 1, 0, "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29", 1, 30, "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29", 1, 59, "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29", 2, 0, "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29", 2, 30, "2026-03-29T01:30:00Z")]
    [InlineData("2026-03-29", 9, 0, "2026-03-29T08:00:00Z")]
    public void At_WhenTheClockJumpsForward_IsTheFirstValidInstantAfterTheGap(string date, int hour, int minute, string expected) =>
        Assert.Equal(expected, LondonTime.At(Given.On(date), hour, minute).ToString());

    [Theory]
    [InlineData("2026-10-25", 0, 59, "2026-10-24T23:59:00Z")]
    [InlineData("2026-10-25", 1, 0, "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25", 1, 30, "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25", 1, 59, "2026-10-25T00:59:00Z")]
    [InlineData("2026-10-25", 2, 0, "2026-10-25T02:00:00Z")]
    [InlineData("2026-10-25", 9, 0, "2026-10-25T09:00:00Z")]
    public void At_WhenTheClockGoesBack_IsTheEarlierOfTheTwo(string date, int hour, int minute, string expected) =>
        Assert.Equal(expected, LondonTime.At(Given.On(date), hour, minute).ToString());

    [Theory]
    [InlineData("2026-01-15", "2026-01-15T00:00:00Z")]
    [InlineData("2026-07-15", "2026-07-14T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T00:00:00Z")]
    [InlineData("2026-03-30", "2026-03-29T23:00:00Z")]
    [InlineData("2026-10-25", "2026-10-24T23:00:00Z")]
    [InlineData("2026-10-26", "2026-10-26T00:00:00Z")]
    public void StartOf_ADate_IsLocalMidnight(string date, string expected) =>
        Assert.Equal(expected, LondonTime.StartOf(Given.On(date)).ToString());

    [Theory]
    [InlineData("2026-06-02T22:59:59Z", "2026-06-02")]
    [InlineData("2026-06-02T23:00:00Z", "2026-06-03")]
    [InlineData("2026-12-02T23:59:59Z", "2026-12-02")]
    [InlineData("2026-12-03T00:00:00Z", "2026-12-03")]
    [InlineData("2026-10-24T22:59:59Z", "2026-10-24")]
    [InlineData("2026-10-24T23:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T23:59:59Z", "2026-10-25")]
    public void Date_OfAnInstant_IsTheLocalDate(string instant, string expected) =>
        Assert.Equal(Given.On(expected), LondonTime.Date(Given.At(instant)));

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", 3_599)]
    [InlineData("2026-03-29T01:00:00Z", 7_200)]
    [InlineData("2026-10-25T00:59:59Z", 7_199)]
    [InlineData("2026-10-25T01:00:00Z", 3_600)]
    [InlineData("2026-06-02T11:00:00Z", 43_200)]
    public void SecondOfDay_AroundClockChanges_IsWhatTheClockShows(string instant, int expected) =>
        Assert.Equal(expected, LondonTime.SecondOfDay(Given.At(instant)));

    [Fact]
    public void LondonTime_InEveryHourOfTwoYears_AgreesWithTheFramework()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        for (var t = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.Zero); t.Year < 2028; t = t.AddHours(1))
        {
            var local = TimeZoneInfo.ConvertTime(t, zone);
            Assert.Equal(DateOnly.FromDateTime(local.DateTime), LondonTime.Date(Instant.From(t)));
            Assert.Equal((int)local.TimeOfDay.TotalSeconds, LondonTime.SecondOfDay(Instant.From(t)));
        }
    }
}
