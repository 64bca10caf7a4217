using RecallAlerts.Application.Cases;

namespace RecallAlerts.Application.Tests.Cases;

public sealed class RecordersTests
{
    [Fact]
    public void Sole_OfNothing_IsNobody() => Assert.Null(Recorders.None.Sole);

    [Theory]
    [InlineData("practitioner:P1", "practitioner:P1")]
    [InlineData("practitioner:P1 practitioner:P1 practitioner:P1", "practitioner:P1")]
    [InlineData("practitioner:P1 duty-spo:gwent", null)]
    [InlineData("practitioner:P1 duty-spo:gwent practitioner:P1", null)]
    [InlineData("-", null)]
    [InlineData("- -", null)]
    [InlineData("practitioner:P1 -", null)]
    [InlineData("- practitioner:P1", null)]
    [InlineData("- practitioner:P1 practitioner:P1", null)]
    [InlineData("practitioner:P1 practitioner:p1", null)]
    public void Sole_OfLines_IsWhoRecordedAllOfThem(string lines, string? sole)
    {
        var recorders = lines.Split(' ').Aggregate(Recorders.None, (r, by) => r.With(by == "-" ? null : by));
        Assert.Equal(sole, recorders.Sole?.ToString());
        Assert.NotEqual(Recorders.None, recorders);
    }
}
