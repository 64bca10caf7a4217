using RecallAlerts.Api.Pages.Operating;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.Queries;

namespace RecallAlerts.Pages.Tests.Operating;

public sealed class OperationsLinesTests
{
    private static readonly DateOnly Today = new(2026, 7, 16);

    [Theory]
    [InlineData(-1, 1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0, 0)]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(2, 0, 1, 0, 0)]
    [InlineData(7, 0, 1, 0, 0)]
    [InlineData(8, 0, 0, 1, 0)]
    [InlineData(30, 0, 0, 1, 0)]
    [InlineData(31, 0, 0, 0, 1)]
    public void Held_ByAge_IsCountedOnce(int days, int day, int week, int month, int older)
    {
        var line = Assert.Single(OperationsLines.Of([new HeldCount(HeldKind.Event, "t", Today.AddDays(-days), 1)], Today));
        Assert.Equal((day, week, month, older, 1), (line.Day, line.Week, line.Month, line.Older, line.All));
    }

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(1, 0, 0, false)]
    [InlineData(0, 1, 0, false)]
    [InlineData(0, 0, 1, false)]
    public void Proof_FailsByEachOfThree(int unwatched, int overdue, int pending, bool isProven)
    {
        var lines = OperationsLines.Of(new WatchProof(9, unwatched, overdue, pending, 5, 5, 5));
        Assert.Equal(isProven, new OperationsModel(lines, [], 0, [], []).IsProven);
        Assert.Equal(7, lines.Count);
        Assert.Equal(!isProven, lines[0].Fails);
    }
}
