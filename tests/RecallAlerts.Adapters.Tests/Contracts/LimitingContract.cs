using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Limits reach the other releases of a person, what is told, and the proof of watch.</summary>
public abstract class LimitingContract : StoreContract
{
    private static readonly Release Second = Release("X000002");
    private static readonly Viewer Somebody = Viewer.Of(Staff.Of("P1", "duty-spo:gwent"), T0.PlusHours(1));

    [Fact]
    public async Task Registration_BesideALimitedRelease_TakesOverWhoMaySeeIt()
    {
        await Cases.RegisterAsync(Case(Earlier));
        await Cases.AppendAsync(Earlier.Id, Limited("l1"));
        await Cases.AppendAsync(Earlier.Id, Limited("l2", "excluded", staff: "P1"));
        await Cases.AppendAsync(Earlier.Id, Fact("e1"));
        await Cases.AppendAsync(Earlier.Id, Fact("w1", "fact.withdrawn", new { eventId = "l2", reason = "wrong" }));
        await Cases.AppendAsync(Earlier.Id, Fact("w2", "fact.withdrawn", new { eventId = "e1", reason = "wrong" }));
        await Cases.RegisterAsync(Case() with { Others = [Earlier.Id] });
        foreach (var ports in (Ports[])[Store.One, Another])
        {
            var record = await ports.Cases.GetAsync(X1);
            Assert.Equal(["l1", "l2", "w1"], record.History.Recorded.Select(f => f.EventId).Order(StringComparer.Ordinal));
            Assert.Equal(new Limits.RestrictedTo(Staff.Of("P2")), record.History.Access.At(T0));
        }

        Assert.Equal(2, await Queries.CountLimitedAsync("gwent", Somebody, None));
        Assert.Equal(Appended.Duplicate, await Cases.AppendAsync(X1, Limited("l1")));
    }

    [Fact]
    public async Task Registration_WithAHeldLimit_IsLimitedFromTheFirst()
    {
        await Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Limited("l1"))], T0, None);
        await Cases.RegisterAsync(Case());
        Assert.Equal(1, await Queries.CountLimitedAsync("gwent", Somebody, None));
        Assert.False(Viewer.Of(P1, T0).MaySee((await Another.Cases.GetAsync(X1)).History.Access));
    }

    [Fact]
    public async Task Deliver_IsAskedWithWhoMaySeeTheCase_AndWhatStandsIsOfThoseThatTheReaderMaySee()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0), Alert(X1, "stands"));
        await Cases.WatchAsync(Second, id => [Alert(id, "stands too")]);
        await Cases.AppendAsync(X1, Limited("l1"));
        var asked = new List<(Person, Limits, string)>();
        AudienceDelivery Ask(AudienceState s)
        {
            asked.AddRange(s.Waiting.Select(w => (s.Audience, w.Access.At(T0), string.Join(' ', s.Standing().Select(id => id.Value)))));
            return new AudienceDelivery([], []);
        }

        await Messages.DeliverAsync([new AudienceGroup(P1, [P1])], DeliveryInstants.Of(T0), Ask, None);
        await Messages.DeliverAsync([new AudienceGroup(P2, [P1, P2])], DeliveryInstants.Of(T0), Ask, None);
        var (mine, another) = (Alert(X1, "stands").Id, Alert(Second.Id, "stands too").Id);
        var limits = new Limits.RestrictedTo(Staff.Of("P2"));
        Assert.Equal((P1, limits, another.Value), asked[0]);
        Assert.Equal((P2, limits), (asked[1].Item1, asked[1].Item2));
        Assert.Equal(new[] { mine, another }.Select(id => id.Value).Order(StringComparer.Ordinal), asked[1].Item3.Split(' ').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("restricted", "P2", 2)]
    [InlineData("restricted", "P1", 1)]
    [InlineData("restricted", "duty-spo:gwent", 0)]
    [InlineData("restricted", "head-of-pdu:gwent", 0)]
    [InlineData("excluded", "P1,duty-spo:gwent,head-of-pdu:gwent", 1)]
    [InlineData("excluded", "P1,duty-spo:gwent", 0)]
    public async Task Proof_CountsAlertsThatNobodyMayBeToldOf(string kind, string staff, int expected)
    {
        await Cases.WatchAsync(
            Alert(X1, "of the holder"), Alert(X1, "of another") with { Owner = new Person(Role.Practitioner, "P3") }, Alert(X1, "acknowledged") with { Status = AlertStatus.Acknowledged });
        await Cases.AppendAsync(X1, Limited("l1", kind, staff: staff.Split(',')));
        Assert.Equal(expected, (await Queries.ProveWatchAsync(T0, None)).WithoutAudience);
    }
}
