using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Tests.Facts;

public sealed class CodeTests
{
    [Theory]
    [InlineData(AccommodationCategory.Settled, "A01A A01C A01D A04 A07B A12")]
    [InlineData(AccommodationCategory.Transient, "A02 A03 A07A A10 A11 A13 A14 A15 A16 A17")]
    [InlineData(AccommodationCategory.Homeless, "A08 A08A A08C")]
    [InlineData(AccommodationCategory.None, "A01 A05 A08B A18 a08 Z99")]
    public void AccommodationCode_OfTheOfficialList_HasItsCategory(AccommodationCategory category, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(category, AccommodationCodes.CategoryOf(code)));

    [Theory]
    [InlineData("A08B", false)]
    [InlineData("a02", false)]
    [InlineData("A02", true)]
    public void AccommodationCode_IsKnown_OnlyAsWritten(string code, bool known) => Assert.Equal(known, AccommodationCodes.IsKnown(code));

    [Fact]
    public void AccommodationCode_WithSupport_IsOneOfFour() => Assert.Equal(
        ["A02", "A10", "A11", "A17"],
        "A01A A02 A03 A04 A07A A07B A08 A08A A08C A10 A11 A12 A13 A14 A15 A16 A17".Split(' ').Where(AccommodationCodes.IsSupported));

    [Theory]
    [InlineData(OutcomeCategory.Contact, "ATTC ATSS AFTC ATSH")]
    [InlineData(OutcomeCategory.Missed, "AFTA UAAB")]
    [InlineData(OutcomeCategory.Excused, "AACL AAEM AAFC AAHO AAME AARE AARC CO05 CO10")]
    [InlineData(OutcomeCategory.Rescheduled, "AAM11")]
    [InlineData(OutcomeCategory.None, "NEWCODE attc")]
    public void OutcomeCode_OfTheOfficialList_HasItsCategory(OutcomeCategory category, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(category, OutcomeCodes.CategoryOf(code)));
}
