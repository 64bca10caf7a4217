using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Sqlite.Tests.Given;
using static RecallAlerts.Sqlite.Tests.GivenRecalls;

namespace RecallAlerts.Sqlite.Tests.Contracts;

/// <summary>What is kept of recalls follows the reviews that saw them.</summary>
public abstract class RecallingContract : StoreContract
{
    private static readonly ReleaseId X2 = new("X000002-20260602");
    private static readonly NarrativeDays Ninety = new(90, new Dictionary<string, int>());

    [Fact]
    public async Task Pending_IsWhatAReviewWithARecallMarked()
    {
        await Cases.RegisterAsync([Case("X000001"), Case("X000002"), Case("X000003")], None);
        await Cases.ReviewRecallAsync(X2, T0.PlusHours(2));
        await Cases.ReviewRecallAsync(X1, T0.PlusHours(1));
        await Cases.ReviewRecallAsync(new ReleaseId("X000003-20260602"), hasRecall: false);
        Assert.Equal([X1, X2], await Recalls.PendingAsync(10, None));
        Assert.Equal([X1], await Another.Recalls.PendingAsync(1, None));
    }

    [Fact]
    public async Task Update_EndsTheMarkUntilTheNextReview()
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
        Assert.Empty(await Another.Recalls.PendingAsync(10, None));
        await Cases.ReviewRecallAsync(X1);
        Assert.Equal([X1], await Recalls.PendingAsync(10, None));
    }

    [Fact]
    public async Task Update_OfNull_ChangesNothing()
    {
        await Cases.RecallAsync();
        await Recalls.UpdateAsync([X1], _ => null, None);
        Assert.Equal([X1], await Recalls.PendingAsync(10, None));
    }

    [Fact]
    public async Task Update_OfAReleaseThatIsNotThere_LeavesItOut()
    {
        await Cases.RecallAsync();
        var asked = new List<ReleaseId>();
        await Recalls.UpdateAsync([X2, X1], m =>
        {
            asked.Add(m.Case.Id);
            return new RecallUpdate([Row()], []);
        }, None);
        Assert.Equal([X1], asked);
    }

    [Fact]
    public async Task Material_HoldsCaseNarrativesMomentsAndRows()
    {
        var alert = Alert(X1, "k", RuleId.Homeless, Severity.Urgent);
        await Cases.WatchAsync(alert);
        await Cases.AppendAsync(X1, Recall("e2", "Second."));
        await Cases.AppendAsync(X1, Fact("e1", "recall.recorded", new { recallId = "R1", narrative = "First." }, at: T0.PlusHours(-1)));
        await Cases.AppendAsync(X1, Fact("e3", "recall.recorded", new { recallId = "R1" }));
        await Recalls.DecideAsync(X1, Row());
        var material = await Another.Recalls.MaterialAsync(X1);
        Assert.Equal(["e1", "e2", "e3"], material.Case.History.Recorded.Select(f => f.EventId));
        Assert.Equal([new("e1", T0.PlusHours(-1), T0.PlusHours(-1), "First."), new("e2", T0, T0, "Second.")], material.Narratives);
        Assert.Equal([new AlertMoment(alert.Id, RuleId.Homeless, "k", T0, "Opened", Severity.Urgent)], material.Moments);
        AssertSame(Row(), Assert.Single(material.Rows));
    }

    [Fact]
    public async Task Moments_SayHowItClosedMovedAndWhoActed()
    {
        var (old, next) = (Alert(X1, "old", RuleId.Homeless), Alert(X1, "next", RuleId.Homeless));
        await Cases.WatchAsync(old);
        await Cases.UpdateAsync([X1], r => Reviewed(r, [old, next]) with
        {
            Changes =
            [
                new ChangedAlert(old, new Acknowledged(T0.PlusHours(1), P1, "note"), "p1"), new ChangedAlert(old, new Closed(T0.PlusHours(2), ClosedHow.Moved), "p1"),
                new ChangedAlert(next, new Moved(T0.PlusHours(2), old, new Evidence(T0, null)), "p1"),
            ],
        }, None);
        var moments = (await Recalls.MaterialAsync(X1)).Moments;
        Assert.Equal(
            [("Opened", false, null, null), ("Acknowledged", true, null, null), ("Closed", false, ClosedHow.Moved, null), ("Moved", false, (ClosedHow?)null, (AlertId?)old.Id)],
            moments.Select(m => (m.Change, m.ByPerson, m.Closed, m.MovedFrom)));
    }

    [Fact]
    public async Task Update_OnAnOlderVersion_IsDecidedAgain()
    {
        await Cases.RecallAsync();
        var seen = new List<int>();
        await Recalls.UpdateAsync([X1], m =>
        {
            seen.Add(m.Case.History.Recorded.Count);
            if (seen.Count == 1) Now(Another.Cases.AppendAsync(X1, Fact("e9")));
            return new RecallUpdate([Row()], []);
        }, None);
        Assert.Equal([1, 2], seen);
        Assert.Single((await Recalls.MaterialAsync(X1)).Rows);
    }

    [Fact]
    public async Task Update_BesideAnotherUpdate_AppendsNoAnswerTwice()
    {
        await Cases.RecallAsync();
        var first = true;
        await Recalls.UpdateAsync([X1], m =>
        {
            if (first) Now(Another.Recalls.DecideAsync(X1, Row()));
            first = false;
            return new RecallUpdate(m.Rows.Count == 0 ? [Row()] : m.Rows, []);
        }, None);
        Assert.Single(Assert.Single((await Another.Recalls.MaterialAsync(X1)).Rows).Answers);
    }

    [Fact]
    public async Task Update_IsSeenByADecisionOnTheCase()
    {
        await Cases.RecallAsync();
        await Cases.GetAsync(X1);
        await Recalls.DecideAsync(X1, Row());
        Assert.Equal((await Another.Cases.GetAsync(X1)).Version, (await Cases.GetAsync(X1)).Version);
        await Cases.ReviewAsync(X1, [Alert(X1, "k")]);
        Assert.Single((await Another.Cases.GetAsync(X1)).Alerts);
    }

    [Fact]
    public async Task Row_IsReplacedAndItsAnswersAreAppendedTo()
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
        var changed = Row() with
        {
            Status = RecallStatus.Withdrawn,
            Type = null,
            RecordedReasons = "",
            NarrativeOf = null,
            HasNarrative = false,
            Person = new ReasonAnswer(RecallReason.FurtherOffence, [RecallReason.Homelessness]),
            LookBack = new LookBack([], 0, null),
            Machine = Machine with { Secondary = [], Evidence = [], NeedsReview = false, Confidence = 1.0 / 3 },
            Answers = [OfMachine(), OfPerson("Mr Nobody of 1 Nowhere Road"), OfMachine("v2", 0.1)],
        };
        await Recalls.DecideAsync(X1, changed);
        AssertSame(changed, Assert.Single((await Another.Recalls.MaterialAsync(X1)).Rows));
    }

    [Fact]
    public async Task Find_IsOfEachReleaseThatHasTheId()
    {
        await Cases.RecallAsync("X000002", narrative: null);
        await Cases.RecallAsync("X000001");
        await Recalls.DecideAsync(X1, Row(), Row("R2"));
        await Recalls.DecideAsync(X2, Row() with { HasNarrative = false });
        var found = await Another.Recalls.FindAsync("R1", None);
        Assert.Equal([(X1, "He slept rough."), (X2, null)], found.Select(r => (r.ReleaseId, r.Narrative)));
        AssertSame(Row(), found[0].Record);
        Assert.Empty(await Recalls.FindAsync("R9", None));
    }

    [Fact]
    public async Task Deleted_Narratives_AreGoneFromAllVariants()
    {
        await Cases.RecallAsync();
        await Cases.AppendAsync(X1, Recall("e1", "Another variant."));
        await Cases.AppendAsync(X1, Recall("e2", "Stays."));
        await Recalls.UpdateAsync([X1], _ => new RecallUpdate([Row() with { HasNarrative = false }], ["e1"]), None);
        var material = await Another.Recalls.MaterialAsync(X1);
        Assert.Equal(["Stays."], material.Narratives.Select(n => n.Text));
        Assert.Equal(Appended.Duplicate, await Cases.AppendAsync(X1, Recall("e1", "Another variant.")));
        Assert.Single((await Recalls.MaterialAsync(X1)).Narratives);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task Narratives_AreDeletedByTheirDays(int seconds, int deleted)
    {
        await ClassifiedAsync();
        Assert.Equal(deleted, await Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(90 * 24).PlusSeconds(seconds), 10, None));
        var material = await Another.Recalls.MaterialAsync(X1);
        Assert.Equal((1 - deleted, deleted == 0, "e1"), (material.Narratives.Count, material.Rows[0].HasNarrative, material.Rows[0].NarrativeOf));
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(90 * 24).PlusSeconds(seconds), 10, None));
    }

    [Theory]
    [InlineData("wales", 1)]
    [InlineData("london", 0)]
    public async Task Narratives_AreDeletedByTheDaysOfTheirRegion(string region, int deleted)
    {
        await ClassifiedAsync();
        var days = new NarrativeDays(90, new Dictionary<string, int> { [region] = 30 });
        Assert.Equal(deleted, await Recalls.DeleteNarrativesAsync(days, T0.PlusHours(30 * 24), 10, None));
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(new NarrativeDays(30, new Dictionary<string, int> { ["wales"] = 90 }), T0.PlusHours(30 * 24), 10, None));
    }

    [Fact]
    public async Task Narratives_ThatWaitForTheClassifier_AreNotDeletedYet()
    {
        await Cases.RecallAsync(recordedAt: T0.PlusHours(-400 * 24));
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(Ninety, T0, 10, None));
        await Recalls.DecideAsync(X1, Row());
        await Cases.AppendAsync(X1, Fact("e2"));
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(Ninety, T0, 10, None));
        await Cases.ReviewRecallAsync(X1, hasRecall: false);
        Assert.Equal(1, await Recalls.DeleteNarrativesAsync(Ninety, T0, 10, None));
    }

    [Fact]
    public async Task Narratives_AreDeletedInParts()
    {
        foreach (var n in Enumerable.Range(1, 5))
        {
            await Cases.RecallAsync($"X00000{n}");
            await Recalls.DecideAsync(Release($"X00000{n}").Id, Row());
        }

        var parts = new List<int>();
        while (await Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(91 * 24), 2, None) is > 0 and var part) parts.Add(part);
        Assert.Equal([2, 2, 1], parts);
    }

    [Fact]
    public async Task Narrative_DeletedBesideADecision_IsNotSaidToBeThere()
    {
        await ClassifiedAsync();
        var seen = new List<int>();
        await Recalls.UpdateAsync([X1], m =>
        {
            seen.Add(m.Narratives.Count);
            if (seen.Count == 1) Now(Another.Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(91 * 24), 10, None));
            return new RecallUpdate([Row() with { HasNarrative = m.Narratives.Count > 0 }], []);
        }, None);
        Assert.Equal([1, 0], seen);
        Assert.False((await Another.Recalls.MaterialAsync(X1)).Rows[0].HasNarrative);
    }

    [Theory]
    [InlineData("v0", true)]
    [InlineData("v1", false)]
    [InlineData("v2", true)]
    public async Task AnsweredByOther_IsOfAnyOtherVersion(string version, bool isOther)
    {
        await ClassifiedAsync();
        Assert.Equal(isOther ? [X1] : [], await Another.Recalls.AnsweredByOtherAsync(version, 10, None));
    }

    [Theory]
    [InlineData(true, "e1", true)]
    [InlineData(false, null, true)]
    [InlineData(false, "e1", false)]
    public async Task AnsweredByOther_LeavesOutWhatCannotBeReadAgain(bool hasNarrative, string? narrativeOf, bool isThere)
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row() with { HasNarrative = hasNarrative, NarrativeOf = narrativeOf });
        Assert.Equal(isThere ? [X1] : [], await Recalls.AnsweredByOtherAsync("v2", 10, None));
        Assert.Empty(await Recalls.AnsweredByOtherAsync("v2", 0, None));
    }

    [Fact]
    public async Task Compared_AreReleasesOfTheRegionThatWereWatchedAndNotRecalled()
    {
        var alert = Alert(X1, "k", RuleId.Homeless, Severity.High);
        await Cases.RegisterAsync([.. Enumerable.Range(1, 8).Select(n => Case(Release($"X00000{n}", releasedAt: T0.PlusHours(n)) with { Region = n == 6 ? "london" : "wales" }))], None);
        foreach (var n in Enumerable.Range(1, 8)) await Cases.ReviewRecallAsync(Id(n), hasRecall: false, endsAt: T0.PlusHours(n == 5 ? 15 : n == 8 ? 19 : 1_000));
        await Cases.ReviewRecallAsync(Id(4), hasRecall: false, endsAt: T0.PlusHours(1_000), alerts: [alert with { Id = AlertId.Of(Id(4), RuleId.Homeless, "k"), ReleaseId = Id(4) }]);
        await Recalls.DecideAsync(Id(3), Row());
        await Recalls.DecideAsync(Id(2), Row() with { Status = RecallStatus.Withdrawn });
        var compared = await Another.Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 10 * 3_600, T0.PlusHours(18)), None);
        Assert.Equal([T0.PlusHours(2), T0.PlusHours(4), T0.PlusHours(7), T0.PlusHours(8)], compared.Select(c => c.ReleasedAt).Order());
        Assert.Equal([0, 1, 0, 0], compared.OrderBy(c => c.ReleasedAt).Select(c => c.Moments.Count));
        Assert.Equal(3, (await Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 10 * 3_600, T0.PlusHours(18).PlusSeconds(-1)), None)).Count);
        Assert.Equal(3, (await Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 11 * 3_600, T0.PlusHours(19)), None)).Count);
    }

    [Fact]
    public async Task Figures_AreOfRecallsThatStand()
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(
            X1, Row(), Row("R2") with { Status = RecallStatus.Withdrawn }, Row("R3") with { Person = new ReasonAnswer(RecallReason.FurtherOffence, []), LookBack = new LookBack([], 0, null) });
        Assert.Equal(
            [new(RecallReason.Homelessness, 2, NeedsReview: true, 40), new(RecallReason.Homelessness, 2, NeedsReview: false, null)], await Another.Recalls.FiguresAsync(None));
    }

    [Theory]
    [InlineData("One.", "One.", Appended.Duplicate, 1)]
    [InlineData("One.", "Two.", Appended.Conflict, 1)]
    [InlineData(null, "Two.", Appended.Accepted, 1)]
    public async Task Append_OfWhatIsToBeTheOnly_IsAConflictBesideOtherContent(string? known, string narrative, Appended expected, int facts)
    {
        await Cases.RegisterAsync(Case());
        if (known is not null) await Cases.AppendAsync(X1, Recall("e1", known));
        Assert.Equal([expected], await Another.Cases.AppendAsync([new FactFor(X1, Recall("e1", narrative)) { IsOnly = true }], T0, None));
        Assert.Equal(facts, (await Another.Cases.GetAsync(X1)).History.Recorded.Count);
    }

    private static ReleaseId Id(int n) => Release($"X00000{n}", releasedAt: T0.PlusHours(n)).Id;

    private async Task ClassifiedAsync()
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
    }
}
