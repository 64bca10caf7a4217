using RecallAlerts.Application.Cases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

/// <summary>A disk that is full, played by a limit of pages.</summary>
public sealed class DiskFullTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteUse.Serving)]
    [InlineData(SqliteUse.Alone)]
    public async Task DiskFull_StoresNothingByHalvesAndWorksAgainWithSpace(SqliteUse use)
    {
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        var cases = SqliteStores.PortsOf(database).Cases;
        await cases.RegisterAsync(Case());
        await database.FlushAsync(None);
        await SpaceAsync(database, pagesMore: 4);
        FactFor[] many = [.. Enumerable.Range(0, 500).Select(n => Fact($"e{n}").To(X1))];
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var error = await Assert.ThrowsAsync<StoreException>(() => cases.AppendAsync(many, T0, None));
            Assert.Equal(StoreProblem.DiskFull, error.Problem);
            Assert.Empty((await cases.GetAsync(X1)).History.Recorded);
            Assert.Equal(1, (await cases.GetAsync(X1)).Version);
        }

        await SpaceAsync(database, pagesMore: 10_000);
        Assert.All(await cases.AppendAsync(many, T0, None), a => Assert.Equal(Appended.Accepted, a));
        Assert.Equal(500, (await cases.GetAsync(X1)).History.Recorded.Count);
        Assert.Equal("ok", await database.ReadAsync(s => s.Value<string>("PRAGMA integrity_check"), None));
    }

    [Fact]
    public async Task DiskFull_AmongMany_AcknowledgesOnlyWhatLasts()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await SpaceAsync(database, pagesMore: 40);
        var text = new string('x', 2_000);
        var jobs = Enumerable.Range(0, 400).Select(n => Task.Run(() => database.WriteAsync(
            s => s.Run("INSERT INTO settings (name, value) VALUES (?1, ?2)", $"{n}", text), None))).ToArray();
        var (acknowledged, full) = (0, 0);
        foreach (var job in jobs)
        {
            try
            {
                acknowledged += await job;
            }
            catch (StoreException e) when (e.Problem == StoreProblem.DiskFull)
            {
                full++;
            }
        }

        Assert.Equal(400, acknowledged + full);
        Assert.True(full > 0);
        Assert.Equal(acknowledged, await CountAsync(database));
    }

    private static Task<long> CountAsync(SqliteDatabase database) => database.ReadAsync(s => s.Value<long>("SELECT count(*) FROM settings"), None);

    private static Task SpaceAsync(SqliteDatabase database, long pagesMore) => database.WriteAsync(
        s => s.Value<long>($"PRAGMA max_page_count = {s.Value<long>("PRAGMA page_count") + pagesMore}"), None);
}
