using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>Released on Tuesday 2 June 2026 at 10:00 in London; compared at noon, 11:00 UTC.</summary>
public sealed class NotRecalledByDayTests
{
    private static readonly Instant ReleasedAt = Given.At(Given.ReleasedAt);
    private static readonly Instant Far = Given.At("2027-06-01T00:00:00Z");

    [Theory]
    [InlineData("2026-06-08T11:00:00Z", 1)]
    [InlineData("2026-06-08T11:00:01Z", 0)]
    [InlineData("2026-06-08T11:01:00Z", 0)]
    [InlineData("2026-05-27T11:00:00Z", 1)]
    [InlineData("2026-05-27T10:59:59Z", 0)]
    public void Warned_IsFrom48HoursUntil14DaysAfterTheOpening(string openedAt, int warned) =>
        Assert.Equal(new WarnedOf(warned, 1), Of(Far, null, Open(openedAt)).On(RecallReason.Homelessness, 8));

    [Theory]
    [InlineData("2026-06-10T11:00:00Z", 1)]
    [InlineData("2026-06-10T10:59:59Z", 0)]
    [InlineData(null, 1)]
    public void Warned_IsWhileTheAlertIsOpen(string? closedAt, int warned) =>
        Assert.Equal(warned, Of(Far, null, Open("2026-06-03T11:00:00Z", closedAt)).On(RecallReason.Homelessness, 8).Warned);

    [Theory]
    [InlineData(RuleId.Homeless, Severity.Medium)]
    [InlineData(RuleId.NoContact, Severity.Urgent)]
    public void Warned_ByAnotherKindOfAlert_IsNobody(RuleId rule, Severity severity) =>
        Assert.Equal(new WarnedOf(0, 1), Of(Far, null, new AlertSpell(rule, Given.At("2026-06-03T11:00:00Z"), severity, null)).On(RecallReason.Homelessness, 8));

    [Fact]
    public void Warned_BySeveralAlerts_CountsOnce()
    {
        var counts = Of(Far, null, Open("2026-06-03T11:00:00Z", "2026-06-09T00:00:00Z"), Open("2026-06-04T11:00:00Z"), Open("2026-06-04T11:00:00Z", "2026-06-05T00:00:00Z"));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 1, 1], Enumerable.Range(0, 9).Select(day => counts.On(RecallReason.Homelessness, day).Warned));
    }

    [Theory]
    [InlineData("2026-06-10T11:00:00Z", 0)]
    [InlineData("2026-06-10T11:00:01Z", 1)]
    public void Watched_EndsWithTheWatch(string until, int watched) => Assert.Equal(watched, Of(Given.At(until), null).On(RecallReason.Homelessness, 8).Watched);

    [Theory]
    [InlineData("2026-06-10T22:59:59Z", 0)]
    [InlineData("2026-06-10T23:00:00Z", 1)]
    public void Watched_OnTheDayOfItsRecall_IsNotCompared(string recalledAt, int watched) =>
        Assert.Equal(watched, Of(Far, recalledAt).On(RecallReason.Homelessness, 8).Watched);

    [Fact]
    public void Watched_OnTheDayOfRelease_IsFromTheReleaseOn()
    {
        var late = new NotRecalledByDay(274, 14);
        late.Add(new FollowedRelease(Given.At("2026-06-02T11:00:01Z"), Far, null, []));
        Assert.Equal((1, 0, 1), (Of(Far, null).On(RecallReason.Homelessness, 0).Watched, late.On(RecallReason.Homelessness, 0).Watched, late.On(RecallReason.Homelessness, 1).Watched));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(273, 1)]
    [InlineData(274, 0)]
    [InlineData(5000, 0)]
    public void Watched_OutsideTheDaysThatAreCounted_IsNobody(int day, int watched) => Assert.Equal(watched, Of(Far, null).On(RecallReason.Homelessness, day).Watched);

    [Fact]
    public void Watched_WhenTheWatchEndedBeforeItBegan_IsNobody() => Assert.Equal(default, Of(ReleasedAt, null).On(RecallReason.Homelessness, 0));

    [Fact]
    public void MeanShare_WeighsEachRecallTheSame()
    {
        var counts = Of(Far, null, Open("2026-06-03T11:00:00Z", "2026-06-09T00:00:00Z"));
        counts.Add(new FollowedRelease(ReleasedAt, Given.At("2026-06-08T00:00:00Z"), null, []));
        Assert.Equal(0.5, counts.On(RecallReason.Homelessness, 5).Share);
        Assert.Equal((0.5 + 1 + 0) / 3, counts.MeanShare([(RecallReason.Homelessness, 5), (RecallReason.Homelessness, 6), (RecallReason.Homelessness, 8)]));
        Assert.Equal(0.5, counts.MeanShare([(RecallReason.Homelessness, 5), (RecallReason.Homelessness, 400)]));
        Assert.Null(counts.MeanShare([]));
        Assert.Null(counts.MeanShare([(RecallReason.Homelessness, 400)]));
    }

    // Noon in winter is 12:00 UTC: days are local, and two days before is 48 hours whatever the clocks do.
    [Theory]
    [InlineData("2026-10-23T12:00:00Z", 1)]
    [InlineData("2026-10-23T12:00:01Z", 0)]
    public void Warned_OverAChangeOfClocks_IsAfter48Hours(string openedAt, int warned)
    {
        var counts = new NotRecalledByDay(274, 14);
        counts.Add(new FollowedRelease(Given.At("2026-10-20T08:00:00Z"), Far, null, [Open(openedAt)]));
        Assert.Equal(warned, counts.On(RecallReason.Homelessness, 5).Warned);
    }

    private static AlertSpell Open(string openedAt, string? closedAt = null) =>
        new(RuleId.Homeless, Given.At(openedAt), Severity.High, closedAt is null ? null : Given.At(closedAt));

    private static NotRecalledByDay Of(Instant watchedUntil, string? recalledAt, params AlertSpell[] spells)
    {
        var counts = new NotRecalledByDay(274, 14);
        counts.Add(new FollowedRelease(ReleasedAt, watchedUntil, recalledAt is null ? null : Given.At(recalledAt), spells));
        return counts;
    }
}
