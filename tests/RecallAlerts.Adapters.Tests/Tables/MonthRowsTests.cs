using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What the index says of recalls and releases: many rows, late rows, and rows made anew.</summary>
public sealed class MonthRowsTests : IAsyncLifetime
{
    private static readonly ExportScope All = ExportScope.Of(null, null, null);
    private static readonly Instant September = Instant.Parse("2026-09-02T09:00:00Z");

    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    private TableClient Index => Store.Tables.Overall;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Recalls_OverAThousandRows_ComeOnceInTheOrderOfWatchId()
    {
        var releases = Enumerable.Range(1, 1_150).Select(i => Release($"X{i:000000}")).ToArray();
        await PutAsync(releases.SelectMany((r, i) => Written(r, Row("R2"), Row("R1"), Row("R3").At(i % 10 == 0 ? September : T0))));
        var pages = await Store.One.Exports.RecallsAsync(All, None).ListAsync();
        var rows = pages.SelectMany(p => p).Select(r => (Watch: Key.WatchIdOf(new ReleaseId(r.ReleaseId)), r.RecallId)).ToArray();
        Assert.Equal(3_450, rows.Distinct().Count());
        Assert.Equal(rows.OrderBy(r => r.Watch, StringComparer.Ordinal).ThenBy(r => r.RecallId, StringComparer.Ordinal), rows);
        Assert.All(pages.SkipLast(1), page => Assert.InRange(page.Count, 1_000, 1_003));
        Assert.Equal(115, (await Store.One.Exports.RecallsAsync(ExportScope.Of(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 2), "wales"), None).ListAsync()).Sum(p => p.Count));
        Assert.Equal(3_450, (await Store.One.Recalls.FiguresAsync(None)).Count);
    }

    [Fact]
    public async Task Release_OfAnOlderVersionThatComesLate_HidesNothing()
    {
        await Store.One.Cases.ReviewAsync("X000001", Outcomes);
        var old = await RowsAsync("d|");
        await Store.One.Cases.ReviewAsync("X000001", Outcomes with { EndDay = 7 });
        Assert.Single(await RowsAsync("d|"));
        await PutAsync(old.Select(Requests.Put));
        Assert.Equal(7, (await Store.Another.Exports.ReleasesAsync(All, T0, None).ListAsync())[0].Single().Outcomes.EndDay);
        Assert.Equal(7, (await Store.Another.Reports.CohortAsync(new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1), None)).Single().Outcomes.EndDay);
        Assert.Equal(1, await Rebuild().RemoveOutdatedAsync(None));
        Assert.Equal(7, ReleaseOfMonth.Of(Assert.Single(await RowsAsync("d|"))).Outcomes!.EndDay);
    }

    [Fact]
    public async Task Recall_OfAnOlderVersionThatComesLate_HidesNothing()
    {
        await Store.One.Cases.RecallAsync();
        await Store.One.Recalls.DecideAsync(X1, Row());
        TableEntity[] old = [.. await RowsAsync("k|"), .. await RowsAsync("j|")];
        await Store.One.Recalls.DecideAsync(X1, Row().At(September).Unwarned());
        await PutAsync(old.Select(Requests.Put));
        Assert.Empty(await Store.Another.Exports.RecallsAsync(ExportScope.Of(new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1), null), None).ListAsync());
        Assert.Equal(September, Assert.Single((await Store.Another.Exports.RecallsAsync(All, None).ListAsync())[0]).RecalledAt);
        Assert.Null(Assert.Single(await Store.Another.Recalls.FiguresAsync(None)).LeadTimeHours);
        Assert.Equal(2, await Rebuild().RemoveOutdatedAsync(None));
        Assert.Equal(0, await Rebuild().RemoveOutdatedAsync(None));
        Assert.Equal(September, Assert.Single((await Store.Another.Exports.RecallsAsync(All, None).ListAsync())[0]).RecalledAt);
    }

    [Fact]
    public async Task Rebuild_OfAllRows_IsWhatTheCommitsLeft()
    {
        foreach (var n in Enumerable.Range(1, 4)) await Store.One.Cases.RecallAsync($"X00000{n}");
        await Store.One.Recalls.DecideAsync(Id(1), Row(), Row("R2").At(September));
        await Store.One.Recalls.DecideAsync(Id(1), Row() with { Answers = [OfMachine(), OfPerson("Words.")] }, Row("R2").At(September.PlusHours(1_000)));
        await Store.One.Recalls.DecideAsync(Id(2), Row() with { Status = RecallStatus.Withdrawn });
        await Store.One.Recalls.UpdateAsync([Id(3)], _ => new RecallUpdate([Row() with { HasNarrative = false }], ["e1"]), None);
        await Store.One.Recalls.DeleteNarrativesAsync(new NarrativeDays(1, new Dictionary<string, int>()), T0.PlusHours(48), 10, None);
        await Store.One.Cases.AppendAsync(Id(2), Recall("e2", "Another."));
        await Store.One.Cases.HoldAsync([("held", Recall("e1", "Waits."))], T0, None);
        await Store.One.Recalls.AnsweredByOtherAsync("none", 100, None);
        var before = await AllAsync();
        await PutAsync((await RowsOfRecallsAsync()).Select(r => Requests.Delete(r.PartitionKey, r.RowKey)));
        Assert.Equal(4, await Rebuild().RunAsync(None));
        Assert.Equal(before, await AllAsync());
        await Rebuild().RunAsync(None);
        Assert.Equal(before, await AllAsync());
        Assert.Equal([Id(4)], await Store.Another.Recalls.PendingAsync(10, None));
    }

    [Fact]
    public void Key_IsReadAsItWasWritten()
    {
        var key = new MonthKey('k', "2026-06", Key.WatchIdOf(X1), 0x1F);
        Assert.Equal(key, MonthKey.Of(key.RowKey));
        Assert.Equal(["2026-11", "2026-12", "2027-01"], MonthKey.Between(new DateOnly(2026, 11, 30), new DateOnly(2027, 1, 2)));
        Assert.Equal(["2026-11"], MonthKey.Between(new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1)));
        Assert.Equal("2026-07", MonthKey.MonthOf(Instant.Parse("2026-06-30T23:00:00Z")));
    }

    private static ReleaseId Id(int n) => Release($"X00000{n}").Id;

    private static IEnumerable<TableTransactionAction> Written(Release release, params RecallRecord[] rows) => RecallIndex.After(Key.WatchIdOf(release.Id), release, 3, [], rows);

    private RebuildRecalls Rebuild() => new(Store.Tables, new NarrativeCipher(Secret), new NarrativeCipher(Secret, NarrativeCipher.Answers));

    private Task<List<TableEntity>> RowsAsync(string prefix) => Index.ReadAsync(Requests.Under(StoreTables.OverallPartition, prefix), None);

    private async Task<IReadOnlyList<TableEntity>> RowsOfRecallsAsync()
    {
        var rows = new List<TableEntity>();
        foreach (var kind in "jkmnqrv") rows.AddRange(await RowsAsync($"{kind}|"));
        return rows;
    }

    // A month that held recalls once is empty afterwards, or not there.
    private async Task<string[]> AllAsync() =>
    [
        .. (await RowsOfRecallsAsync()).Where(r => r.RowKey[0] != 'k' || RecallsOfMonth.Of(r).Recalls.Count > 0)
            .Select(r => $"{r.RowKey} {string.Join(' ', r.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))}"),
    ];

    private async Task PutAsync(IEnumerable<TableTransactionAction> rows)
    {
        foreach (var part in rows.Chunk(Requests.MostRows)) await Index.SubmitTransactionAsync(part);
    }
}
