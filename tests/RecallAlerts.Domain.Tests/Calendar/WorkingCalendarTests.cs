using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2026-06-02", 1, "2026-06-03")]
    [InlineData("2026-06-02", 5, "2026-06-09")]
    [InlineData("2026-06-02", 10, "2026-06-16")]
    [InlineData("2026-06-05", 1, "2026-06-08")]
    [InlineData("2026-06-06", 1, "2026-06-08")]
    [InlineData("2026-06-07", 1, "2026-06-08")]
    [InlineData("2026-06-07", 6, "2026-06-15")]
    public void WorkingDayAfter_AnyDate_CountsStrictlyAfterIt(string date, int n, string expected) =>
        Assert.Equal(Given.On(expected), Given.Calendar.WorkingDayAfter(Given.On(date), n));

    [Theory]
    [InlineData("2026-04-02", 1, "2026-04-07")]
    [InlineData("2026-04-03", 1, "2026-04-07")]
    [InlineData("2026-04-01", 5, "2026-04-10")]
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2026-12-24", 4, "2027-01-04")]
    [InlineData("2026-05-01", 1, "2026-05-05")]
    public void WorkingDayAfter_OverBankHolidays_SkipsThem(string date, int n, string expected) =>
        Assert.Equal(Given.On(expected), Given.Calendar.WorkingDayAfter(Given.On(date), n));

    [Theory]
    [InlineData("2026-04-03", false)]
    [InlineData("2026-04-06", false)]
    [InlineData("2026-04-07", true)]
    [InlineData("2026-12-25", false)]
    [InlineData("2026-12-26", false)]
    [InlineData("2026-12-28", false)]
    [InlineData("2026-12-29", true)]
    [InlineData("2026-06-06", false)]
    [InlineData("2026-06-07", false)]
    [InlineData("2031-12-25", true)]
    public void IsWorkingDay_OnWeekendsHolidaysAndBeyondTheFile_FollowsTheFile(string date, bool expected) =>
        Assert.Equal(expected, Given.Calendar.IsWorkingDay(Given.On(date)));

    [Theory]
    [InlineData("2026-06-04", "2026-06-01")]
    [InlineData("2026-06-07", "2026-06-01")]
    [InlineData("2026-04-08", "2026-04-07")]
    [InlineData("2026-12-31", "2026-12-29")]
    public void FirstWorkingDayOfWeek_WithAHolidayOnMonday_IsTuesday(string date, string expected) =>
        Assert.Equal(Given.On(expected), Given.Calendar.FirstWorkingDayOfWeek(Given.On(date)));

    [Fact]
    public void FirstWorkingDayOfWeek_OfAWeekWithoutWork_IsNone()
    {
        var closed = new WorkingCalendar(Enumerable.Range(1, 5).Select(day => new DateOnly(2026, 6, day)), "closed");

        Assert.Null(closed.FirstWorkingDayOfWeek(Given.On("2026-06-03")));
    }

    [Theory]
    [InlineData("2026-06-01", "2026-06-01")]
    [InlineData("2026-06-07", "2026-06-01")]
    [InlineData("2026-06-08", "2026-06-08")]
    public void MondayOf_ADate_IsThatOfItsWeek(string date, string expected) =>
        Assert.Equal(Given.On(expected), WorkingCalendar.MondayOf(Given.On(date)));

    [Fact]
    public void Reach_OfACalendar_IsItsLastHoliday()
    {
        Assert.Equal(Given.On("2027-12-28"), Given.Calendar.Reach);
        Assert.Null(new WorkingCalendar([], "none").Reach);
    }
}
