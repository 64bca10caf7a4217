using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Reviews;

public sealed class NextChangeTests
{
    private const string EndOfWatch = "2027-03-03T00:00:00Z";

    [Fact]
    public void NextChange_OfAQuietRelease_IsTheEndOfTheWatchNotAPhase() =>
        Assert.Equal(EndOfWatch, Given.QuietRelease().NextChange(Given.ReleasedAt));

    [Theory]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02T13:00:00Z")]
    [InlineData("2026-06-02T13:00:00Z", "2026-06-03T16:00:00Z")]
    [InlineData("2026-06-03T15:59:59Z", "2026-06-03T16:00:00Z")]
    [InlineData("2026-06-03T16:00:00Z", EndOfWatch)]
    public void NextChange_OfABareRelease_GoesFromThresholdToThreshold(string now, string next) =>
        Assert.Equal(next, Given.Release().NextChange(now));

    [Fact]
    public void NextChange_WithAFactOfTheFutureThatChangesNothing_SkipsIt() => Assert.Equal(
        EndOfWatch,
        Given.QuietRelease().Lives("A12", "2026-06-08T09:00:00Z", recorded: Given.ReleasedAt)
            .Allocated("P1", "2026-06-09T09:00:00Z", recorded: Given.ReleasedAt)
            .NextChange(Given.ReleasedAt));

    [Fact]
    public void NextChange_WithAFactOfTheFutureThatMatters_IsWhenItIsEffective() => Assert.Equal(
        "2026-06-08T09:00:00Z",
        Given.QuietRelease().Lives("A08A", "2026-06-08T09:00:00Z", recorded: Given.ReleasedAt).NextChange(Given.ReleasedAt));

    [Fact]
    public void NextChange_WithAFactRecordedLater_IsItsRecord() => Assert.Equal(
        "2026-06-09T09:00:00Z",
        Given.QuietRelease().Lives("A08A", "2026-06-08T09:00:00Z", recorded: "2026-06-09T09:00:00Z").NextChange(Given.ReleasedAt));

    [Fact]
    public void NextChange_WhenTheDeadlineIsMetByThen_SkipsTheDeadline() => Assert.Equal(
        EndOfWatch,
        Given.QuietRelease().Requires(Check.DomesticAbuse)
            .CheckDone(Check.DomesticAbuse, "2026-06-09T15:59:59Z", recorded: "2026-06-03T10:00:00Z")
            .NextChange(Given.ReleasedAt));

    [Fact]
    public void NextChange_WhenTheFactComesAtTheDeadline_SkipsTheDeadline() => Assert.Equal(
        EndOfWatch,
        Given.QuietRelease().Requires(Check.DomesticAbuse)
            .CheckDone(Check.DomesticAbuse, "2026-06-09T16:00:00Z", recorded: "2026-06-03T10:00:00Z")
            .NextChange(Given.ReleasedAt));

    [Fact]
    public void NextChange_WhenContactResumes_IsTheThresholdReachedMeanwhile() => Assert.Equal(
        "2026-06-20T10:00:00Z",
        Given.Release().Lives("A01A", Given.ReleasedAt).Suspended(Given.ReleasedAt)
            .Resumed("2026-06-20T10:00:00Z", recorded: "2026-06-10T10:00:00Z")
            .NextChange("2026-06-11T10:00:00Z"));

    [Fact]
    public void NextChange_WhenOnlyTheSinceWouldDiffer_IsNoChange() => Assert.Equal(
        EndOfWatch,
        Given.Release().Lives("A01A", Given.ReleasedAt).Held("a1", "2026-06-03T10:00:00Z", "ATTC")
            .Held("a2", "2026-06-11T10:00:00Z", "UAAB")
            .Enforced("a2", "2026-06-11T11:00:00Z").Outcome("a2", "AFTA", "2026-06-20T10:00:00Z", recorded: "2026-06-12T10:00:00Z")
            .NextChange("2026-06-12T16:00:00Z"));

    [Fact]
    public void NextChange_WhenAMoveOnIsPlannedAhead_IsWhenItIsEffective() => Assert.Equal(
        "2026-08-05T10:00:00Z",
        Given.QuietRelease().Lives("A17", Given.ReleasedAt, recorded: "2026-06-02T09:00:01Z").Fact(
            "2026-08-05T10:00:00Z", "2026-08-01T10:00:00Z", (id, o, r) => new MoveOnPlanned(id, o, r, Given.On("2026-08-25"), "A01A"))
            .NextChange("2026-08-01T10:00:00Z"));

    [Fact]
    public void NextChange_WhenARecallIsAnnouncedAhead_IsTheRecall() => Assert.Equal(
        "2026-06-14T10:00:00Z", Given.QuietRelease().Recalled("2026-06-14T10:00:00Z", recorded: "2026-06-12T10:00:00Z")
            .NextChange("2026-06-12T10:00:00Z"));

    [Fact]
    public void NextChange_WhenASubstanceTestFades_IsTheFallOfSeverityThenTheEnd()
    {
        var c = Given.QuietRelease().Tested(TestResult.Positive, "2026-06-10T10:00:00Z")
            .Tested(TestResult.Positive, "2026-06-20T10:00:00Z");

        Assert.Equal("2026-07-08T10:00:00Z", c.NextChange("2026-06-20T10:00:00Z"));
        Assert.Equal("2026-07-18T10:00:00Z", c.NextChange("2026-07-08T10:00:00Z"));
    }
}
