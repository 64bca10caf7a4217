using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Events for releases that are not known yet.</summary>
public abstract class HoldingContract : StoreContract
{
    private static readonly string ByRelease = Key.SubjectKeyOf(X1.Value);
    private static readonly string ByCrn = Key.SubjectKeyOf("X000001");

    [Fact]
    public async Task Held_ThatIsClaimed_IsInTheCaseAndGone()
    {
        await HoldAsync((ByRelease, Fact("e1", "accommodation.recorded", new { code = "A08A" }, by: "practitioner:P1")), (ByCrn, Fact("e2", by: "practitioner:P1")));
        await Another.Cases.RegisterAsync(Case(by: "practitioner:P1"));
        var record = await Cases.GetAsync(X1);
        Assert.Equal(["e1", "e2"], record.History.Recorded.Select(f => f.EventId));
        Assert.Equal((T0, P1), (record.PendingSince, record.Recorders.Sole));
        Assert.Equal(0, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Held_RecordedBySomebodyElse_MixesTheRecorders()
    {
        await HoldAsync((ByRelease, Fact("e1", by: "practitioner:P2")));
        await Cases.RegisterAsync(Case(by: "practitioner:P1"));
        Assert.Null((await Cases.GetAsync(X1)).Recorders.Sole);
    }

    [Fact]
    public async Task Held_ThatIsNotClaimed_WaitsForTheNext()
    {
        await HoldAsync((ByCrn, Fact("e1")), (ByCrn, Fact("e2")));
        var claims = new List<HeldFact>();
        await Cases.RegisterAsync(Case(Release(), claims: h =>
        {
            claims.Add(h);
            return h.Fact.Fact.EventId == "e2";
        }));
        Assert.Equal(["e1", "e2"], claims.Select(h => h.Fact.Fact.EventId));
        Assert.All(claims, h => Assert.Equal((ByCrn, T0), (h.SubjectKey, h.ReceivedAt)));
        Assert.Equal(["e2"], (await Cases.GetAsync(X1)).History.Recorded.Select(f => f.EventId));
        var next = Case(Release(releasedAt: T0.PlusHours(24 * 60)));
        await Cases.RegisterAsync(next);
        Assert.Equal(["e1"], (await Cases.GetAsync(next.Id)).History.Recorded.Select(f => f.EventId));
    }

    [Fact]
    public async Task Held_OfOthers_IsNotEvenAsked()
    {
        await HoldAsync((Key.SubjectKeyOf("X000002"), Fact("e1")));
        await Cases.RegisterAsync(Case(Release(), claims: _ => throw new InvalidOperationException("asked")));
        Assert.Equal(1, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Held_SameContentAgain_IsKeptOnceSinceTheFirst()
    {
        await HoldAsync((ByCrn, Fact("e1")));
        await Another.Cases.HoldAsync([(ByCrn, Fact("e1")), (ByCrn, Fact("e1", by: "practitioner:P1"))], T0.PlusHours(1), None);
        Assert.Equal(2, (await Queries.ProveWatchAsync(T0, None)).Held);
        var received = new List<Instant>();
        await Cases.RegisterAsync(Case(Release(), claims: h =>
        {
            received.Add(h.ReceivedAt);
            return true;
        }));
        Assert.Equal([T0, T0.PlusHours(1)], received);
    }

    [Fact]
    public async Task Held_UnderBothSubjects_IsInTheCaseOnce()
    {
        await HoldAsync((ByRelease, Fact("e1")), (ByCrn, Fact("e1")));
        await Cases.RegisterAsync(Case());
        Assert.Single((await Cases.GetAsync(X1)).History.Recorded);
        Assert.Equal(0, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Held_WithANarrative_ComesBackAsItWas()
    {
        var recall = Recall("e1", "He did not come.");
        await HoldAsync((ByCrn, recall));
        HeldFact? held = null;
        await Cases.RegisterAsync(Case(Release(), claims: h =>
        {
            held = h;
            return true;
        }));
        Assert.Equal(recall, held!.Fact);
    }

    [Fact]
    public async Task Held_ByARegistrationThatIsTheSame_StaysHeld()
    {
        await Cases.RegisterAsync(Case());
        await HoldAsync((ByCrn, Fact("e1")));
        await Cases.RegisterAsync(Case());
        Assert.Empty((await Cases.GetAsync(X1)).History.Recorded);
        Assert.Equal(1, (await Queries.ProveWatchAsync(T0, None)).Held);
    }

    [Fact]
    public async Task Expire_ForgetsWhatIsOlderOnly()
    {
        await Cases.HoldAsync([(ByCrn, Fact("e1"))], T0.PlusSeconds(-1), None);
        await Cases.HoldAsync([(ByCrn, Fact("e2"))], T0, None);
        Assert.Equal(1, await Another.Cases.ExpireHeldAsync(T0, None));
        Assert.Equal(0, await Cases.ExpireHeldAsync(T0, None));
        await Cases.RegisterAsync(Case());
        Assert.Equal(["e2"], (await Cases.GetAsync(X1)).History.Recorded.Select(f => f.EventId));
    }

    private Task HoldAsync(params (string SubjectKey, RecordedFact Fact)[] events) => Cases.HoldAsync(events, T0, None);
}
