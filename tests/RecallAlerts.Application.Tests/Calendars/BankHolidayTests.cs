using System.Text;
using RecallAlerts.Application.Calendars;

namespace RecallAlerts.Application.Tests.Calendars;

public sealed class BankHolidayTests
{
    private const string TwoDays = """
        { "england-and-wales": { "division": "england-and-wales", "events": [ { "title": "A", "date": "2026-06-03" }, { "title": "B", "date": "2027-01-04" } ] },
          "scotland": { "division": "scotland", "events": [ { "title": "C", "date": "2026-06-04" } ] } }
        """;

    [Theory]
    [InlineData("2026-04-03")]
    [InlineData("2026-04-06")]
    [InlineData("2026-05-04")]
    [InlineData("2026-05-25")]
    [InlineData("2026-08-31")]
    [InlineData("2026-12-25")]
    [InlineData("2026-12-28")]
    [InlineData("2027-01-01")]
    public void Shipped_KnowsTheBankHolidaysOf2026(string date) =>
        Assert.False(BankHolidays.Default.IsWorkingDay(DateOnly.ParseExact(date, "yyyy-MM-dd")));

    [Fact]
    public void Calendar_ReadsEnglandAndWalesOnly()
    {
        var calendar = Read(TwoDays);

        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 6, 3)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 6, 4)));
        Assert.Equal(new DateOnly(2027, 1, 4), calendar.Reach);
    }

    [Fact]
    public void Version_IsThatOfTheContent()
    {
        Assert.Equal(Read(TwoDays).Version, Read(TwoDays).Version);
        Assert.NotEqual(Read(TwoDays).Version, Read(TwoDays.Replace("2027-01-04", "2027-01-05", StringComparison.Ordinal)).Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "england-and-wales": { "events": 5 } }""")]
    [InlineData("""{ "england-and-wales": { "events": [ { "title": "A" } ] } }""")]
    [InlineData("""{ "england-and-wales": { "events": [ { "date": null } ] } }""")]
    [InlineData("""{ "england-and-wales": { "events": [ { "date": "3 June 2026" } ] } }""")]
    public void Document_OfAnotherForm_IsRefused(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static Domain.Calendar.WorkingCalendar Read(string json) => BankHolidays.Read(Encoding.UTF8.GetBytes(json));
}
