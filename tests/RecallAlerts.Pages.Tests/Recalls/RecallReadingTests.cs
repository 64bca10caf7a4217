using RecallAlerts.Api.Pages.Recalls;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Recalls;

namespace RecallAlerts.Pages.Tests.Recalls;

public sealed class RecallReadingTests
{
    [Theory]
    [InlineData("LR", "licence recall")]
    [InlineData("FTR_14", "fixed term, 14 days")]
    [InlineData("FTR_56", "fixed term, 56 days")]
    [InlineData("FTR_HDC_28", "fixed term from home detention curfew, 28 days")]
    [InlineData("IN_HDC", "IN HDC")]
    public void Type_IsInWordsWhereItHasSome(string type, string words) => Assert.Equal(words, RecallWords.OfType(type));

    [Theory]
    [InlineData(0, "less than an hour")]
    [InlineData(1, "1 hour")]
    [InlineData(47, "47 hours")]
    [InlineData(48, "2 days")]
    [InlineData(95, "3 days")]
    public void Hours_AreDaysFromTwo(long hours, string words) => Assert.Equal(words, RecallReading.Hours(hours));

    [Theory]
    [InlineData(0, 0, "There is no comparable release that was not recalled, so a lead time says nothing.")]
    [InlineData(1, 1, "Of 1 comparable release that was not recalled, 1 (100%) had such an alert on the same day.")]
    [InlineData(3, 1, "Of 3 comparable releases that were not recalled, 1 (33%) had such an alert on the same day.")]
    public void NotRecalled_IsAShare(int releases, int withAlert, string words) => Assert.Equal(words, RecallReading.NotRecalled(new AlertShare(releases, withAlert)));
}
