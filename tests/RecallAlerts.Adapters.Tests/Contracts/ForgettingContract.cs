using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Messages that left long ago, and what was decided of tellings, are forgotten; not while a release of which they tell is watched.</summary>
public abstract class ForgettingContract : StoreContract
{
    private static readonly ReleaseId X2 = new("X000002-20260602");
    private static readonly Instant Left = T0.PlusHours(1);

    [Theory]
    [InlineData(-1, 2, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(3_600, 0, 1)]
    [InlineData(3_601, 0, 0)]
    public async Task Forget_OfAnEndedRelease_IsByWhenItLeftAndWasDecided(int seconds, int decisions, int messages)
    {
        await TellAsync(Store.One, X1);
        await EndAsync(Store.One, X1);
        var forgotten = await ForgetAllAsync(Messages, T0.PlusSeconds(seconds));
        Assert.Equal(2 - decisions + 1 - messages, forgotten);
        Assert.Equal(messages, (await Queries.AllMessagesAsync(None)).Count);
        Assert.Equal(decisions == 2 ? 1 : 0, (await ToldAsync(X1)).Count);
        Assert.Equal(0, await Another.Messages.ForgetAsync(T0.PlusSeconds(seconds), 10, None));
    }

    [Theory]
    [InlineData(WatchState.Pending)]
    [InlineData(WatchState.Watching)]
    public async Task Forget_OfAReleaseThatIsNotEnded_LeavesAll(WatchState state)
    {
        await TellAsync(Store.One, X1);
        await Cases.ReviewAsync(X1, [Alert(X1, "k")], state: state);
        Assert.Equal(0, await Messages.ForgetAsync(Left.PlusHours(9_999), 10, None));
        Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Single(await ToldAsync(X1));
        await EndAsync(Store.One, X1);
        Assert.Equal(3, await ForgetAllAsync(Messages, Left.PlusHours(9_999)));
    }

    [Fact]
    public async Task Forget_OfAMessageThatHasNotLeft_LeavesIt()
    {
        await TellAsync(Store.One, X1, isSent: false);
        await EndAsync(Store.One, X1);
        Assert.Equal(2, await ForgetAllAsync(Messages, Left.PlusHours(9_999)));
        var waiting = Assert.Single(await Messages.UnsentAsync(Left, 10, None));
        await Messages.RecordAsync(P1, waiting.MessageId, new SendOutcome.Sent("email"), T0.PlusHours(9_000), None);
        Assert.Equal(0, await ForgetAllAsync(Messages, T0.PlusHours(9_000)));
        Assert.Equal(1, await ForgetAllAsync(Messages, T0.PlusHours(9_000).PlusSeconds(1)));
    }

    [Fact]
    public async Task Forget_OfAMessageThatTellsOfTwo_WaitsForBoth()
    {
        await Cases.WatchAsync(Release(), id => [Alert(id, "k").Telling(T0)]);
        await Cases.WatchAsync(Release("X000002"), id => [Alert(id, "k").Telling(T0)]);
        await DeliverAsync(Store.One);
        await SendAsync(Store.One);
        await EndAsync(Store.One, X1);
        Assert.Equal(1, await ForgetAllAsync(Messages, Left.PlusHours(9_999)));
        Assert.Equal((0, 1), ((await ToldAsync(X1)).Count, (await ToldAsync(X2)).Count));
        Assert.Single(await Queries.AllMessagesAsync(None));
        await EndAsync(Store.One, X2);
        Assert.Equal(2, await ForgetAllAsync(Messages, Left.PlusHours(9_999)));
        Assert.Empty(await Queries.AllMessagesAsync(None));
    }

    [Fact]
    public async Task Forget_OfAWeekendList_WaitsForTheReleasesThatItLists()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        await Messages.AddWeekendListAsync([new Message(T0, DutySpo, MessageKind.Weekend, [], [X1, X2], null, ["gwent"])], T0, None);
        await SendAsync(Store.One);
        Assert.Equal(0, await ForgetAllAsync(Messages, Left.PlusHours(1)));
        await EndAsync(Store.One, X1);
        Assert.Equal(1, await ForgetAllAsync(Messages, Left.PlusHours(1)));
    }

