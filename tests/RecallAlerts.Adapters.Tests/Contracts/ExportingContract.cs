using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;
using StoredRecall = RecallAlerts.Application.Exports.StoredRecall;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What exports read of recalls and releases.</summary>
public abstract class ExportingContract : StoreContract
{
    private static readonly ExportScope All = ExportScope.Of(null, null, null);

    [Fact]
    public async Task Outcomes_OfAReview_AreKeptAndReadAgain()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        Assert.Equal(Outcomes, (await Cases.GetAsync(X1)).Outcomes);
        Assert.Equal(Outcomes, (await Another.Cases.GetAsync(X1)).Outcomes);
        var later = Outcomes with { TreatmentDay = null, EndDay = 101 };
        await Cases.ReviewAsync("X000001", later);
        Assert.Equal(later, (await Another.Cases.GetAsync(X1)).Outcomes);
        await Cases.ReviewAsync("X000001", null);
        Assert.Equal(later, (await Another.Cases.GetAsync(X1)).Outcomes);
    }

    [Fact]
    public async Task Recall_IsExportedAsItIsKept()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Recalls.AddAsync("X000001", Row(), Row("R2").Unwarned() with { Type = null, Status = RecallStatus.Withdrawn, Person = new ReasonAnswer(RecallReason.FurtherOffence, [RecallReason.Homelessness]) });
        var rows = await RecallsAsync(All);
        Assert.Equal(
            new StoredRecall
            {
                Crn = "X000001", ReleaseId = "X000001-20260602", RecallId = "R1", ReleasedAt = T0, RecalledAt = T0.PlusHours(40), RecordedAt = T0.PlusHours(41), DaysFromRelease = 2,
                Region = "wales", Type = "FTR_28", IsWithdrawn = false, RecordedReasons = "FAILED_RESIDE;OTHER", MachinePrimary = RecallReason.Homelessness,
                MachineSecondary = "substance_misuse;continuity_failure", PersonPrimary = null, PersonSecondary = null, Confidence = 0.83, NeedsReview = true, Classifier = "v1",
                PolicyVersion = "p1", Rosh = Rosh.High, AtRelease = AccommodationCategory.Settled, AtRecall = AccommodationCategory.Homeless, LeadTimeHours = 40, AlertsOpen = 1,
            },
            rows[0]);
        Assert.Equal(("R2", null, true, (RecallReason?)RecallReason.FurtherOffence, "homelessness", null, 0),
            (rows[1].RecallId, rows[1].Type, rows[1].IsWithdrawn, rows[1].PersonPrimary, rows[1].PersonSecondary, rows[1].LeadTimeHours, rows[1].AlertsOpen));
    }

    [Fact]
    public async Task Recalls_OfSeveralMonths_ComeOnceInTheOrderOfWatchId()
    {
        for (var i = 1; i <= 12; i++)
        {
            await Cases.ReviewAsync($"X{i:000000}", Outcomes);
            await Recalls.AddAsync($"X{i:000000}", Row("R2").At(T0.PlusHours(i)), Row("R1").At(T0.PlusHours(900)), Row("R3").At(T0.PlusHours(9_000)));
        }

        var rows = (await RecallsAsync(All)).Select(r => (Watch: Key.WatchIdOf(new ReleaseId(r.ReleaseId)), r.RecallId)).ToArray();
        Assert.Equal(36, rows.Distinct().Count());
        Assert.Equal(rows.OrderBy(r => r.Watch, StringComparer.Ordinal).ThenBy(r => r.RecallId, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task Recalls_OfAScope_AreOfItsMonthsAndRegion()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Recalls.AddAsync(
            "X000001", Row("before").At(Instant.Parse("2026-05-31T22:59:59Z")), Row("first").At(Instant.Parse("2026-05-31T23:00:00Z")) with { Status = RecallStatus.Withdrawn },
            Row("last").At(Instant.Parse("2026-06-30T22:59:59Z")), Row("after").At(Instant.Parse("2026-06-30T23:00:00Z")),
            Row("elsewhere").At(Instant.Parse("2026-06-10T09:00:00Z")).In("london"));
        Assert.Equal([("first", true), ("last", false)], (await RecallsAsync(June())).Select(r => (r.RecallId, r.IsWithdrawn)));
    }

    [Fact]
    public async Task Recalls_MovedToAnotherMonth_AreThereOnly()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Recalls.AddAsync("X000001", Row());
        Assert.Single(await RecallsAsync(June()));
        await Another.Recalls.DecideAsync(X1, Row().At(Instant.Parse("2026-07-02T09:00:00Z")));
        Assert.Empty(await RecallsAsync(June()));
        Assert.Single(await RecallsAsync(All));
    }

    [Fact]
    public async Task Releases_ThatWereReplacedOrAreToCome_AreLeftOut()
    {
        await Cases.ReviewAsync("X000001", Outcomes);
        await Cases.ReviewAsync("X000002", Outcomes with { End = FollowUpEnd.Replaced });
        await Cases.ReviewAsync("X000003", null);
        await Cases.RegisterAsync(Case("X000004"));
        var release = Assert.Single(await ReleasesAsync(All, T0));
        Assert.Equal(("X000001", "X000001-20260602", "wales", Rosh.High, WatchState.Watching, Outcomes, "v1"),
            (release.Crn, release.ReleaseId, release.Region, release.Rosh, release.State, release.Outcomes, release.PolicyVersion));
        Assert.Empty(await ReleasesAsync(All, T0.PlusSeconds(-1)));
    }

    [Fact]
    public async Task Releases_OfAScope_AreOfItsMonthsAndRegionAndAsReviewedLast()
    {
        foreach (var crn in new[] { "X000002", "X000001", "X000003" }) await Cases.ReviewAsync(crn, Outcomes);
        await Another.Cases.ReviewAsync("X000002", Outcomes with { EndDay = 7 });
        var rows = await ReleasesAsync(June(), T0);
        Assert.Equal(rows.Select(r => r.ReleaseId).OrderBy(id => Key.WatchIdOf(new ReleaseId(id)), StringComparer.Ordinal), rows.Select(r => r.ReleaseId));
        Assert.Equal([("X000001", 100), ("X000002", 7), ("X000003", 100)], rows.Select(r => (r.Crn, r.Outcomes.EndDay)).Order());
        Assert.Empty(await ReleasesAsync(ExportScope.Of(new DateOnly(2026, 7, 1), null, null), T0.PlusHours(9_000)));
        Assert.Empty(await ReleasesAsync(June("london"), T0));
    }

    [Fact]
    public async Task Releases_CountAlertsThatOpenedAsHighByTheEndOfDay28()
    {
        var end = Instant.Parse("2026-06-30T23:00:00Z");
        await Cases.ReviewAsync("X000001", Outcomes, end.PlusSeconds(-1), ("k1", Severity.High), ("k2", Severity.Medium));
        await Cases.ReviewAsync("X000001", Outcomes, end, ("k1", Severity.High), ("k2", Severity.Medium), ("k3", Severity.Urgent));
        Assert.Equal(1, Assert.Single(await ReleasesAsync(All, end)).HighAlerts);
    }

    private static ExportScope June(string? region = "wales") => ExportScope.Of(new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 11), region);

    private async Task<StoredRecall[]> RecallsAsync(ExportScope scope) => [.. (await Another.Exports.RecallsAsync(scope, None).ListAsync()).SelectMany(page => page)];

    private async Task<StoredRelease[]> ReleasesAsync(ExportScope scope, Instant now) =>
        [.. (await Another.Exports.ReleasesAsync(scope, now, None).ListAsync()).SelectMany(page => page)];
}
