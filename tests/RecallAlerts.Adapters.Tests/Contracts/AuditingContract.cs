using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What is done to a release is in its chain, by the commit that did it.</summary>
public abstract class AuditingContract : StoreContract
{
    private static readonly AuditSource Nomis = new("nomis", "service", "POST /api/events");
    private static readonly Alert K = Alert(X1, "k");

    private static string Watch => Key.WatchIdOf(X1);

    [Fact]
    public async Task Release_RegisteredRecordedAndActedOn_HasAnEntryForEachCommit()
    {
        await Cases.RegisterAsync(Case() with { By = Nomis });
        await Cases.AppendAsync([Fact("e1").To(X1) with { By = Nomis }, Fact("e2").To(X1)], T0.PlusHours(1), None);
        await Cases.ReviewAsync(X1, [K]);
        await Cases.AppendAsync([Fact("e3").To(X1)], T0.PlusHours(2), r => Reviewed(r, r.Alerts, T0.PlusHours(9), T0.PlusHours(2)), None);
        await ActAsync(Cases, T0.PlusHours(3));
        var chain = await ChainAsync(Watch);
        Assert.Equal(
            [(1, T0, AuditAction.Collected, "nomis"), (2, T0.PlusHours(1), AuditAction.Collected, "nomis"), (3, T0.PlusHours(2), AuditAction.Collected, "service"),
                (4, T0.PlusHours(3), AuditAction.Acknowledged, "oid-1")],
            chain.Select(e => ((int)e.Number, e.Note.At, e.Note.Action, e.Note.By.Who)));
        Assert.All(chain, e => Assert.Equal([Watch], e.Note.WatchIds));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Release_LookedAtByItsWatchOrSentWhatIsKnown_HasNoEntryMore()
    {
        await Cases.WatchAsync(K);
        await Cases.AppendAsync(X1, Fact("e1"));
        await Cases.ReviewAsync(X1);
        await Cases.ReviewAsync(X1);
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        await Cases.RegisterAsync(Case());
        await Cases.UpdateAsync([X1], _ => null, None);
        Assert.Equal(2, (await ChainAsync(Watch)).Count);
    }

    [Fact]
    public async Task Act_DecidedAgain_HasOneEntryBehindWhatCameBetween()
    {
        await Cases.WatchAsync(K);
        var tries = 0;
        await Cases.UpdateAsync([X1], r =>
        {
            if (tries++ == 0) Now(Another.Cases.AppendAsync(X1, Fact("e1")));
            return Acknowledging(r, T0.PlusHours(1));
        }, None);
        Assert.Equal([AuditAction.Collected, AuditAction.Collected, AuditAction.Acknowledged], (await ChainAsync(Watch)).Select(e => e.Note.Action));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Chain_WrittenByManyAtOnce_IsWhole()
    {
        await Cases.WatchAsync(K);
        ICaseStore[] stores = [Cases, Another.Cases];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => n % 3 == 0 ? ActAsync(stores[n % 2], T0.PlusHours(n)) : stores[n % 2].AppendAsync(X1, Fact($"e{n}")))));
        Assert.Equal(13, (await ChainAsync(Watch)).Count);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Answer_OfAPerson_HasAnEntry()
    {
        await Cases.RecallAsync();
        await Recalls.UpdateAsync([X1], m => new RecallUpdate(m.Rows, []) { Audit = [Acted(T0.PlusHours(5), AuditAction.Answered)] }, None);
        Assert.Equal(AuditAction.Answered, (await ChainAsync(Watch))[^1].Note.Action);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Registration_WithMoreHeldThanOneTransactionHolds_HasItsEntry()
    {
        await Cases.HoldAsync([.. Enumerable.Range(0, 120).Select(n => (Key.SubjectKeyOf("X000001"), Fact($"e{n}")))], T0, None);
        await Cases.RegisterAsync(Case());
        await Cases.AppendAsync([.. Enumerable.Range(200, 120).Select(n => Fact($"e{n}").To(X1))], T0, None);
        Assert.Equal(2, (await ChainAsync(Watch)).Count);
        await AssertWholeAsync();
    }

    private Task ActAsync(ICaseStore store, Instant at) => store.UpdateAsync([X1], r => Acknowledging(r, at), None);

    private static CaseUpdate Acknowledging(CaseRecord r, Instant at) => new(
        [.. r.Alerts.Select(a => a with { Status = AlertStatus.Acknowledged, AcknowledgedAt = at })], [new ChangedAlert(K, new Acknowledged(at, P1, null), "p1")], null, at)
    {
        Audit = [Acted(at, AuditAction.Acknowledged)],
    };

    private async Task<IReadOnlyList<AuditEntry>> ChainAsync(string chain) => (await Audit.ChainsAsync()).SingleOrDefault(c => c.Chain == chain)?.Entries ?? [];

    private async Task AssertWholeAsync() => Assert.Empty((await new VerifyAudit(Another.Audit).RunAsync(null, None)).Findings);
}
