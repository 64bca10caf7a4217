using RecallAlerts.Api.Pages.Recalls;
using RecallAlerts.Application.Recalls;

namespace RecallAlerts.Pages.Tests.Recalls;

public sealed class RecallReadingTests
{
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
