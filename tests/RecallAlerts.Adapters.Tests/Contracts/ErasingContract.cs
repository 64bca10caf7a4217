using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>A person who is erased.</summary>
public abstract class ErasingContract : StoreContract
{
    private static readonly Instant Later = T0.PlusHours(2);

    private PeopleAt At(Instant now) => new(Store.One, now);

    [Fact]
    public async Task Erase_LeavesNothingOfThePersonAndOthersAsTheyWere()
    {
        await FillAsync();
        var other = (await Cases.GetAsync(new ReleaseId("X000002-20260602"))).Version;
        var answer = await At(Later).EraseAsync("X000001");
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 1), answer);
        Assert.Null(await Another.Cases.FindAsync(X1, None));
        Assert.Null(await Another.Cases.FindReleaseAsync(Key.WatchIdOf(X1), None));
        Assert.Empty(await Another.Cases.FindAllAsync(new Crn("X000001"), None));
        Assert.Empty(await Recalls.FindAsync("R1", None));
        Assert.Equal(0, (await Queries.ProveWatchAsync(Later, None)).Held);
        Assert.Equal(other, (await Another.Cases.GetAsync(new ReleaseId("X000002-20260602"))).Version);
        var releases = (await Exports.ReleasesAsync(ExportScope.Of(null, null, null), Later, None).ToListAsync()).SelectMany(p => p);
        Assert.DoesNotContain(releases, r => r.Crn == "X000001");
    }

    [Fact]
    public async Task Messages_ThatTellOfOthersToo_KeepThese()
    {
        await FillAsync();
        await At(Later).EraseAsync("X000001");
        var left = Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.All(left.Outbox.Message.Alerts, a => Assert.Equal(Alert(new ReleaseId("X000002-20260602"), "k").Id, a));
        Assert.Equal([new ReleaseId("X000002-20260602")], left.Outbox.Message.Releases);
        Assert.Equal(left.Outbox.MessageId, Assert.Single(await Another.Messages.UnsentAsync(Later, 10, None)).MessageId);
    }

    [Fact]
    public async Task Erase_Again_ChangesNothing()
    {
        await FillAsync();
        await At(Later).EraseAsync("X000001");
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Unchanged, 0), await At(Later).EraseAsync("X000001"));
    }

    [Theory]
    [InlineData("X000001")]
    [InlineData("X000001-20260602")]
    [InlineData("X000001-20270101")]
    public async Task Event_AboutSomebodyWhoWasErased_IsRefusedAndNotHeld(string subject)
    {
        await FillAsync();
        await At(Later).EraseAsync("X000001");
        Assert.Equal(EventStatus.Rejected, await At(Later).SendAsync(subject, Fact("e9")));
        Assert.Equal(0, (await Queries.ProveWatchAsync(Later, None)).Held);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public async Task Registration_OfSomebodyWhoWasErased_IsRefused(int days)
    {
        await FillAsync();
        await At(Later).EraseAsync("X000001");
        var answer = await At(Later).RegisterAsync(Release("X000001", releasedAt: T0.PlusSeconds(days * Instant.Day)));
        Assert.Equal((EventStatus.Rejected, ProblemType.Erased), (answer.Status, answer.Problem!.Type));
        Assert.Null(await Another.Cases.FindAsync(X1, None));
        Assert.Equal(Registration.Erased, await Cases.RegisterAsync(Case()));
    }

    [Fact]
    public async Task Erase_OfSomebodyUnknown_RefusesThemFromThenOn()
    {
        Assert.Equal(PeopleOutcome.Done, (await At(T0).EraseAsync("X000009")).Outcome);
        Assert.Equal(EventStatus.Rejected, await At(T0).SendAsync("X000009", Fact("e1")));
        Assert.Equal(EventStatus.Held, await At(T0).SendAsync("X000008", Fact("e1")));
    }

    [Theory]
    [InlineData("X000001")]
    [InlineData("X000002")]
    public async Task Erase_ByOneCrnOfAPerson_ErasesAll(string crn)
    {
        await FillAsync();
        await At(Later).MergeAsync("X000001", "X000002");
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 2), await At(Later).EraseAsync(crn));
        Assert.Null(await Another.Cases.FindAsync(X1, None));
        Assert.Null(await Another.Cases.FindAsync(new ReleaseId("X000002-20260602"), None));
        Assert.Empty(await Queries.AllMessagesAsync(None));
        Assert.Equal(PeopleOutcome.Erased, (await At(Later).MergeAsync("X000001", "X000003")).Outcome);
        Assert.Equal(PeopleOutcome.Erased, (await At(Later).UnmergeAsync("X000002", "X000001")).Outcome);
    }

    private Task FillAsync() => FillAsync(Store.One);

    /// <summary>Two people with all that is kept of anybody: one is to be erased, and a message tells of both.</summary>
    internal static async Task FillAsync(Ports ports)
    {
        var at = new PeopleAt(ports, T0);
        var other = new ReleaseId("X000002-20260602");
        await at.RegisterAsync(Release());
        await at.RegisterAsync(Release("X000002") with { NomsNumber = new NomsNumber("B9999BB") });
        await at.SendAsync("X000001", Recall("e1", "Lost touch with the hostel on Tuesday."));
        await at.ReviewAsync(X1);
        await at.ClassifyAsync(X1);
        await ports.Cases.ReviewAsync(X1, [Alert(X1, "k").Telling(T0), Alert(X1, "l").Telling(T0.PlusHours(90))], T0.PlusHours(9), T0);
        await ports.Cases.ReviewAsync(other, [Alert(other, "k").Telling(T0)], T0.PlusHours(9), T0);
        await ports.Messages.DeliverAsync([new AudienceGroup(P1, [P1])], DeliveryInstants.Of(T0), s => new AudienceDelivery(
            [new Message(T0, s.Audience, MessageKind.Digest, [.. s.Waiting.Select(w => w.Alert).Order()], [X1, other], Severity.Low, ["gwent"])],
            [.. s.Waiting.Where(w => w.Telling.DueAt <= T0).Select(w => new TellingDecision.Told(w, MessageKind.Digest))]), None);
        await ports.Messages.AddWeekendListAsync([new Message(T0, DutySpo, MessageKind.Weekend, [], [X1], null, ["gwent"])], T0, None);
        await ports.Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Recall("h1", "Held words.")), (Key.SubjectKeyOf(X1.Value), Fact("h2"))], T0, None);
        await ports.Envelopes!.KeepAsync(new HeldEnvelope("k1", "m1", """{"personReference":{"identifiers":[{"type":"CRN","value":"X000001"}]}}""", T0, T0), None);
        await ports.Envelopes!.KeepAsync(new HeldEnvelope("k2", "m2", """{"additionalInformation":{"nomsNumber":"A1234BC"}}""", T0, T0), None);
    }
}
