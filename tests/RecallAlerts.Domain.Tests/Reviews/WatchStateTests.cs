using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Domain.Tests.Reviews;

public sealed class WatchStateTests
{
    [Theory]
    [InlineData("2026-06-02T08:59:59Z", WatchState.Pending, null)]
    [InlineData("2026-06-02T09:00:00Z", WatchState.Watching, Phase.ReleaseDay)]
    [InlineData("2026-06-02T22:59:59Z", WatchState.Watching, Phase.ReleaseDay)]
    [InlineData("2026-06-02T23:00:00Z", WatchState.Watching, Phase.FirstWeek)]
    [InlineData("2026-06-09T22:59:59Z", WatchState.Watching, Phase.FirstWeek)]
    [InlineData("2026-06-09T23:00:00Z", WatchState.Watching, Phase.EarlyRecallWindow)]
    [InlineData("2026-06-30T22:59:59Z", WatchState.Watching, Phase.EarlyRecallWindow)]
    [InlineData("2026-06-30T23:00:00Z", WatchState.Watching, Phase.Settling)]
    [InlineData("2026-08-25T22:59:59Z", WatchState.Watching, Phase.Settling)]
    [InlineData("2026-08-25T23:00:00Z", WatchState.Watching, Phase.Sustaining)]
    [InlineData("2027-03-02T23:59:59Z", WatchState.Watching, Phase.Sustaining)]
    [InlineData("2027-03-03T00:00:00Z", WatchState.Ended, null)]
    public void State_OverNineMonths_PassesEachPhase(string now, WatchState state, Phase? phase)
    {
        var review = Given.Release().Review(now);

        Assert.Equal((state, phase), (review.State, review.Phase));
    }

    [Theory]
    [InlineData("2026-06-10T22:59:59Z", WatchState.Watching)]
    [InlineData("2026-06-10T23:00:00Z", WatchState.Ended)]
    public void State_WhenTheLicenceEnds_EndsAfterItsLastLocalDay(string now, WatchState state) =>
        Assert.Equal(state, Given.Release().With(r => r with { LicenceEndsOn = Given.On("2026-06-10") }).Review(now).State);

    [Theory]
    [InlineData("2026-06-01T12:00:00Z", WatchState.Pending)]
    [InlineData("2026-06-02T09:00:00Z", WatchState.Ended)]
    public void State_WhenTheLicenceEndedBeforeTheRelease_IsPendingThenEnded(string now, WatchState state) =>
        Assert.Equal(state, Given.Release().With(r => r with { LicenceEndsOn = Given.On("2026-05-30") }).Review(now).State);

    [Theory]
    [InlineData("2026-06-12T09:59:59Z", WatchState.Watching)]
    [InlineData("2026-06-12T10:00:00Z", WatchState.Ended)]
    public void State_AfterARecallRecordedLate_EndsWithTheRecord(string now, WatchState state) =>
        Assert.Equal(state, Given.Release().Recalled("2026-06-10T10:00:00Z", recorded: "2026-06-12T10:00:00Z").Review(now).State);

    [Theory]
    [InlineData("2026-06-14T09:59:59Z", WatchState.Watching)]
    [InlineData("2026-06-14T10:00:00Z", WatchState.Ended)]
    public void State_AfterAnEndAnnouncedAhead_EndsThen(string now, WatchState state) =>
        Assert.Equal(state, Given.Release().WatchEnds("2026-06-14T10:00:00Z", recorded: "2026-06-12T10:00:00Z").Review(now).State);

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", WatchState.Watching)]
    [InlineData("2026-06-02T09:00:00Z", WatchState.Ended)]
    public void State_WithARecallOfAnEarlierRelease_DoesNotEnd(string recalledAt, WatchState state)
    {
        Assert.Equal(state, Given.Release().Recalled(recalledAt).Review("2026-06-03T09:00:00Z").State);
        Assert.Equal(state, Given.Release().WatchEnds(recalledAt).Review("2026-06-03T09:00:00Z").State);
    }

    [Fact]
    public void State_BeforeTheRelease_IsPendingWhateverIsRecorded()
    {
        var review = Given.Release().WithNobody().Lives("A08A", "2026-05-01T10:00:00Z").Recalled("2026-05-20T10:00:00Z")
            .Review("2026-06-01T10:00:00Z");

        Assert.Equal((WatchState.Pending, Given.At(Given.ReleasedAt)), (review.State, review.NextChangeAt));
        Assert.Empty(review.Conditions);
    }

    [Fact]
    public void State_Ended_HoldsNothingAndNeverChanges()
    {
        var review = Given.Release().WithNobody().Recalled("2026-06-10T10:00:00Z").Lives("A08A", "2026-07-01T10:00:00Z")
            .Review("2026-06-11T10:00:00Z");

        Assert.Equal((WatchState.Ended, null, null), (review.State, review.Phase, review.NextChangeAt));
        Assert.Empty(review.Conditions);
    }

    [Fact]
    public void State_ReleasedInSpring_EndsAtLocalMidnightOfWinterTime() =>
        Assert.Equal("2026-12-31T00:00:00Z", Given.QuietRelease("2026-04-01T09:00:00Z").NextChange("2026-05-01T09:00:00Z"));
}
