using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Calendar;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02T09:00:00Z")]
    [InlineData("2026-06-02T10:00:00+01:00", "2026-06-02T09:00:00Z")]
    [InlineData("2026-06-02T04:00:00-05:00", "2026-06-02T09:00:00Z")]
    [InlineData("2026-06-02T09:00Z", "2026-06-02T09:00:00Z")]
    [InlineData("2026-06-02T09:00:00.1Z", "2026-06-02T09:00:00Z")]
    [InlineData("2026-06-02T09:00:59.999Z", "2026-06-02T09:00:59Z")]
    [InlineData("2026-06-02T09:00:59.9999999+00:00", "2026-06-02T09:00:59Z")]
    public void Instant_WithAnOffset_IsReadInUtcWithTheFractionCutOff(string text, string expected) =>
        Assert.Equal(expected, Instant.Parse(text).ToString());

    [Fact]
    public void Instant_WithNanoseconds_IsReadWithTheFractionCutOff() =>
        Assert.Equal("2026-06-02T09:00:59Z", Instant.Parse("2026-06-02T09:00:59.123456789Z").ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-06-02")]
    [InlineData("2026-06-02T09:00:00")]
    [InlineData("2026-06-02 09:00:00Z")]
    [InlineData("2026-02-30T09:00:00Z")]
    [InlineData("2026-06-02T25:00:00Z")]
    [InlineData("02/06/2026")]
    [InlineData("yesterday")]
    public void Instant_WithoutOffsetOrOfAnotherForm_IsNotRead(string? text) => Assert.False(Instant.TryParse(text, out _));

    [Fact]
    public void Instant_OfAnotherForm_SaysSo() => Assert.Throws<FormatException>(() => Instant.Parse("2026-06-02T09:00:00"));

    [Fact]
    public void Instants_InOrder_Compare()
    {
        var (early, late) = (Given.At("2026-06-02T09:00:00Z"), Given.At("2026-06-02T09:00:01Z"));

        Assert.True(early < late && late > early && early <= late && late >= early);
        Assert.Equal(late, Instant.Max(early, late));
        Assert.Equal(early, Instant.Earliest(late, early));
    }

    [Fact]
    public void Earliest_WithNever_IsTheOther()
    {
        var t = Given.At("2026-06-02T09:00:00Z");

        Assert.Equal(t, Instant.Earliest(null, t));
        Assert.Equal(t, Instant.Earliest(t, null));
        Assert.Null(Instant.Earliest(null, null));
    }
}
