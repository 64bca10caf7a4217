using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Two programs on one store: what is cached never hides what the other wrote.</summary>
public abstract class SharingContract : StoreContract
{
    [Fact]
    public async Task Cache_AfterAnotherAppends_HoldsItsFacts()
    {
        await Cases.RegisterAsync(Case());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(2 * i, (await Cases.GetAsync(X1)).History.Recorded.Count);
            await Another.Cases.AppendAsync(X1, Fact($"other-{i}"));
            await Cases.AppendAsync(X1, Fact($"mine-{i}"));
        }

        Assert.Equal(20, (await Cases.GetAsync(X1)).History.Recorded.Count);
        Assert.Equal(20, (await Another.Cases.GetAsync(X1)).History.Recorded.Count);
    }

    [Fact]
    public async Task Cache_AfterAnotherReviews_HoldsItsAlerts()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        Assert.Single((await Another.Cases.GetAsync(X1)).Alerts);
        await Cases.ReviewAsync(X1, [Alert(X1, "k") with { Status = AlertStatus.Closed, Closed = ClosedHow.Cleared }, Alert(X1, "l")], wake: T0.PlusHours(7));
        var record = await Another.Cases.GetAsync(X1);
        Assert.Equal(["Closed", "Open"], record.Alerts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Status.ToString()));
        Assert.Equal(T0.PlusHours(7), record.NextWake);
    }

    [Fact]
    public async Task Cache_OfWhatAnotherRegistered_IsThere()
    {
        Assert.Null(await Cases.FindAsync(X1, None));
        await Another.Cases.RegisterAsync(Case());
        Assert.NotNull(await Cases.FindAsync(X1, None));
    }

    [Fact]
    public async Task Appends_FromManyTasks_AreAllInTheCaseThatIsReviewed()
    {
        await Cases.RegisterAsync([Case("X000001"), Case("X000002")], None);
        var x2 = Release("X000002").Id;
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var store = (w + i) % 2 == 0 ? Cases : Another.Cases;
                await store.AppendAsync([Fact($"{w}-{i}").To(X1), Fact($"{w}-{i}").To(x2)], T0.PlusSeconds(i), None);
            }
        })).ToArray();
        var most = 0;
        var reviewers = new[] { Cases, Another.Cases }.Select(store => Task.Run(async () =>
        {
            while (most < 200) await store.UpdateAsync([X1, x2], r => Seen(r, ref most), None);
        })).ToArray();
        await Task.WhenAll([.. writers, .. reviewers]);
        await Cases.UpdateAsync([X1, x2], r => Seen(r, ref most), None);
        foreach (var store in (ICaseStore[])[Cases, Another.Cases])
        {
            Assert.Equal(200, (await store.GetAsync(X1)).History.Recorded.Count);
            Assert.Equal(200, (await store.GetAsync(x2)).History.Recorded.Count);
            Assert.Null((await store.GetAsync(X1)).PendingSince);
        }
    }

    [Fact]
    public async Task Reads_WhileAnotherWrites_AreOfOneVersion()
    {
        await Cases.RegisterAsync(Case());
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 600; i++) await Another.Cases.AppendAsync(X1, Fact($"e{i}"));
        });
        var torn = new List<string>();
        while (!writing.IsCompleted)
        {
            // Each fact raises the version by one from 1: a case with the version but not the fact would hide that fact from its review.
            var record = await Cases.GetAsync(X1);
            var facts = record.History.Recorded.Count;
            if (facts != record.Version - 1) torn.Add($"version {record.Version} with {facts} facts");
        }

        await writing;
        Assert.Empty(torn);
        Assert.Equal(600, (await Cases.GetAsync(X1)).History.Recorded.Count);
    }

    [Fact]
    public async Task Telling_SentWhileAReviewIsDecided_IsNotBroughtBack()
    {
        await Cases.WatchAsync(Alert(X1, "k").Telling(T0));
        var decided = 0;
        await Cases.UpdateAsync([X1], r =>
        {
            if (decided++ == 0) Now(DeliverAllAsync(Another.Messages));
            return Reviewed(r, [.. r.Alerts.Select(a => a with { Severity = Domain.Rules.Severity.Medium, Tellings = [.. a.Tellings.Select(t => t with { Audience = P2 })] })]);
        }, None);
        Assert.Null(await Messages.NextDueAsync(None));
        foreach (var store in (ICaseStore[])[Cases, Another.Cases]) Assert.Empty((await store.GetAsync(X1)).Alerts[0].Tellings);
        Assert.Equal(2, decided);
    }

    [Fact]
    public async Task Telling_SentByAnother_IsGoneFromTheCacheOfBoth()
    {
        await Cases.WatchAsync(Alert(X1, "k").Telling(T0));
        Assert.Single((await Another.Cases.GetAsync(X1)).Alerts[0].Tellings);
        await DeliverAllAsync(Messages);
        Assert.Empty((await Cases.GetAsync(X1)).Alerts[0].Tellings);
        Assert.Empty((await Another.Cases.GetAsync(X1)).Alerts[0].Tellings);
    }

    private static CaseUpdate Seen(CaseRecord record, ref int most)
    {
        if (record.Id == X1) most = Math.Max(most, record.History.Recorded.Count);
        return Reviewed(record, record.Alerts);
    }

    private static Task DeliverAllAsync(IMessageStore messages) => messages.DeliverAsync(
        [new AudienceGroup(P1, [P1])], DeliveryInstants.Of(T0), state => new AudienceDelivery(
            [new Message(T0, P1, MessageKind.Digest, [.. state.Waiting.Select(w => w.Alert)], [], Domain.Rules.Severity.Low, ["gwent"])],
            [.. state.Waiting.Select(w => new TellingDecision.Told(w, MessageKind.Digest))]), None);
}
