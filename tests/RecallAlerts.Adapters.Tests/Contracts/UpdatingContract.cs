using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Decisions are committed on the version that they were made on, or made again.</summary>
public abstract class UpdatingContract : StoreContract
{
    [Fact]
    public async Task Update_Null_ChangesNothing()
    {
        await Cases.RegisterAsync(Case());
        var before = await Cases.GetAsync(X1);
        await Cases.UpdateAsync([X1], _ => null, None);
        var after = await Another.Cases.GetAsync(X1);
        Assert.Equal((before.Version, before.PendingSince), (after.Version, after.PendingSince));
    }

    [Fact]
    public async Task Update_NotRegistered_IsLeftOut()
    {
        await Cases.RegisterAsync(Case());
        var decided = new List<ReleaseId>();
        await Cases.UpdateAsync([new ReleaseId("X000009-20260602"), X1], r => Noted(decided, r, Reviewed(r, [])), None);
        Assert.Equal([X1], decided);
    }

    [Fact]
    public async Task Update_OnAnOlderVersion_IsDecidedAgain()
    {
        await Cases.RegisterAsync(Case());
        var seen = new List<int>();
        await Cases.UpdateAsync([X1], r =>
        {
            seen.Add(r.History.Recorded.Count);
            if (seen.Count == 1) Now(Another.Cases.AppendAsync(X1, Fact("e1", by: "practitioner:P2"), T0.PlusHours(1)));
            return Reviewed(r, [Alert(X1, $"saw-{r.History.Recorded.Count}")], at: T0.PlusHours(1));
        }, None);
        Assert.Equal([0, 1], seen);
        foreach (var store in (ICaseStore[])[Cases, Another.Cases])
        {
            var record = await store.GetAsync(X1);
            Assert.Equal(["saw-1"], record.Alerts.Select(a => a.Key));
            Assert.Null(record.PendingSince);
        }

        Assert.Single(await Queries.ChangesAsync(X1, None));
    }

    [Fact]
    public async Task Update_OfWhichOneChanged_DecidesOnlyThatAgain()
    {
        await Cases.RegisterAsync([Case("X000001"), Case("X000002"), Case("X000003")], None);
        ReleaseId[] ids = [X1, new("X000002-20260602"), new("X000003-20260602")];
        var decided = new List<ReleaseId>();
        await Cases.UpdateAsync(ids, r =>
        {
            if (decided.Count == 0) Now(Another.Cases.AppendAsync(ids[1], Fact("e1")));
            return Noted(decided, r, Reviewed(r, []));
        }, None);
        Assert.Equal([.. ids, ids[1]], decided);
        Assert.Empty(await Cases.DueAsync(T0, 10, None));
    }

    [Fact]
    public async Task Update_BeatenByAnotherReview_IsDecidedOnItsAlerts()
    {
        await Cases.RegisterAsync(Case());
        var beaten = false;
        await Cases.UpdateAsync([X1], r =>
        {
            if (!beaten) Now(Another.Cases.ReviewAsync(X1, [Alert(X1, "other")], at: T0));
            beaten = true;
            return Reviewed(r, [.. r.Alerts, Alert(X1, "mine")]);
        }, None);
        Assert.Equal(["mine", "other"], (await Another.Cases.GetAsync(X1)).Alerts.Select(a => a.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["other", "mine"], (await Queries.ChangesAsync(X1, None)).Select(c => c.AlertId == Alert(X1, "mine").Id ? "mine" : "other"));
    }

    [Fact]
    public async Task Update_TheSameCaseTwiceInOne_IsDecidedOnTheFirst()
    {
        await Cases.RegisterAsync(Case());
        var versions = new List<long>();
        await Cases.UpdateAsync([X1, X1], r =>
        {
            versions.Add(r.Version);
            return Reviewed(r, r.Alerts);
        }, None);
        Assert.Equal(versions[0] + 1, versions[^1]);
        Assert.Equal(versions[0] + 2, (await Another.Cases.GetAsync(X1)).Version);
    }

    [Fact]
    public async Task Update_ThatThrows_ChangesNothing()
    {
        await Cases.RegisterAsync(Case());
        await Store.FlushAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Cases.UpdateAsync([X1], _ => throw new InvalidOperationException("no"), None));
        Assert.Equal(T0, (await Another.Cases.GetAsync(X1)).PendingSince);
    }

    [Fact]
    public async Task Review_EndsTheMarkAndSetsWakeAndVersions()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1, wake: T0.PlusHours(3), at: T0.PlusHours(1), under: "p|c");
        foreach (var store in (ICaseStore[])[Cases, Another.Cases])
        {
            var r = await store.GetAsync(X1);
            Assert.Equal((null, T0.PlusHours(3), T0.PlusHours(1), "p|c"), (r.PendingSince, r.NextWake, r.ReviewedAt, r.ReviewedUnder));
        }
    }

    [Fact]
    public async Task Act_LeavesTheMarkAndAsksForALook()
    {
        var alert = Alert(X1, "k");
        await Cases.WatchAsync(alert);
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        await Cases.UpdateAsync([X1], r => new CaseUpdate(
            [alert with { Status = AlertStatus.Acknowledged, AcknowledgedAt = T0 }], [new ChangedAlert(alert, new Acknowledged(T0, P1, "on it"), alert.PolicyVersion)], null, T0.PlusHours(2)), None);
        var record = await Another.Cases.GetAsync(X1);
        Assert.Equal((T0.PlusHours(1), T0.PlusHours(2), T0), (record.PendingSince, record.NextWake, record.ReviewedAt));
        var change = (await Queries.ChangesAsync(X1, None))[^1];
        Assert.Equal(("Acknowledged", P1, "on it"), (change.Change, change.By, change.Detail));
    }

    [Fact]
    public async Task Alert_WithAllItCanHave_ComesBackAsItWas()
    {
        var full = Alert(X1, "k", RuleId.PlacementEnding, Severity.High) with
        {
            Since = T0.PlusHours(-5),
            Status = AlertStatus.Snoozed,
            SuppressedBy = RuleId.NoPractitioner,
            Owner = DutySpo,
            Override = new OwnerOverride(DutySpo, null),
            Clock = T0.PlusHours(1),
            DutySpoReached = true,
            HeadOfPduReached = true,
            Backlog = true,
            Dismissal = new Dismissal(P2, "known"),
            AcknowledgedAt = T0.PlusHours(2),
            Snooze = new Snooze(T0.PlusHours(9), P2),
            FirstSnoozedAt = T0.PlusHours(3),
        };
        var closed = Alert(X1, "c") with { Status = AlertStatus.Closed, Closed = ClosedHow.Expired, Override = new OwnerOverride(P2, "P1") };
        var waiting = new Telling(TellingRole.HeadOfPdu, T0.PlusHours(1))
        {
            PutOff = true, Quiet = true, Audience = P2, Class = TellingClass.High, DueAt = T0.PlusHours(4), HighUntil = T0.PlusHours(5),
        };
        await Cases.WatchAsync(full with { Tellings = [waiting] }, closed);
        var read = (await Another.Cases.GetAsync(X1)).Alerts.ToDictionary(a => a.Key, StringComparer.Ordinal);
        Assert.Equal(waiting, Assert.Single(read["k"].Tellings));
        Assert.Equal(full, read["k"] with { Tellings = full.Tellings });
        Assert.Empty(read["c"].Tellings);
        Assert.Equal(closed, read["c"] with { Tellings = closed.Tellings });
    }

    private static CaseUpdate Noted(List<ReleaseId> decided, CaseRecord record, CaseUpdate update)
    {
        decided.Add(record.Id);
        return update;
    }
}
