using RecallAlerts.Domain.Reviews;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>The proof of watch, and counts.</summary>
public abstract class ProvingContract : StoreContract
{
    [Fact]
    public async Task Proof_OfAWatchThatRuns_FindsNothing()
    {
        await Cases.RegisterAsync([Case("X000001"), Case("X000002"), Case("X000003")], None);
        await Cases.ReviewAsync(X1, wake: T0.PlusHours(1));
        await Cases.ReviewAsync(Release("X000002").Id, state: WatchState.Ended);
        var proof = await Queries.ProveWatchAsync(T0, None);
        Assert.Equal((2, 0, 0, 0), (proof.Watched, proof.Unwatched, proof.Overdue, proof.PendingTooLong));
    }

    [Fact]
    public async Task Proof_OfWhatNobodyWatches_StartsItAgain()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, wake: null);
        Assert.Empty(await Cases.DueAsync(T0.PlusHours(9), 10, None));
        Assert.Equal(1, (await Another.Queries.ProveWatchAsync(T0.PlusHours(1), None)).Unwatched);
        Assert.Equal([X1], await Cases.DueAsync(T0.PlusHours(1), 10, None));
        Assert.Equal(T0.PlusHours(1), (await Cases.GetAsync(X1)).NextWake);
        Assert.Equal(0, (await Queries.ProveWatchAsync(T0.PlusHours(1), None)).Unwatched);
    }

    [Fact]
    public async Task Proof_StartingAgain_DoesNotPassOverADecisionInHand()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, wake: null);
        var decided = 0;
        await Cases.UpdateAsync([X1], r =>
        {
            if (decided++ == 0) Now(Another.Queries.ProveWatchAsync(T0.PlusHours(1), None));
            return Reviewed(r, [], T0.PlusHours(5));
        }, None);
        Assert.Equal(2, decided);
        Assert.Equal(T0.PlusHours(5), (await Another.Cases.GetAsync(X1)).NextWake);
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public async Task Proof_OfALateWake_CountsAfterFiveMinutes(int seconds, int overdue)
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, wake: T0);
        Assert.Equal(overdue, (await Queries.ProveWatchAsync(T0.PlusSeconds(seconds), None)).Overdue);
    }

    [Theory]
    [InlineData(120, 0)]
    [InlineData(121, 1)]
    public async Task Proof_OfALateReview_CountsAfterTwoMinutes(int seconds, int late)
    {
        await Cases.RegisterAsync(Case());
        Assert.Equal(late, (await Queries.ProveWatchAsync(T0.PlusSeconds(seconds), None)).PendingTooLong);
    }

    [Fact]
    public async Task CountStates_AreThoseOfTheLastReview()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(1, 4).Select(n => Case($"X00000{n}"))], None);
        await Cases.ReviewAsync(X1);
        await Cases.ReviewAsync(Release("X000002").Id, state: WatchState.Ended);
        var states = (await Queries.CountStatesAsync(None)).ToDictionary(c => c.Name, c => c.Count, StringComparer.Ordinal);
        Assert.Equal((2, 1, 1), (states["pending"], states["watching"], states["ended"]));
    }

    [Fact]
    public async Task NoteRefused_OfNothing_IsNothing()
    {
        await Queries.NoteRefusedAsync([], T0, None);
        await Queries.NoteRefusedAsync([("import", "InvalidCrn"), ("import", "InvalidCrn")], T0, None);
        Assert.Empty(await Queries.CountStatesAsync(None));
    }
}
