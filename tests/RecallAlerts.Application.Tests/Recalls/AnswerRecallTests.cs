using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Application.Tests.Recalls.RecalledCase;

namespace RecallAlerts.Application.Tests.Recalls;

public sealed class AnswerRecallTests
{
    private static readonly ReasonAnswer Homeless = new(RecallReason.Homelessness, [RecallReason.SubstanceMisuse]);
    private static readonly Person Spo = new(Role.DutySpo, "gwent");

    [Fact]
    public async Task Answer_ThatReplaces_KeepsBothAndDeletesTheNarratives()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled(narrative: "One.").Recalled("e2", hours: 1, narrative: "Two."));
        var machine = kept.Material.Rows[0].Machine;
        var after = await AnswerAsync(kept, P1, Homeless, "He told me.");
        Assert.Same(after, Assert.Single(kept.Material.Rows));
        Assert.True(after!.Person!.IsSameAs(Homeless));
        Assert.Equal((machine.Primary, machine.Confidence, false), (after.Machine.Primary, after.Machine.Confidence, after.HasNarrative));
        Assert.Equal(new PastAnswer.OfPerson(Later, Homeless, P1, "He told me."), after.Answers[^1]);
        Assert.IsType<PastAnswer.OfClassifier>(after.Answers[0]);
        Assert.Equal(["e1", "e2"], kept.Deleted[^1].Order(StringComparer.Ordinal));
        Assert.Equal("e2", after.NarrativeOf);
    }

    [Fact]
    public async Task Answer_IsWhatTheRowStandsForFromThenOn()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled(narrative: "One.").Opened(RuleId.Homeless, 40));
        Assert.Null(kept.Material.Rows[0].LookBack.LeadTimeHours);
        Assert.Equal(40, (await AnswerAsync(kept, P1, Homeless))!.LookBack.LeadTimeHours);
        await Classify(kept).RunAsync([kept.Material.Case.Id], Later, CancellationToken.None);
        Assert.Equal((RecallReason.Homelessness, 40), (kept.Material.Rows[0].Reason.Primary, kept.Material.Rows[0].LookBack.LeadTimeHours));
    }

    [Fact]
    public async Task Answer_TheSameOfTheSamePersonAgain_ChangesNothing()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled());
        await AnswerAsync(kept, P1, Homeless);
        var (commits, rows) = (kept.Commits, kept.Material.Rows);
        var after = await AnswerAsync(kept, P1, new ReasonAnswer(RecallReason.Homelessness, [RecallReason.SubstanceMisuse]), "other words");
        Assert.Same(rows[0], after);
        Assert.Equal(commits, kept.Commits);
    }

    [Fact]
    public async Task Answer_OfAnotherPersonOrAnother_IsKeptTooAndTheLastIsInForce()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled());
        await AnswerAsync(kept, P1, Homeless);
        await AnswerAsync(kept, Spo, Homeless);
        await AnswerAsync(kept, Spo, new ReasonAnswer(RecallReason.Homelessness, []));
        await AnswerAsync(kept, P1, Homeless);
        var row = kept.Material.Rows[0];
        Assert.Equal([P1, Spo, Spo, P1], row.Answers.OfType<PastAnswer.OfPerson>().Select(a => a.By));
        Assert.True(row.Person!.IsSameAs(Homeless));
    }

    [Fact]
    public async Task Answer_TheSameAgainAfterANewNarrative_DeletesThatToo()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled());
        await AnswerAsync(kept, P1, Homeless);
        kept.Material = new RecalledCase().Recalled().Recalled("e2", hours: 1, narrative: "New.").Material(kept.Material.Rows);
        await Classify(kept).RunAsync([kept.Material.Case.Id], Later, CancellationToken.None);
        Assert.True(kept.Material.Rows[0].HasNarrative);
        var answers = kept.Material.Rows[0].Answers.Count;
        var after = await AnswerAsync(kept, P1, Homeless);
        Assert.Equal((false, answers), (after!.HasNarrative, after.Answers.Count));
        Assert.Empty(kept.Material.Narratives);
    }

    [Fact]
    public async Task Answer_OnARecallThatIsNotThere_IsNothing()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled());
        Assert.Null(await new AnswerRecall(kept, Decision).RunAsync(kept.Material.Case.Id, "R9", P1, Homeless, "x", Later, CancellationToken.None));
        Assert.Equal(1, kept.Commits);
    }

    [Fact]
    public async Task Answer_LeavesOtherRecallsOfTheReleaseAlone()
    {
        var kept = await ClassifiedAsync(new RecalledCase().Recalled(narrative: "One.").Withdrawn("e1").Recalled("e2", hours: 48, narrative: "Two.", recallId: "R2"));
        await AnswerAsync(kept, P1, Homeless);
        var other = kept.Material.Rows.Single(r => r.RecallId == "R2");
        Assert.Equal((null, true), (other.Person, other.HasNarrative));
        Assert.Equal(["e2"], kept.Material.Narratives.Select(n => n.EventId));
    }

    private static ClassifyRecalls Classify(KeptRecalls kept) => new(kept, Decision, Application.Policies.PolicyDocument.Default);

    private static async Task<KeptRecalls> ClassifiedAsync(RecalledCase c)
    {
        var kept = c.Kept();
        await Classify(kept).RunAsync(Later, CancellationToken.None);
        return kept;
    }

    private static Task<RecallRecord?> AnswerAsync(KeptRecalls kept, Person by, ReasonAnswer reason, string words = "x") =>
        new AnswerRecall(kept, Decision).RunAsync(kept.Material.Case.Id, "R1", by, reason, words, Later, CancellationToken.None);
}
