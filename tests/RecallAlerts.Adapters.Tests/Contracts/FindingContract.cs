using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Finding cases: by identity, by person, and those to be looked at.</summary>
public abstract class FindingContract : StoreContract
{
    [Fact]
    public async Task Find_Unknown_IsNothing()
    {
        Assert.Null(await Cases.FindAsync(X1, None));
        Assert.Null(await Cases.FindReleaseAsync(Key.WatchIdOf(X1), None));
        Assert.Null(await Cases.FindReleaseAsync(AlertId.Of(X1, RuleId.Homeless, "k"), None));
        Assert.Empty(await Cases.FindAllAsync(new Crn("X000001"), None));
        Assert.Null(await Cases.LatestReleasedAtAsync(None));
        Assert.Null(await Cases.NextWakeAsync(None));
        Assert.Empty(await Cases.DueAsync(T0, 10, None));
    }

    [Fact]
    public async Task FindRelease_ByWatchOrAlert_IsTheRelease()
    {
        var alert = Alert(X1, "k");
        await Cases.WatchAsync(alert);
        Assert.Equal(X1, await Another.Cases.FindReleaseAsync(Key.WatchIdOf(X1), None));
        Assert.Equal(X1, await Another.Cases.FindReleaseAsync(alert.Id, None));
    }

    [Fact]
    public async Task FindAll_OfAPerson_AreAllReleasesOfThatPersonOnly()
    {
        var again = Release(releasedAt: T0.PlusHours(24 * 90));
        await Cases.RegisterAsync([Case(), Case(again), Case("X000002")], None);
        Assert.Equal([X1, again.Id], (await Cases.FindAllAsync(new Crn("X000001"), None)).Select(c => c.Id).Order());
    }

    [Fact]
    public async Task ReleasedBetween_IsFromInclusiveToExclusiveInOrder()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(1, 4).Reverse().Select(n => Case(Release($"X00000{n}", releasedAt: T0.PlusHours(n))))], None);
        Assert.Equal(["X000002-20260602", "X000003-20260602"], (await Cases.ReleasedBetweenAsync(T0.PlusHours(2), T0.PlusHours(4), None)).Select(i => i.Value));
        Assert.Equal(T0.PlusHours(4), await Cases.LatestReleasedAtAsync(None));
    }

    [Fact]
    public async Task Due_ArePendingAndWokenInOrderOfRelease()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(1, 5).Reverse().Select(n => Case($"X00000{n}"))], None);
        var ids = Enumerable.Range(1, 5).Select(n => new ReleaseId($"X00000{n}-20260602")).ToArray();
        await Cases.ReviewAsync(ids[0], wake: T0.PlusHours(1));
        await Cases.ReviewAsync(ids[1], wake: T0.PlusHours(2));
        await Cases.ReviewAsync(ids[2]);
        await Cases.ReviewAsync(ids[3], wake: T0.PlusHours(3));
        await Cases.AppendAsync(ids[3], Fact("e1"));
        Assert.Equal([ids[0], ids[3], ids[4]], await Cases.DueAsync(T0.PlusHours(2).PlusSeconds(-1), 100, None));
        Assert.Equal([ids[0], ids[1], ids[3], ids[4]], await Another.Cases.DueAsync(T0.PlusHours(2), 100, None));
        Assert.Equal(T0.PlusHours(1), await Cases.NextWakeAsync(None));
    }

    [Fact]
    public async Task Due_MoreThanAskedFor_AreAtLeastSoManyAndAllInTheEnd()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(10, 30).Select(n => Case($"X0000{n}"))], None);
        var seen = new List<ReleaseId>();
        while (await Cases.DueAsync(T0, 7, None) is { Count: > 0 } due)
        {
            Assert.True(due.Count >= Math.Min(7, 30 - seen.Count));
            seen.AddRange(due);
            await Cases.UpdateAsync(due, r => Reviewed(r, []), None);
        }

        Assert.Equal(30, seen.Distinct().Count());
        Assert.Equal(30, seen.Count);
    }

    [Theory]
    [InlineData("v0", false)]
    [InlineData("v1", true)]
    [InlineData("v2", false)]
    public async Task ReviewedUnderOther_IsWhatWasReviewedUnderAnyOther(string under, bool isCurrent)
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, under: under);
        Assert.Equal(isCurrent ? [] : [X1], await Cases.ReviewedUnderOtherAsync("v1", 10, None));
    }

    [Fact]
    public async Task ReviewedUnderOther_LeavesOutWhatIsEndedAndIsBounded()
    {
        await Cases.RegisterAsync([Case("X000001"), Case("X000002"), Case("X000003")], None);
        await Cases.ReviewAsync(X1, under: "v0", state: WatchState.Ended);
        await Cases.ReviewAsync(new ReleaseId("X000002-20260602"), under: "v0", state: WatchState.Pending);
        await Cases.ReviewAsync(new ReleaseId("X000003-20260602"), under: "v0");
        Assert.Equal(["X000002-20260602", "X000003-20260602"], (await Cases.ReviewedUnderOtherAsync("v1", 10, None)).Select(i => i.Value).Order(StringComparer.Ordinal));
        Assert.Single(await Cases.ReviewedUnderOtherAsync("v1", 1, None));
    }
}
