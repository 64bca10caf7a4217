using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Facts that change nothing are committed as reviewed; the watch is told only what is news to it.</summary>
public abstract class SettlingContract : StoreContract
{
    [Fact]
    public async Task Append_Settled_LeavesNothingPending()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        var result = await AppendAsync("e1", r => Reviewed(r, r.Alerts, T0.PlusHours(5), T0.PlusHours(1)));
        var record = await Another.Cases.GetAsync(X1);
        Assert.Equal((Appended.Accepted, 1), (result.Result, record.History.Recorded.Count));
        Assert.Equal((null, T0.PlusHours(5), T0.PlusHours(1)), (record.PendingSince, record.NextWake, record.ReviewedAt));
        Assert.Null(record.Recorders.Text);
        Assert.Empty(await Cases.DueAsync(T0.PlusHours(1), 10, None));
    }

    [Fact]
    public async Task Append_Offered_HoldsTheNewFactsAndTheirRecorder()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        CaseRecord? offered = null;
        await Cases.AppendAsync([Fact("e1", by: "practitioner:P1").To(X1), Fact("e2", by: "practitioner:P1").To(X1)], T0.PlusHours(1), r =>
        {
            offered = r;
            return null;
        }, None);
        Assert.Equal((2, T0.PlusHours(1), P1), (offered!.History.Recorded.Count, offered.PendingSince, offered.Recorders.Sole));
        Assert.Equal(T0.PlusHours(1), (await Another.Cases.GetAsync(X1)).PendingSince);
    }

    [Fact]
    public async Task Append_NotSettled_AsksForALookThatGathers()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        var result = await AppendAsync("e1", _ => null);
        Assert.Equal(new Look(Key.WatchIdOf(X1), T0.PlusHours(1), Gathers: true), result.Look);
        Assert.Equal([X1], await Cases.DueAsync(T0.PlusHours(1), 10, None));
    }

    [Fact]
    public async Task Append_WhileSomethingWaits_IsNotOffered()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        var result = (await Cases.AppendAsync([Fact("e2").To(X1)], T0.PlusHours(2), _ => throw new InvalidOperationException("offered"), None))[0];
        Assert.Equal(new Look(Key.WatchIdOf(X1), T0.PlusHours(1), Gathers: true), result.Look);
    }

    [Fact]
    public async Task Append_OfADuplicateWhileSomethingWaits_AsksForALookAgain()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        var result = (await Another.Cases.AppendAsync([Fact("e1").To(X1)], T0.PlusHours(3), null, None))[0];
        Assert.Equal((Appended.Duplicate, new Look(Key.WatchIdOf(X1), T0.PlusHours(1), Gathers: true)), (result.Result, result.Look));
    }

    [Fact]
    public async Task Append_OfADuplicateAndNothingWaits_AsksForNothing()
    {
        await Cases.RegisterAsync(Case());
        await Cases.AppendAsync(X1, Fact("e1"));
        await Cases.ReviewAsync(X1, wake: T0.PlusHours(9));
        var result = (await Cases.AppendAsync([Fact("e1").To(X1)], T0.PlusHours(3), _ => throw new InvalidOperationException("offered"), None))[0];
        Assert.Equal((Appended.Duplicate, null), (result.Result, result.Look));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(9, null)]
    [InlineData(10, null)]
    public async Task Append_SettledWithAWake_AsksForALookWhenItComesEarlier(int wake, int? look)
    {
        await Cases.WatchAsync(Release(), id => [Alert(id, "k")], T0.PlusHours(9));
        var result = await AppendAsync("e1", r => Reviewed(r, r.Alerts, T0.PlusHours(wake), T0.PlusHours(1)));
        Assert.Equal(look is { } hours ? new Look(Key.WatchIdOf(X1), T0.PlusHours(hours), Gathers: false) : null, result.Look);
        Assert.Equal(T0.PlusHours(wake), (await Another.Cases.GetAsync(X1)).NextWake);
    }

    [Fact]
    public async Task Append_ToTwoReleases_SettlesEachByItself()
    {
        await Cases.WatchAsync(Release(), id => [Alert(id, "k")], T0.PlusHours(5));
        var x2 = await Cases.WatchAsync(Release("X000002"), id => [Alert(id, "k")]);
        var results = await Cases.AppendAsync(
            [Fact("e1").To(X1), Fact("e1").To(x2)], T0.PlusHours(1), r => r.Id == X1 ? Reviewed(r, r.Alerts, T0.PlusHours(5), T0.PlusHours(1)) : null, None);
        Assert.Equal([null, new Look(Key.WatchIdOf(x2), T0.PlusHours(1), Gathers: true)], results.Select(r => r.Look));
        Assert.Equal([x2], await Another.Cases.DueAsync(T0.PlusHours(1), 10, None));
    }

    [Fact]
    public async Task UpdateOne_ByWatchId_AnswersTheCaseAfterIt()
    {
        await Cases.RegisterAsync(Case());
        var after = await Cases.UpdateAsync(Key.WatchIdOf(X1), r => Reviewed(r, [Alert(r.Id, "k")], T0.PlusHours(2)), None);
        Assert.Equal((null, T0.PlusHours(2), "k"), (after!.PendingSince, after.NextWake, Assert.Single(after.Alerts).Key));
        Assert.Equal(after.Version, (await Another.Cases.GetAsync(X1)).Version);
        Assert.Equal(after.Version, (await Cases.UpdateAsync(Key.WatchIdOf(X1), _ => null, None))!.Version);
        Assert.Null(await Cases.UpdateAsync("0123456789abcdef0123456789abcdef", _ => throw new InvalidOperationException("decided"), None));
    }

    private async Task<AppendedFact> AppendAsync(string eventId, Func<CaseRecord, CaseUpdate?> settle) =>
        (await Cases.AppendAsync([Fact(eventId).To(X1)], T0.PlusHours(1), settle, None))[0];
}
