using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reports;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class ExportsAndReportsTests : IAsyncLifetime, IDisposable
{
    private const string AddRecall =
        "INSERT INTO recalls (release_no, recall_id, recalled_at, recorded_at, type, recorded_reasons, status, has_narrative, machine_primary, machine_secondary, confidence, " +
        "needs_review, evidence, classifier, policy_version, rosh, region, accommodation_at_release, accommodation_at_recall, days_from_release, lead_time_hours, alerts_open, look_back) " +
        "VALUES ((SELECT no FROM releases WHERE release_id = ?1), ?2, ?3, ?3, 'LR', 'OTHER', ?4, 0, 1, 'homelessness', 0.7, 0, '[]', 'c1', 'p1', 2, ?5, 3, 2, 9, ?6, 4, '[]')";

    private static readonly ExportScope All = ExportScope.Of(null, null, null);
    private static readonly Quarter Q2 = new(2026, 2);

    private static readonly ReleaseOutcomes Outcomes = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = AccommodationCategory.Settled, AtDay84 = AccommodationCategory.Transient,
        AtSixMonths = AccommodationCategory.Homeless, Needs = 9, DomesticAbuse = CheckOutcome.Completed, ChildSafeguarding = CheckOutcome.Unanswered, TreatmentDay = 4,
        EndDay = 100, End = FollowUpEnd.Recalled,
    };

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly Contracts.Ports _ports;

    public ExportsAndReportsTests()
    {
        _database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        _ports = SqliteStores.PortsOf(_database);
    }

    private SqliteExports Exports => new(_database);

    private SqliteReports Reports => new(_database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Outcomes_OfAReview_AreKeptAndReadAgain()
    {
        await ReviewAsync("X000001", Outcomes);
        Assert.Equal(Outcomes, (await _ports.Cases.GetAsync(X1)).Outcomes);
        Assert.Equal(Outcomes, (await SqliteStores.PortsOf(_database).Cases.GetAsync(X1)).Outcomes);
        var later = Outcomes with { TreatmentDay = null, EndDay = 101 };
        await ReviewAsync("X000001", later);
        Assert.Equal(later, (await SqliteStores.PortsOf(_database).Cases.GetAsync(X1)).Outcomes);
        await ReviewAsync("X000001", null);
        Assert.Equal(later, (await SqliteStores.PortsOf(_database).Cases.GetAsync(X1)).Outcomes);
    }

    [Fact]
    public async Task WithoutOutcomes_AreReleasesOfAnOlderProgramUntilTheyAreReviewed()
    {
        await ReviewAsync("X000001", null);
        Assert.Empty(await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
        await RunAsync("UPDATE releases SET without_outcomes = 1");
        Assert.Equal([X1], await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
        await ReviewAsync("X000001", Outcomes);
        Assert.Empty(await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Recalls_OverSeveralPages_ComeOnceInTheOrderOfWatchId()
    {
        for (var i = 1; i <= 700; i++)
        {
            await ReviewAsync($"X{i:000000}", Outcomes);
            foreach (var recall in new[] { "R2", "R1", "R3" }) await RecallAsync($"X{i:000000}", recall, T0.PlusSeconds(i));
        }

        var pages = await ListAsync(Exports.RecallsAsync(All, CancellationToken.None));
        var rows = pages.SelectMany(p => p).Select(r => (Watch: Key.WatchIdOf(new ReleaseId(r.ReleaseId)), r.RecallId)).ToArray();
        Assert.Equal(3, pages.Count);
        Assert.Equal(2_100, rows.Distinct().Count());
        Assert.Equal(rows.OrderBy(r => r.Watch, StringComparer.Ordinal).ThenBy(r => r.RecallId, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task Recalls_OfAScope_AreOfItsMonthsAndRegion()
    {
        await ReviewAsync("X000001", Outcomes);
        await RecallAsync("X000001", "before", Instant.Parse("2026-05-31T22:59:59Z"));
        await RecallAsync("X000001", "first", Instant.Parse("2026-05-31T23:00:00Z"), status: 1);
        await RecallAsync("X000001", "last", Instant.Parse("2026-06-30T22:59:59Z"));
        await RecallAsync("X000001", "after", Instant.Parse("2026-06-30T23:00:00Z"));
        await RecallAsync("X000001", "elsewhere", Instant.Parse("2026-06-10T09:00:00Z"), region: "london");
        var june = ExportScope.Of(new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 11), "wales");
        var rows = (await ListAsync(Exports.RecallsAsync(june, CancellationToken.None))).SelectMany(p => p).ToArray();
        Assert.Equal([("first", true), ("last", false)], rows.Select(r => (r.RecallId, r.IsWithdrawn)));
    }

    [Fact]
    public async Task Releases_ThatWereReplacedOrAreToCome_AreLeftOut()
    {
        await ReviewAsync("X000001", Outcomes);
        await ReviewAsync("X000002", Outcomes with { End = FollowUpEnd.Replaced });
        var rows = (await ListAsync(Exports.ReleasesAsync(All, T0, CancellationToken.None))).SelectMany(p => p).ToArray();
        Assert.Equal("X000001-20260602", Assert.Single(rows).ReleaseId);
        Assert.Equal((Outcomes, "v1"), (rows[0].Outcomes, rows[0].PolicyVersion));
        Assert.Empty(await ListAsync(Exports.ReleasesAsync(All, T0.PlusSeconds(-1), CancellationToken.None)));
    }

    [Fact]
    public async Task Releases_CountAlertsThatOpenedAsHighByTheEndOfDay28()
    {
        var end = Instant.Parse("2026-06-30T23:00:00Z");
        await ReviewAsync("X000001", Outcomes, end.PlusSeconds(-1), ("k1", Severity.High), ("k2", Severity.Medium));
        await ReviewAsync("X000001", Outcomes, end, ("k1", Severity.High), ("k2", Severity.Medium), ("k3", Severity.Urgent));
        Assert.Equal(1, (await ListAsync(Exports.ReleasesAsync(All, end, CancellationToken.None)))[0][0].HighAlerts);
    }

    [Fact]
    public async Task Cohort_HasTheFirstRecallThatStands()
    {
        await ReviewAsync("X000001", Outcomes);
        await ReviewAsync("X000002", Outcomes with { ReleasedOn = new DateOnly(2026, 7, 1) });
        await ReviewAsync("X000003", Outcomes with { End = FollowUpEnd.Replaced });
        await RecallAsync("X000001", "withdrawn", T0.PlusHours(1), status: 1);
        await RecallAsync("X000001", "later", T0.PlusHours(3));
        await RecallAsync("X000001", "first", T0.PlusHours(2), warned: true);
        var release = Assert.Single(await Reports.CohortAsync(Q2.From, Q2.Before, CancellationToken.None));
        Assert.Equal((T0.PlusHours(2), true), (release.Recall!.RecalledAt, release.Recall.IsWarned));
        Assert.Equal(["Homelessness"], release.Recall.Secondary.Select(s => s.ToString()));
    }

    [Fact]
    public async Task Settled_IsAQuarterWithNothingLeftToLookAt()
    {
        Task<bool> SettledAsync() => Reports.IsSettledAsync(LondonTime.StartOf(Q2.From), LondonTime.StartOf(Q2.Before), CancellationToken.None);
        await _ports.Cases.RegisterAsync(Case());
        Assert.False(await SettledAsync());
        await ReviewAsync("X000001", Outcomes);
        Assert.True(await SettledAsync());
        foreach (var column in new[] { "without_outcomes", "recall_pending" })
        {
            await RunAsync($"UPDATE releases SET {column} = 1");
            Assert.False(await SettledAsync());
            await RunAsync($"UPDATE releases SET {column} = NULL");
        }
    }

    [Fact]
    public async Task Published_IsOnceAndForGood()
    {
        PublishedCell[] cells = [new("", HeadlineCell.AllReleases, 41, CellState.Shown), new("wales", HeadlineCell.AllReleases, 3, CellState.Withheld)];
        var stages = new HashSet<Stage> { Stage.Release };
        Assert.True(await Reports.PublishAsync(Q2, stages, cells, T0, CancellationToken.None));
        Assert.False(await Reports.PublishAsync(Q2, new HashSet<Stage> { Stage.Release, Stage.Early }, [cells[0] with { Count = 42 }], T0.PlusHours(1), CancellationToken.None));
        Assert.Equal(cells, await Reports.PublishedAsync(Q2, CancellationToken.None));
        Assert.Equal([(Stage.Release, T0)], (await Reports.StagesAsync(Q2, CancellationToken.None)).Select(s => (s.Key, s.Value)));
        Assert.Empty(await Reports.PublishedAsync(new Quarter(2026, 3), CancellationToken.None));
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> pages)
    {
        var list = new List<T>();
        await foreach (var page in pages) list.Add(page);
        return list;
    }

    private async Task ReviewAsync(string crn, ReleaseOutcomes? outcomes, Instant? at = null, params (string Key, Severity Severity)[] alerts)
    {
        var id = new ReleaseId($"{crn}-20260602");
        if (await _ports.Cases.FindAsync(id, CancellationToken.None) is null) await _ports.Cases.RegisterAsync(Case(crn));
        IReadOnlyList<Alert> shown = [.. alerts.Select(a => Alert(id, a.Key, severity: a.Severity))];
        await _ports.Cases.UpdateAsync([id], r => Reviewed(r, shown, at: at) is var u ? u with { Reviewed = u.Reviewed! with { Outcomes = outcomes } } : null, CancellationToken.None);
    }

    private Task RecallAsync(string crn, string recallId, Instant at, int status = 0, string region = "wales", bool warned = false) =>
        _database.WriteAsync(s => s.Run(AddRecall, $"{crn}-20260602", recallId, at.Seconds, status, region, warned ? 30 : null), CancellationToken.None);

    private Task RunAsync(string sql) => _database.WriteAsync(s => s.Run(sql), CancellationToken.None);
}
