using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Application.Tests.Recalls.RecalledCase;

namespace RecallAlerts.Application.Tests.Recalls;

public sealed class ClassifyRecallsTests
{
    [Fact]
    public async Task Run_ClassifiesUntilNothingWaits()
    {
        var kept = new RecalledCase().Recalled().Kept();
        var classify = new ClassifyRecalls(kept, Decision, PolicyDocument.Default);
        Assert.Equal(1, await classify.RunAsync(Later, CancellationToken.None));
        Assert.Equal(0, await classify.RunAsync(Later, CancellationToken.None));
        Assert.Single(kept.Material.Rows);
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(false, true, 0)]
    [InlineData(false, false, 1)]
    public async Task NewClassifier_LooksAgainUnlessTheNarrativeIsDeleted(bool hasNarrative, bool hadOne, int classified)
    {
        var kept = new RecalledCase().Recalled(narrative: hasNarrative ? "One." : null).Kept();
        var classify = new ClassifyRecalls(kept, Decision, PolicyDocument.Default);
        await classify.RunAsync(Later, CancellationToken.None);
        var row = kept.Material.Rows[0];
        kept.Material = kept.Material with { Rows = [row with { Machine = row.Machine with { Classifier = "old" }, NarrativeOf = hadOne ? "e1" : null }] };
        Assert.Equal(classified, await classify.RunUnderNewVersionAsync(Later, 10, CancellationToken.None));
        Assert.Equal(classified == 1 ? RecallClassifier.Version : "old", kept.Material.Rows[0].Machine.Classifier);
        Assert.Equal(0, await classify.RunUnderNewVersionAsync(Later, 10, CancellationToken.None));
    }

    [Fact]
    public async Task DeleteNarratives_GoesByTheDaysOfEachRegion()
    {
        var kept = new RecalledCase().Kept();
        var policies = PolicyDocument.Load("""{ "version": "2", "recalls": { "narrativeDays": 60 }, "regions": { "wales": { "recalls": { "narrativeDays": 30 } } } }""");
        await new ClassifyRecalls(kept, Decision, policies).DeleteNarrativesAsync(Later, CancellationToken.None);
        Assert.Equal(60, kept.AskedDays!.Days);
        Assert.Equal([KeyValuePair.Create("wales", 30)], kept.AskedDays.Regions);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Review_OfACaseWithARecall_SaysSoFromWhenItIsEffective(int seconds, bool says)
    {
        var reviews = new ReviewReleases(null!, PolicyDocument.Default, BankHolidays.Default);
        Assert.Equal(says, reviews.Review(new RecalledCase().Recalled().Record, RecalledAt.PlusSeconds(seconds)).Reviewed!.HasRecall);
        Assert.True(reviews.Review(new RecalledCase().Recalled().Withdrawn("e1").Record, Later).Reviewed!.HasRecall);
        Assert.False(reviews.Review(new RecalledCase().Record, Later).Reviewed!.HasRecall);
    }

    [Fact]
    public void Review_SaysWhenTheWatchEnds()
    {
        var reviews = new ReviewReleases(null!, PolicyDocument.Default, BankHolidays.Default);
        Assert.Equal(RecalledAt, reviews.Review(new RecalledCase().Recalled().Record, Later).Reviewed!.Summary.WatchEndsAt);
        Assert.Equal(LondonTime.StartOf(new DateOnly(2026, 6, 2).AddDays(274)), reviews.Review(new RecalledCase().Record, ReleasedAt).Reviewed!.Summary.WatchEndsAt);
    }

    [Fact]
    public async Task Share_ComparesTheSameMomentAfterRelease()
    {
        var kept = new RecalledCase().Recalled().Kept();
        var classify = new ClassifyRecalls(kept, Decision, PolicyDocument.Default);
        await classify.RunAsync(Later, CancellationToken.None);
        var released = ReleasedAt.PlusHours(-100);
        AlertMoment Opened(int hoursAfter, Severity severity = Severity.High, RuleId rule = RuleId.AppointmentMissed) =>
            new(new AlertId("a"), rule, "k", released.PlusHours(hoursAfter), nameof(Domain.Alerts.Opened), severity);
        AlertMoment Closed(int hoursAfter, ClosedHow how) => Opened(hoursAfter) with { Change = nameof(Domain.Alerts.Closed), Closed = how };
        var day14 = 14 * 24;
        kept.Compared =
        [
            new(released, []), new(released, [Opened(day14 - 1)]), new(released, [Opened(0)]), new(released, [Opened(day14)]), new(released, [Opened(day14 - 1, Severity.Medium)]),
            new(released, [Opened(day14 - 1, rule: RuleId.Homeless)]), new(released, [Opened(10), Closed(20, ClosedHow.Cleared)]), new(released, [Opened(10), Closed(day14, ClosedHow.Cleared)]),
            new(released, [Opened(10), Closed(20, ClosedHow.WatchEnded)]),
        ];
        var share = await new NotRecalled(kept).ShareAsync(kept.Material.Rows[0], ReleasedAt, 14, Later, CancellationToken.None);
        Assert.Equal(new AlertShare(9, 3), share);
        var asked = new ComparedWith("wales", ReleasedAt.PlusHours(-45 * 24), ReleasedAt.PlusHours(45 * 24).PlusSeconds(1), day14 * 3_600, Later, kept.AskedWith!.Rules);
        Assert.Equal(asked, kept.AskedWith);
        Assert.Equal(Enum.GetValues<RuleId>().Where(r => LookingBack.Belongs(r, kept.Material.Rows[0].Reason.Primary)), asked.Rules);
    }
}
