using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Figures over recalls, the releases that they are compared with, and facts that are to be the only ones of their id.</summary>
public abstract class ComparingContract : StoreContract
{
    [Fact]
    public async Task Compared_AreReleasesOfTheRegionThatWereWatchedAndNotRecalled()
    {
        var alert = Alert(X1, "k", RuleId.Homeless, Severity.High);
        await Cases.RegisterAsync([.. Enumerable.Range(1, 8).Select(n => Case(Release($"X00000{n}", releasedAt: T0.PlusHours(n)) with { Region = n == 6 ? "london" : "wales" }))], None);
        foreach (var n in Enumerable.Range(1, 8)) await Cases.ReviewRecallAsync(Id(n), hasRecall: false, endsAt: T0.PlusHours(n == 5 ? 15 : n == 8 ? 19 : 1_000));
        await Cases.ReviewRecallAsync(Id(4), hasRecall: false, endsAt: T0.PlusHours(1_000), alerts: [alert with { Id = AlertId.Of(Id(4), RuleId.Homeless, "k"), ReleaseId = Id(4) }]);
        await Recalls.DecideAsync(Id(3), Row());
        await Recalls.DecideAsync(Id(2), Row() with { Status = RecallStatus.Withdrawn });
        var compared = await Another.Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 10 * 3_600, T0.PlusHours(18), [RuleId.NoContact, RuleId.Homeless]), None);
        Assert.Equal([T0.PlusHours(2), T0.PlusHours(4), T0.PlusHours(7), T0.PlusHours(8)], compared.Select(c => c.ReleasedAt).Order());
        Assert.Equal([0, 1, 0, 0], compared.OrderBy(c => c.ReleasedAt).Select(c => c.Moments.Count));
        Assert.Equal(3, (await Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 10 * 3_600, T0.PlusHours(18).PlusSeconds(-1), []), None)).Count);
        Assert.Equal(3, (await Recalls.ComparedAsync(new ComparedWith("wales", T0.PlusHours(2), T0.PlusHours(9), 11 * 3_600, T0.PlusHours(19), [RuleId.UnsettledAccommodation]), None)).Count);
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
}
