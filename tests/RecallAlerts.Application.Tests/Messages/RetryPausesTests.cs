using RecallAlerts.Application.Messages;
using static RecallAlerts.Application.Tests.Messages.Outgoing;

namespace RecallAlerts.Application.Tests.Messages;

public sealed class RetryPausesTests
{
    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 120)]
    [InlineData(5, 1_920)]
    [InlineData(6, 3_600)]
    [InlineData(7, 3_600)]
    [InlineData(int.MaxValue, 3_600)]
    [InlineData(-1, 60)]
    public void Pause_TriedSoOften_IsTwiceTheOneBeforeUpToAnHour(int tries, long seconds) =>
        Assert.Equal(Now.PlusSeconds(seconds), RetryPauses.Default.After(Now, tries));

    [Fact]
    public void Pause_OtherLengths_AreKept()
    {
        var pauses = new RetryPauses(5, 12);
        Assert.Equal([5, 10, 12, 12], Enumerable.Range(0, 4).Select(i => pauses.After(Now, i).Seconds - Now.Seconds));
        Assert.Equal(Now.PlusSeconds(12), pauses.Longest(Now));
    }
}