    // What is still there keeps nothing from being told, and what is gone brings nothing back.
    [Fact]
    public async Task Forget_OfAReleaseThatIsWatchedAgain_BringsNothingBack()
    {
        await TellAsync(Store.One, X1);
        await EndAsync(Store.One, X1);
        await ForgetAllAsync(Messages, Left.PlusHours(9_999));
        await Cases.ReviewAsync(X1);
        Assert.Null(await Another.Messages.NextDueAsync(None));
        Assert.All((await Another.Cases.GetAsync(X1)).Alerts, a => Assert.Empty(a.Tellings));
    }

    [Fact]
    public async Task Forget_OfMany_GoesPartByPart()
    {
        for (var n = 1; n <= 12; n++) await TellAsync(Store.One, new ReleaseId($"X{n:000000}-20260602"), T0.PlusSeconds(n));
        for (var n = 1; n <= 12; n++) if (n != 7) await EndAsync(Store.One, new ReleaseId($"X{n:000000}-20260602"));
        var parts = new List<int>();
        while (await Messages.ForgetAsync(Left.PlusHours(9_999), 5, None) is > 0 and var part) parts.Add(part);
        Assert.Equal(33, parts.Sum());
        Assert.All(parts, part => Assert.InRange(part, 1, 5));
        Assert.Equal(Alert(new ReleaseId("X000007-20260602"), "k").Id, Assert.Single(Assert.Single(await Queries.AllMessagesAsync(None)).Outbox.Message.Alerts));
    }

    [Fact]
    public async Task Forget_OfSomebodyWhoWasErased_LeavesNothingBehind()
    {
        await ErasingContract.FillAsync(Store.One);
        await new PeopleAt(Store.One, T0.PlusHours(2)).EraseAsync("X000001");
        await SendAsync(Store.One);
        await EndAsync(Store.One, X2);
        await ForgetAllAsync(Messages, Left.PlusHours(9_999));
        Assert.Empty(await Queries.AllMessagesAsync(None));
    }

    /// <summary>A release of which somebody was told at an instant, by a message that left later; another telling of it was cancelled then.</summary>
    internal static async Task TellAsync(Ports ports, ReleaseId id, Instant? at = null, bool isSent = true)
    {
        await ports.Cases.WatchAsync(Release(id.Value[..7]), _ => [Alert(id, "k").Telling(at ?? T0), Alert(id, "other").Telling(at ?? T0)]);
        await DeliverAsync(ports, at ?? T0);
        if (isSent) await SendAsync(ports);
    }

    /// <summary>The watch of a release has ended: its alerts are closed and nothing of them waits.</summary>
    internal static Task EndAsync(Ports ports, ReleaseId id) => ports.Cases.UpdateAsync(
        [id], r => Reviewed(r, [.. r.Alerts.Select(a => a with { Status = AlertStatus.Closed, Closed = ClosedHow.WatchEnded, Tellings = [] })], state: WatchState.Ended), CancellationToken.None);

    /// <summary>Forgets until nothing is left to forget.</summary>
    internal static async Task<int> ForgetAllAsync(IMessageStore store, Instant before)
    {
        var forgotten = 0;
        while (await store.ForgetAsync(before, 10, CancellationToken.None) is > 0 and var some) forgotten += some;
        return forgotten;
    }

    private async Task<IReadOnlySet<Application.People.ToldTelling>> ToldAsync(ReleaseId id) => (await Another.People.ReadAsync(id, None))!.Told;

    private static Task DeliverAsync(Ports ports, Instant? at = null) => ports.Messages.DeliverAsync([new AudienceGroup(P1, [P1])], DeliveryInstants.Of(at ?? T0), state =>
    {
        var decisions = state.Waiting.Select(w => IsOther(w) ? (TellingDecision)new TellingDecision.Cancelled(w) : new TellingDecision.Told(w, MessageKind.Digest)).ToArray();
        var told = decisions.OfType<TellingDecision.Told>().Select(d => d.Waiting.Alert).Order().ToArray();
        return new AudienceDelivery(told.Length == 0 ? [] : [new Message(at ?? T0, P1, MessageKind.Digest, told, [], Severity.Low, ["gwent"])], decisions);
    }, CancellationToken.None);

    private static bool IsOther(WaitingTelling w) => Enumerable.Range(1, 12).Any(n => Alert(new ReleaseId($"X{n:000000}-20260602"), "other").Id == w.Alert);

    private static async Task SendAsync(Ports ports)
    {
        foreach (var m in await ports.Messages.UnsentAsync(Left.PlusHours(99), 100, CancellationToken.None))
            await ports.Messages.RecordAsync([new Tried(m, new SendOutcome.Sent("email"))], Left, CancellationToken.None);
    }
}
