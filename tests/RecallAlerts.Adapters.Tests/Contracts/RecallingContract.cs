using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What is kept of recalls follows the reviews that saw them.</summary>
public abstract class RecallingContract : StoreContract
{
    private static readonly ReleaseId X2 = new("X000002-20260602");

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
    public async Task Unanswered_IsWhatStandsAndNoPersonAnswered_WhatNeedsALookFirst()
    {
        await Cases.RecallAsync("X000001");
        await Cases.RecallAsync("X000002");
        var sure = Row("R2") with { Machine = Machine with { NeedsReview = false } };
        await Recalls.DecideAsync(X1, sure with { RecallId = "R3" }, sure with { RecalledAt = T0.PlusHours(50) }, Row(), Row("R4") with { Status = RecallStatus.Withdrawn });
        await Recalls.DecideAsync(X2, Row("R5") with { Person = new ReasonAnswer(RecallReason.FurtherOffence, []) }, Row("R6") with { RecalledAt = T0.PlusHours(41) });
        var found = await Another.Recalls.UnansweredAsync(null, null, Viewer.OfAll, None);
        Assert.Equal([(X2, "R6"), (X1, "R1"), (X1, "R2"), (X1, "R3")], found.Select(r => (r.ReleaseId, r.RecallId)));
        Assert.Equal(new UnansweredRecall(X1, "R1", T0.PlusHours(40), RecallReason.Homelessness, 0.83, NeedsReview: true), found[1]);
    }

    [Theory]
    [InlineData("P1", "gwent", true)]
    [InlineData("P1", null, true)]
    [InlineData(null, "gwent", true)]
    [InlineData("P2", "gwent", false)]
    [InlineData("p1", null, false)]
    [InlineData("P1", "gwen", false)]
    [InlineData("", "gwent", false)]
    public async Task Unanswered_IsNarrowedToWhoHoldsTheCaseAndToThePdu(string? practitioner, string? pdu, bool isFound)
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
        IReadOnlyList<string>? practitioners = practitioner is null ? null : practitioner.Length == 0 ? [] : ["P9", practitioner];
        Assert.Equal(isFound ? 1 : 0, (await Recalls.UnansweredAsync(practitioners, pdu, Viewer.OfAll, None)).Count);
    }

    [Theory]
    [InlineData(WatchState.Watching)]
    [InlineData(WatchState.Ended)]
    public async Task Unanswered_IsFoundAlsoWhenTheWatchHasEndedAndAfterLaterReviews(WatchState state)
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
        await Cases.ReviewAsync(X1, at: T0.PlusHours(5), under: "v2", state: state);
        Assert.Single(await Another.Recalls.UnansweredAsync(["P1"], "gwent", Viewer.OfAll, None));
    }
}
