using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Two CRNs that become one person, and two again.</summary>
public abstract class MergingContract : StoreContract
{
    private const string Source = "X000001";
    private const string Target = "X000002";
    private static readonly ReleaseId Ended = new("X000001-20260602");
    private static readonly ReleaseId Goes = new("X000002-20260602");
    private static readonly Instant Later = T0.PlusHours(2);
    private static readonly Instant End = T0.PlusHours(4);

    private PeopleAt At(Instant now) => new(Store.One, now);

    [Fact]
    public async Task Merge_OfReleasesOfOtherDays_MakesEitherCrnFindBoth()
    {
        await At(T0).RegisterAsync(Release(Source));
        await At(T0).RegisterAsync(Release(Target, releasedAt: T0.PlusSeconds(40 * Instant.Day)));
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 0), await At(Later).MergeAsync(Source, Target));
        Assert.Equal(2, (await Another.Cases.FindAllAsync(new Crn(Source), None)).Count);
        Assert.Equal(2, (await Another.Cases.FindAllAsync(new Crn(Target), None)).Count);
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Unchanged, 0), await At(Later).MergeAsync(Source, Target));
        Assert.Equal(EventStatus.Accepted, await At(Later).SendAsync(Target, Fact("e1", at: T0)));
        Assert.True((await Cases.GetAsync(Ended)).History.Has("e1"));
    }

    [Fact]
    public async Task Merge_OfReleasesOfOneDay_EndsTheSourcesAndCopiesItsFacts()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1"));
        await At(T0).SendAsync(Target, Fact("e2"));
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 1), await At(Later).MergeAsync(Source, Target));
        var (ended, goes) = (await Another.Cases.GetAsync(Ended), await Another.Cases.GetAsync(Goes));
        Assert.Equal((Goes, FollowUpEnd.Merged), (ended.History.MergedInto, ended.Outcomes!.End));
        Assert.Equal(["e1", "e2"], goes.History.Recorded.Select(f => f.EventId).Order(StringComparer.Ordinal));
        Assert.Equal(Ended, (await Store.One.People.ReadAsync(Goes, None))!.Facts.Single(f => f.Fact.EventId == "e1").Subject);
        Assert.All(ended.Alerts, a => Assert.Equal(AlertStatus.Closed, a.Status));
    }

    [Theory]
    [InlineData("X000001")]
    [InlineData("X000001-20260602")]
    [InlineData("X000002")]
    public async Task Event_AfterAMerge_GoesToTheReleaseThatGoesOn(string subject)
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1"));
        await At(Later).MergeAsync(Source, Target);
        Assert.Equal(EventStatus.Accepted, await At(Later).SendAsync(subject, Fact("e2", at: T0.PlusHours(1))));
        Assert.Equal(EventStatus.Duplicate, await At(Later).SendAsync(subject, Fact("e1")));
        Assert.True((await Cases.GetAsync(Goes)).History.Has("e2"));
        Assert.False((await Cases.GetAsync(Ended)).History.Has("e2"));
    }

    [Fact]
    public async Task Merge_Again_ChangesNothing()
    {
        await RegisterBothAsync();
        await At(Later).MergeAsync(Source, Target);
        var versions = await VersionsAsync();
        Assert.Equal(PeopleOutcome.Unchanged, (await At(End).MergeAsync(Source, Target)).Outcome);
        Assert.Equal(versions, await VersionsAsync());
    }

    [Fact]
    public async Task Acts_AreCarriedOverAndNobodyIsToldAgain()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1", "accommodation.recorded", new { code = "A08" }));
        await At(T0).ReviewAsync(Ended, Goes);
        var homeless = (await Cases.GetAsync(Ended)).Alerts.Single(a => a.Rule == RuleId.Homeless);
        await ActAsync(Ended, homeless.Id);
        await TellAsync(P1);
        await At(Later).MergeAsync(Source, Target);
        var carried = (await Another.Cases.GetAsync(Goes)).Alerts.Single(a => a.Rule == RuleId.Homeless);
        Assert.Equal((AlertStatus.Acknowledged, homeless.OpenedAt, homeless.Owner), (carried.Status, carried.OpenedAt, carried.Owner));
        Assert.Equal(AlertId.Of(Goes, RuleId.Homeless, homeless.Key), carried.Id);
        Assert.DoesNotContain((await Cases.GetAsync(Goes)).Alerts.SelectMany(a => a.Tellings), t => t.At >= Later);
        Assert.Contains(await Queries.ChangesAsync(Goes, None), c => c.AlertId == carried.Id && c.Change == nameof(TakenOver));
    }

    [Fact]
    public async Task Telling_ThatWaits_GoesWithItsAlertAndIsToldOnce()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1", "accommodation.recorded", new { code = "A08" }));
        await At(T0).ReviewAsync(Ended, Goes);
        var waiting = (await Cases.GetAsync(Ended)).Alerts.Single(a => a.Rule == RuleId.Homeless).Tellings.Single(t => t.Role == TellingRole.Owner);
        await At(T0.PlusSeconds(1)).MergeAsync(Source, Target);
        Assert.Equal(waiting.At, (await Cases.GetAsync(Goes)).Alerts.Single(a => a.Rule == RuleId.Homeless).Tellings.Single(t => t.Role == TellingRole.Owner).At);
        Assert.Empty((await Cases.GetAsync(Ended)).Alerts.SelectMany(a => a.Tellings));
    }

    [Fact]
    public async Task Held_ForEitherCrn_GoesToTheReleaseItNamesNow()
    {
        await At(T0).RegisterAsync(Release(Target));
        Assert.Equal(EventStatus.Held, await At(T0).SendAsync(Source, Fact("e1", at: T0.PlusHours(1))));
        await At(Later).MergeAsync(Source, Target);
        Assert.True((await Cases.GetAsync(Goes)).History.Has("e1"));
        Assert.Equal(0, (await Queries.ProveWatchAsync(Later, None)).Held);
    }

    [Fact]
    public async Task Held_ForAnAlias_IsTakenOverByAReleaseThatIsRegisteredAfterTheMerge()
    {
        await At(T0).MergeAsync(Source, Target);
        Assert.Equal(EventStatus.Held, await At(T0).SendAsync(Source, Fact("e1", at: T0.PlusHours(1))));
        await At(Later).RegisterAsync(Release(Target));
        Assert.True((await Cases.GetAsync(Goes)).History.Has("e1"));
    }

    [Fact]
    public async Task Exports_OfAMerge_HaveOneReleaseOfOnePerson()
    {
        await RegisterBothAsync();
        await At(T0).RegisterAsync(Release(Source, releasedAt: T0.PlusSeconds(-90 * Instant.Day)));
        await At(T0).SendAsync(Source, Recall("e1", "Lost touch."));
        await At(T0.PlusHours(1)).ReviewAsync(Ended, Goes, new ReleaseId("X000001-20260304"));
        await At(T0.PlusHours(1)).ClassifyAsync(Ended);
        await At(Later).MergeAsync(Source, Target);
        await At(End).ClassifyAsync(Ended);
        await At(End).ClassifyAsync(Goes);
        var scope = ExportScope.Of(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), null);
        var releases = (await Exports.ReleasesAsync(scope, End.PlusSeconds(Instant.Day), None).ToListAsync()).SelectMany(p => p).ToArray();
        Assert.Equal(["X000001-20260304", "X000002-20260602"], releases.Select(r => r.ReleaseId).Order(StringComparer.Ordinal));
        Assert.All(releases, r => Assert.Equal(Target, r.Crn));
        var recalls = (await Exports.RecallsAsync(scope, None).ToListAsync()).SelectMany(p => p).Where(r => !r.IsWithdrawn).ToArray();
        Assert.Equal((Goes.Value, Target, FollowUpEnd.Recalled), (Assert.Single(recalls).ReleaseId, recalls[0].Crn, releases.Single(r => r.ReleaseId == Goes.Value).Outcomes.End));
    }

    [Fact]
    public async Task AnswerOfAPerson_OnARecall_IsCarriedOver()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Recall("e1", "Lost touch."));
        await At(T0.PlusHours(1)).ReviewAsync(Ended);
        await At(T0.PlusHours(1)).ClassifyAsync(Ended);
        var decision = new RecallDecision(Application.Policies.PolicyDocument.Default, Application.Calendars.BankHolidays.Default);
        await new AnswerRecall(Recalls, decision).RunAsync(Ended, "R1", P1, new ReasonAnswer(Domain.Recalls.RecallReason.Homelessness, []), "agreed", T0.PlusHours(1), None);
        await At(Later).MergeAsync(Source, Target);
        var row = Assert.Single(await At(End).ClassifyAsync(Goes));
        Assert.Equal((Domain.Recalls.RecallReason.Homelessness, RecallStatus.Active), (row.Person!.Primary, row.Status));
        Assert.Single(row.Answers.OfType<PastAnswer.OfPerson>());
    }

    [Fact]
    public async Task Unmerge_SplitsFactsAndWatchesTheOtherAgainAsItWas()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1", "accommodation.recorded", new { code = "A08" }));
        await At(T0).SendAsync(Target, Fact("e2"));
        await At(T0).ReviewAsync(Ended, Goes);
        await ActAsync(Ended, (await Cases.GetAsync(Ended)).Alerts.Single(a => a.Rule == RuleId.Homeless).Id);
        await At(Later).ReviewAsync(Ended, Goes);
        var before = (await SeenAsync(Ended), await SeenAsync(Goes));
        await At(Later).MergeAsync(Source, Target);
        Assert.NotEqual(before, (await SeenAsync(Ended), await SeenAsync(Goes)));
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 1), await At(Later).UnmergeAsync(Target, Source));
        Assert.Equal(before, (await SeenAsync(Ended), await SeenAsync(Goes)));
        Assert.Equal(["X000001-20260602"], (await Another.Cases.FindAllAsync(new Crn(Source), None)).Select(c => c.Id.Value));
        Assert.Equal(PeopleOutcome.Unchanged, (await At(End).UnmergeAsync(Target, Source)).Outcome);
        Assert.Equal(EventStatus.Accepted, await At(End).SendAsync(Source, Fact("e3", at: T0.PlusHours(3))));
        Assert.True((await Cases.GetAsync(Ended)).History.Has("e3"));
    }

    [Fact]
    public async Task Unmerge_NamedTheOtherWay_MeansTheSame()
    {
        await RegisterBothAsync();
        await At(Later).MergeAsync(Source, Target);
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 1), await At(Later).UnmergeAsync(Source, Target));
        Assert.Null((await Cases.GetAsync(Ended)).History.MergedInto);
    }

    [Fact]
    public async Task Unmerge_OfPeopleWhoWereNeverOne_ChangesNothing()
    {
        await RegisterBothAsync();
        await At(T0).MergeAsync("X000003", Target);
        Assert.Equal(PeopleOutcome.Unchanged, (await At(Later).UnmergeAsync(Source, "X000003")).Outcome);
        Assert.Equal(["X000002", "X000003"], (await Store.One.People.FindAsync(new Crn(Target), None)).Crns.Select(c => c.Value));
    }

    [Fact]
    public async Task WhatIsRecordedAfterAMerge_StaysWhereItWas()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1"));
        await At(Later).MergeAsync(Source, Target);
        await At(Later).SendAsync(Source, Fact("e2", at: T0.PlusHours(1)));
        await At(End).UnmergeAsync(Target, Source);
        Assert.Equal(["e2"], (await Cases.GetAsync(Goes)).History.Recorded.Select(f => f.EventId));
        Assert.Contains("e1", (await Cases.GetAsync(Ended)).History.Recorded.Select(f => f.EventId));
    }

    [Fact]
    public async Task Merge_AfterAnUnmerge_MergesAgain()
    {
        await RegisterBothAsync();
        await At(T0).SendAsync(Source, Fact("e1"));
        await At(Later).MergeAsync(Source, Target);
        await At(Later.PlusSeconds(60)).UnmergeAsync(Target, Source);
        Assert.Equal(new PeopleAnswer(PeopleOutcome.Done, 1), await At(End).MergeAsync(Source, Target));
        Assert.Equal((Goes, true), ((await Cases.GetAsync(Ended)).History.MergedInto, (await Cases.GetAsync(Goes)).History.Has("e1")));
    }

    [Fact]
    public async Task ThreeCrns_AreOnePersonAndCanBeTakenApart()
    {
        foreach (var crn in (string[])[Source, Target, "X000003"])
        {
            await At(T0).RegisterAsync(Release(crn));
            await At(T0).SendAsync(crn, Fact($"of-{crn}"));
        }

        await At(Later).MergeAsync(Source, Target);
        await At(Later).MergeAsync(Target, "X000003");
        var last = new ReleaseId("X000003-20260602");
        Assert.Equal(["of-X000001", "of-X000002", "of-X000003"], (await Cases.GetAsync(last)).History.Recorded.Select(f => f.EventId).Order(StringComparer.Ordinal));
        Assert.Equal(EventStatus.Accepted, await At(Later).SendAsync(Ended.Value, Fact("e1", at: T0.PlusHours(1))));
        Assert.True((await Cases.GetAsync(last)).History.Has("e1"));
        await At(End).UnmergeAsync(Target, Source);
        Assert.Equal(["e1", "of-X000002", "of-X000003"], (await Cases.GetAsync(last)).History.Recorded.Select(f => f.EventId).Order(StringComparer.Ordinal));
        Assert.Null((await Cases.GetAsync(Ended)).History.MergedInto);
        Assert.Equal(last, (await Cases.GetAsync(Goes)).History.MergedInto);
    }

    [Fact]
    public async Task ManyFacts_AreCopiedWholeAndGivenBackWhole()
    {
        await RegisterBothAsync();
        await Cases.AppendAsync([.. Enumerable.Range(0, 210).Select(n => Fact($"m{n}").To(Ended))], T0, None);
        await At(Later).MergeAsync(Source, Target);
        Assert.Equal(210, (await Cases.GetAsync(Goes)).History.Recorded.Count);
        await At(Later).UnmergeAsync(Target, Source);
        Assert.Empty((await Cases.GetAsync(Goes)).History.Recorded);
        Assert.Equal(212, (await Cases.GetAsync(Ended)).History.Recorded.Count);
    }

    private async Task RegisterBothAsync()
    {
        await At(T0).RegisterAsync(Release(Source));
        await At(T0).RegisterAsync(Release(Target));
    }

    private Task ActAsync(ReleaseId id, AlertId alert) => Cases.UpdateAsync([id], r => new CaseUpdate(
        [.. r.Alerts.Select(a => a.Id == alert ? a with { Status = AlertStatus.Acknowledged, AcknowledgedAt = T0 } : a)],
        [new ChangedAlert(r.Alerts.Single(a => a.Id == alert), new Acknowledged(T0, P1, "on it"), "p1")], null, T0.PlusHours(9)), None);

    private Task TellAsync(Person person) => Messages.DeliverAsync([new AudienceGroup(person, [person])], DeliveryInstants.Of(T0.PlusHours(1)), s => new AudienceDelivery(
        [new Message(T0.PlusHours(1), s.Audience, MessageKind.Digest, [.. s.Waiting.Select(w => w.Alert).Order()], [], Severity.Low, ["gwent"])],
        [.. s.Waiting.Select(w => new TellingDecision.Told(w, MessageKind.Digest))]), None);

    private async Task<(long, long)> VersionsAsync() => ((await Cases.GetAsync(Ended)).Version, (await Cases.GetAsync(Goes)).Version);

    private async Task<string> SeenAsync(ReleaseId id)
    {
        var c = await Another.Cases.GetAsync(id);
        var alerts = c.Alerts.OrderBy(a => a.Id).Select(a => $"{a.Id} {a.Status} {a.Severity} {a.Owner} {a.OpenedAt} {a.AcknowledgedAt} {string.Join(',', a.Tellings.Select(t => $"{t.Role} {t.At}"))}");
        return string.Join('\n', alerts.Prepend($"{c.Outcomes} wake {c.NextWake}"));
    }
}
