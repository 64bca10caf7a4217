using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Narratives are deleted when they have served, and what a new classifier may read again.</summary>
public abstract class NarrativesContract : StoreContract
{
    private static readonly NarrativeDays Ninety = new(90, new Dictionary<string, int>());

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
    public async Task Narratives_OfAReleaseThatMoved_AreDeletedByTheDaysOfItsRegionNow()
    {
        await ClassifiedAsync();
        await Cases.UpdateAsync([X1], r =>
        {
            var update = Reviewed(r, r.Alerts);
            var summary = update.Reviewed!.Summary;
            return update with { Reviewed = update.Reviewed with { Summary = summary with { Release = summary.Release with { Region = "london" } } } };
        }, None);
        var days = new NarrativeDays(90, new Dictionary<string, int> { ["london"] = 30 });
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(days, T0.PlusHours(30 * 24).PlusSeconds(-1), 10, None));
        Assert.Equal(1, await Another.Recalls.DeleteNarrativesAsync(days, T0.PlusHours(30 * 24), 10, None));
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

    // The event keeps its place for its release; its words do not wait longer than others.
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task Narratives_OfHeldEvents_AreDeletedByTheirDaysToo(int seconds, int deleted)
    {
        await Cases.HoldAsync([("unknown", Recall("e1", "Waits for its release."))], T0, None);
        Assert.Equal(deleted, await Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(90 * 24).PlusSeconds(seconds), 10, None));
        Assert.Equal(0, await Recalls.DeleteNarrativesAsync(Ninety, T0.PlusHours(90 * 24).PlusSeconds(seconds), 10, None));
        Assert.Equal(1, await Cases.ExpireHeldAsync(T0.PlusSeconds(1), None));
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

    private async Task ClassifiedAsync()
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row());
    }
}
