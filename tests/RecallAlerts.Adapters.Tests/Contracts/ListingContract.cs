using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Lists over many cases.</summary>
public abstract class ListingContract : StoreContract
{
    private static readonly Release North = Release("X000002", "north");

    [Fact]
    public async Task Inbox_WithoutAFilter_IsAllButClosedByAlertId()
    {
        await GivenInboxAsync();
        var inbox = await Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll }, None);
        Assert.Equal(["acknowledged", "dismissed", "high", "north", "open", "snoozed", "suppressed"], inbox.Select(a => a.Alert.Key).Order(StringComparer.Ordinal));
        Assert.Equal(inbox.Select(a => a.Alert.Id).Order(), inbox.Select(a => a.Alert.Id));
        var north = inbox.Single(a => a.Alert.Key == "north");
        Assert.Equal(Key.WatchIdOf(North.Id), north.WatchId);
        Assert.Equal(new ListedRelease(North.Id, T0, "north", Rosh.High, 2, ChildProtection: true), north.Release);
        Assert.Equal(North.Id, north.Alert.ReleaseId);
    }

    public static TheoryData<string, string> Filters => new()
    {
        { "status=open", "high north open suppressed" }, { "status=acknowledged", "acknowledged" }, { "status=snoozed", "snoozed" },
        { "status=dismissed", "dismissed" }, { "status=closed", "closed" }, { "severity=high", "high" }, { "rule=homeless", "high" },
        { "pdu=north", "north" }, { "pdu=nowhere", "" }, { "owner=practitioner:P1", "acknowledged dismissed high north open snoozed" },
        { "owner=duty-spo:gwent", "suppressed" }, { "owner=duty-spo:gwent,practitioner:P2", "suppressed" }, { "owner=", "" },
        { "pdu=gwent owner=practitioner:P1 severity=low status=open", "open" }, { "status=closed owner=practitioner:P1 pdu=gwent", "closed" },
        { "rule=homeless severity=low", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Inbox_Filtered_IsWhatFitsAll(string filter, string expected)
    {
        await GivenInboxAsync();
        var inbox = await Queries.InboxAsync(FilterOf(filter), None);
        Assert.Equal(expected, string.Join(' ', inbox.Select(a => a.Alert.Key).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task Inbox_PageByPage_IsEachOnce(int page)
    {
        await GivenInboxAsync();
        var seen = new List<AlertId>();
        for (AlertId? after = null; await Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, After = after, AtMost = page }, None) is { Count: > 0 } next; after = seen[^1])
        {
            Assert.True(next.Count <= page);
            seen.AddRange(next.Select(a => a.Alert.Id));
        }

        Assert.Equal((await Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll }, None)).Select(a => a.Alert.Id), seen);
    }

    [Fact]
    public async Task Triage_IsOfThePduWithTheAlertsThatCount()
    {
        await GivenInboxAsync();
        await Cases.WatchAsync(Release("X000003"), id => [Alert(id, "second")]);
        await Cases.WatchAsync(Release("X000004"), _ => []);
        var triage = await Queries.TriageAsync("gwent", Viewer.OfAll, None);
        Assert.Equal(["X000001-20260602", "X000003-20260602"], triage.Select(c => c.ReleaseId.Value).Order(StringComparer.Ordinal));
        var first = Assert.Single(await Queries.TriageAsync([X1], Viewer.OfAll, None));
        Assert.Equal(Key.WatchIdOf(X1), first.WatchId);
        Assert.Equal((new Crn("X000001"), "P1"), (first.Crn, first.PractitionerId));
        Assert.Equal(first.Alerts.Select(TriageAlert.Of).Select(Terms).Order(), triage.Single(c => c.ReleaseId == X1).Alerts.Select(Terms).Order());
        Assert.Equal(
            new[] { "acknowledged", "high", "open", "snoozed" }.Select(k => KeyOf(k)).Order(), first.Alerts.Select(a => a.Id));
        Assert.Equal((RuleId.Homeless, Severity.High, AlertStatus.Open), Terms(TriageAlert.Of(first.Alerts.Single(a => a.Id == KeyOf("high")))));
        Assert.Empty(await Queries.TriageAsync("nowhere", Viewer.OfAll, None));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public async Task Triage_Candidates_SayWhoHoldsThemAndWhatWasEscalated(bool dutySpo, bool head, bool escalated)
    {
        await Cases.WatchAsync(Alert(X1, "k", RuleId.UnsettledAccommodation, Severity.Urgent) with { DutySpoReached = dutySpo, HeadOfPduReached = head, Status = AlertStatus.Snoozed, Snooze = new Snooze(T0, P1) });
        var candidate = Assert.Single(await Queries.TriageAsync("gwent", Viewer.OfAll, None));
        Assert.Equal(("P1", 2, true, Rosh.High, T0), (candidate.PractitionerId, candidate.MappaLevel, candidate.ChildProtection, candidate.Rosh, candidate.ReleasedAt));
        Assert.Equal(new TriageAlert(null, RuleId.UnsettledAccommodation, Severity.Urgent, AlertStatus.Snoozed) { IsEscalated = escalated }, Assert.Single(candidate.Alerts));
    }

    [Fact]
    public async Task Load_IsWhatEachPersonHoldsAndHasOpenInThePdu()
    {
        await GivenInboxAsync();
        await Cases.WatchAsync(Release("X000003"), id => [Alert(id, "a", severity: Severity.Urgent), Alert(id, "b", severity: Severity.Medium), Alert(id, "c") with { Owner = DutySpo }]);
        await Cases.WatchAsync(Release("X000004") with { PractitionerId = "P2" }, _ => []);
        await Cases.WatchAsync(Release("X000005") with { PractitionerId = null }, _ => []);
        await Cases.WatchAsync(Release("X000006"), _ => []);
        await Cases.ReviewAsync(Release("X000006").Id, state: WatchState.Ended);
        Assert.Equal(
            [new CarriedLoad(DutySpo, 0, 0, 0, 0, 1), new CarriedLoad(P1, 2, 1, 1, 1, 1), new CarriedLoad(P2, 1, 0, 0, 0, 0)], await Queries.LoadAsync("gwent", Viewer.OfAll, None));
        Assert.Equal([new CarriedLoad(P1, 1, 0, 0, 0, 1)], await Queries.LoadAsync("north", Viewer.OfAll, None));
        Assert.Empty(await Queries.LoadAsync("nowhere", Viewer.OfAll, None));
    }

    [Fact]
    public async Task Lists_AfterTheCaseMoved_AreOfThePduInForce()
    {
        await GivenInboxAsync();
        await Cases.UpdateAsync([X1], r =>
        {
            var reviewed = Reviewed(r, r.Alerts);
            return reviewed with { Reviewed = reviewed.Reviewed! with { Summary = new CaseSummaryOf(r.History.Registered with { Pdu = "moved" }).Summary } };
        }, None);
        Assert.Empty(await Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Pdu = "gwent" }, None));
        Assert.Equal(6, (await Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Pdu = "moved" }, None)).Count);
        Assert.Equal(["moved"], (await Queries.TriageAsync([.. (await Queries.TriageAsync("moved", Viewer.OfAll, None)).Select(c => c.ReleaseId)], Viewer.OfAll, None)).Select(c => c.Release.Pdu));
        Assert.Equal("moved", (await Another.Cases.GetAsync(X1)).Pdu);
    }

    [Fact]
    public async Task Timeline_IsInOrderWithoutNarratives()
    {
        await Cases.RegisterAsync(Case());
        await Cases.AppendAsync(X1, Fact("b", at: T0.PlusHours(1)));
        await Cases.AppendAsync(X1, Recall("a", "It is a secret."));
        await Cases.AppendAsync(X1, Fact("a2", by: "practitioner:P1", recordedAt: T0.PlusHours(-1)));
        var timeline = await Queries.TimelineAsync(X1, None);
        Assert.Equal(["a2", "a", "b"], timeline.Select(f => f.EventId));
        Assert.Equal("""{"recallId":"R1"}""", timeline[1].Data);
        Assert.Equal(("handover.completed", T0, T0.PlusHours(-1), "practitioner:P1"), (timeline[0].Type, timeline[0].OccurredAt, timeline[0].RecordedAt, timeline[0].RecordedBy));
        Assert.Empty(await Queries.TimelineAsync(North.Id, None));
    }

    [Fact]
    public async Task AllAlerts_AreByIdWithTheirChangesInOrder()
    {
        await GivenInboxAsync();
        var closed = Alert(X1, "open") with { Status = AlertStatus.Closed, Closed = ClosedHow.Cleared };
        await Cases.UpdateAsync([X1], r => Reviewed(r, [.. r.Alerts.Select(a => a.Id == closed.Id ? closed : a)]) with { Changes = [new ChangedAlert(closed, new Closed(T0.PlusHours(2), ClosedHow.Cleared), closed.PolicyVersion)] }, None);
        var all = new List<AlertHistory>();
        await foreach (var history in Queries.AllAlertsAsync(None)) all.Add(history);
        Assert.Equal(8, all.Count);
        Assert.Equal(all.Select(h => h.Alert.Id).Order(), all.Select(h => h.Alert.Id));
        var changes = all.Single(h => h.Alert.Key == "open").Changes;
        Assert.Equal(["Opened", "Closed"], changes.Select(c => c.Change));
        Assert.Equal((T0.PlusHours(2), ClosedHow.Cleared, "p1"), (changes[1].At, changes[1].Closed, changes[1].PolicyVersion));
        Assert.Equal("e1", changes[0].Detail);
    }

    private static AlertId KeyOf(string key) => key == "high" ? Alert(X1, "high", RuleId.Homeless).Id : Alert(X1, key).Id;

    private static (RuleId, Severity, AlertStatus) Terms(TriageAlert a) => (a.Rule, a.Severity, a.Status);

    private sealed record CaseSummaryOf(Release Release)
    {
        public Application.Cases.CaseSummary Summary => new(WatchState.Watching, Release, Release.PractitionerId);
    }

    private async Task GivenInboxAsync()
    {
        await Cases.WatchAsync(
            Alert(X1, "open"), Alert(X1, "high", RuleId.Homeless, Severity.High), Alert(X1, "acknowledged") with { Status = AlertStatus.Acknowledged, AcknowledgedAt = T0 },
            Alert(X1, "snoozed") with { Status = AlertStatus.Snoozed, Snooze = new Snooze(T0, P1) }, Alert(X1, "dismissed") with { Status = AlertStatus.Dismissed, Dismissal = new Dismissal(P1, "known") },
            Alert(X1, "suppressed") with { SuppressedBy = RuleId.NoPractitioner, Owner = DutySpo }, Alert(X1, "closed") with { Status = AlertStatus.Closed, Closed = ClosedHow.Cleared });
        await Cases.WatchAsync(North, id => [Alert(id, "north")]);
    }

    private static InboxFilter FilterOf(string text)
    {
        var filter = new InboxFilter { For = Viewer.OfAll };
        foreach (var (name, value) in text.Split(' ').Select(p => (p.Split('=')[0], p.Split('=')[1])))
        {
            filter = name switch
            {
                "status" => filter with { Status = Enum.Parse<AlertStatus>(value, ignoreCase: true) },
                "severity" => filter with { Severity = Enum.Parse<Severity>(value, ignoreCase: true) },
                "rule" => filter with { Rule = Enum.Parse<RuleId>(value, ignoreCase: true) },
                "pdu" => filter with { Pdu = value },
                _ => filter with { Owners = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(PersonOf)] },
            };
        }

        return filter;
    }

    private static Person PersonOf(string text) => Person.TryParse(text, out var person) ? person : throw new FormatException(text);
}
