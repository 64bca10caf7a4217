using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What is read of stored timelines, to be played again.</summary>
public abstract class TimelinesContract : StoreContract
{
    private IStoredTimelines Timelines => Store.One.Timelines;

    [Fact]
    public async Task Read_IsInTheOrderAskedForWithoutWhatIsNotRegistered()
    {
        var other = new ReleaseId("X000002-20260602");
        await RecordAsync();
        Assert.Equal([other, X1], (await Timelines.ReadAsync([other, new ReleaseId("X000009-20260602"), X1], None)).Select(t => t.Id));
        Assert.Empty(await Timelines.ReadAsync([], None));
    }

    [Fact]
    public async Task Read_OfManyReleases_IsInTheOrderAskedFor()
    {
        ReleaseId[] ids = [.. Enumerable.Range(1, 40).Select(i => Release($"X{i:000000}").Id)];
        foreach (var i in Enumerable.Range(1, 40)) await Cases.RegisterAsync(Case($"X{i:000000}"));
        Assert.Equal(ids.Reverse(), (await Timelines.ReadAsync([.. ids.Reverse()], None)).Select(t => t.Id));
    }

    [Fact]
    public async Task Read_HasTheBodyAndAllFactsInOrderWithoutNarratives()
    {
        await RecordAsync();
        var timeline = Assert.Single(await Timelines.ReadAsync([X1], None));
        Assert.Equal((Release().Id, "P1", T0.PlusHours(9)), (timeline.Registered.Id, timeline.Registered.PractitionerId, timeline.RegisteredAt));
        Assert.Equal(["recall.recorded a", "handover.completed b", "check.completed b"], timeline.Facts.Select(f => $"{f.Type} {f.Fact.EventId}"));
        Assert.Equal((T0.PlusHours(1), "practitioner:P1", "{}"), (timeline.Facts[1].Fact.RecordedAt, timeline.Facts[1].RecordedBy, timeline.Facts[1].Data));
        Assert.Equal(3, timeline.Facts.Select(f => f.Content).Distinct().Count());
        Assert.All(timeline.Facts, f => Assert.Null(f.Narrative));
        Assert.Empty(timeline.Reasons);
    }

    [Theory]
    [InlineData(false, RecallReason.Homelessness)]
    [InlineData(true, RecallReason.FurtherOffence)]
    public async Task Reasons_AreAPersonsElseTheClassifiers(bool isAnswered, RecallReason expected)
    {
        await Cases.RecallAsync();
        await Recalls.DecideAsync(X1, Row() with { Person = isAnswered ? new ReasonAnswer(RecallReason.FurtherOffence, []) : null });
        Assert.Equal(new Dictionary<string, RecallReason> { ["R1"] = expected }, (await Timelines.ReadAsync([X1], None))[0].Reasons);
    }

    [Fact]
    public async Task LastRecordedAt_OfAnEmptyStore_IsNever() => Assert.Null(await Timelines.LastRecordedAtAsync(None));

    protected async Task RecordAsync()
    {
        await Cases.RegisterAsync(Case(Release(), at: T0.PlusHours(9)));
        await Cases.RegisterAsync(Case("X000002"));
        await Cases.AppendAsync(X1, Fact("b", at: T0.PlusHours(1), by: "practitioner:P1"));
        await Cases.AppendAsync(X1, Recall("a", "It is a secret."));
        await Cases.AppendAsync(X1, Fact("b", "check.completed", new { check = "domestic-abuse" }, at: T0.PlusHours(2), recordedAt: T0.PlusHours(30)));
    }
}
