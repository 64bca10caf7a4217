using RecallAlerts.Api.Pages.Releases;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Pages.Tests.Releases;

public sealed class AskedMomentTests
{
    [Theory]
    [InlineData("3", "6", "2026", "9:30am", "2026-06-03T08:30:00Z")]
    [InlineData("3", "6", "2026", "9.30 pm", "2026-06-03T20:30:00Z")]
    [InlineData("3", "6", "2026", "9am", "2026-06-03T08:00:00Z")]
    [InlineData("03", "06", "2026", "14:00", "2026-06-03T13:00:00Z")]
    [InlineData("3", "12", "2026", "14:00", "2026-12-03T14:00:00Z")]
    [InlineData("3", "6", "2026", null, "2026-06-02T23:00:00Z")]
    [InlineData("29", "2", "2028", "0:00", "2028-02-29T00:00:00Z")]
    [InlineData("29", "3", "2026", "1:30", "2026-03-29T01:00:00Z")]
    [InlineData("25", "10", "2026", "1:30", "2026-10-25T00:30:00Z")]
    public void Fields_AreALocalMoment(string day, string month, string year, string? time, string expected) =>
        Assert.Equal(expected, AskedMoment.OfFields(day, month, year, time).At.ToString());

    [Theory]
    [InlineData("31", "6", "2026", "9am", "day")]
    [InlineData("29", "2", "2026", "9am", "day")]
    [InlineData("0", "6", "2026", "9am", "day")]
    [InlineData("1", "0", "2026", "9am", "day")]
    [InlineData("1", "13", "2026", "9am", "day")]
    [InlineData("1", "1", "1999", "9am", "day")]
    [InlineData("1", "1", "2101", "9am", "day")]
    [InlineData("-1", "1", "2026", "9am", "day")]
    [InlineData("99999999999", "1", "2026", "9am", "day")]
    [InlineData(null, "1", "2026", "9am", "day")]
    [InlineData("1", "1", "2026", "25:00", "time")]
    [InlineData("1", "1", "2026", "soon", "time")]
    [InlineData("x", "1", "2026", "soon", "day,time")]
    public void Fields_ThatAreNoMoment_SayWhich(string? day, string month, string year, string time, string wrong)
    {
        var asked = AskedMoment.OfFields(day, month, year, time);
        Assert.Null(asked.At);
        Assert.Equal(wrong, string.Join(',', asked.Errors.Select(e => e.Field)));
    }

    [Theory]
    [InlineData("2026-06-03T08:30:00Z", "3 6 2026 09:30")]
    [InlineData("2026-12-31T23:59:59Z", "31 12 2026 23:59")]
    public void Moment_FillsTheFields(string at, string fields)
    {
        var asked = AskedMoment.Of(Instant.Parse(at));
        Assert.Equal(fields, $"{asked.Day} {asked.Month} {asked.Year} {asked.Time}");
    }
}
