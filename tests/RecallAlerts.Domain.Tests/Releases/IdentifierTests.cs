using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Releases;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("X100001", true)]
    [InlineData("x100001", false)]
    [InlineData("X10000", false)]
    [InlineData("X1000011", false)]
    [InlineData("1100001", false)]
    [InlineData("X10000A", false)]
    [InlineData("É100001", false)]
    [InlineData("X10000\u0661", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Crn_ByForm_IsALetterAndSixDigits(string? text, bool valid) => Assert.Equal(valid, Crn.TryParse(text, out _));

    [Theory]
    [InlineData("A1234BC", true)]
    [InlineData("A1234Bc", false)]
    [InlineData("A123BCD", false)]
    [InlineData("11234BC", false)]
    [InlineData("A1234BCD", false)]
    [InlineData(null, false)]
    public void NomsNumber_ByForm_IsALetterFourDigitsTwoLetters(string? text, bool valid) =>
        Assert.Equal(valid, NomsNumber.TryParse(text, out _));

    [Theory]
    [InlineData("2026-06-02T22:59:59Z", "X100001-20260602")]
    [InlineData("2026-06-02T23:00:00Z", "X100001-20260603")]
    [InlineData("2026-12-02T23:00:00Z", "X100001-20261202")]
    public void ReleaseId_IsMintedFromTheCrnAndTheLocalDate(string releasedAt, string expected) =>
        Assert.Equal(expected, Given.Release(releasedAt).Release.Id.Value);

    [Theory]
    [InlineData("X100001-20260602", true)]
    [InlineData("X100001-20260631", false)]
    [InlineData("X100001_20260602", false)]
    [InlineData("X100001-2026-602", false)]
    [InlineData("X100001", false)]
    [InlineData(null, false)]
    public void ReleaseId_ByForm_IsReadOrNot(string? text, bool valid) => Assert.Equal(valid, ReleaseId.TryParse(text, out _));

    [Fact]
    public void ReleaseIds_InOrder_AreByCodePoint() =>
        Assert.True(new ReleaseId("X100001-20260602").CompareTo(new ReleaseId("X100001-20260603")) < 0);
}
