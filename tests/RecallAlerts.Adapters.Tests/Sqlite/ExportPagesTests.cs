using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reports;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests;

// What is SQLite's own of exports and reports: the size of its pages, and what its migrations leave to be done.
public sealed class ExportPagesTests : IAsyncLifetime, IDisposable
{
    private static readonly Quarter Q2 = new(2026, 2);
    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly Ports _ports;

    public ExportPagesTests()
    {
        _database = SqliteDatabase.Open(_folder.Database, SqliteUse.Alone);
        _ports = SqliteStores.PortsOf(_database);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recalls_OverSeveralPages_ComeOnceInTheOrderOfWatchId()
    {
        for (var i = 1; i <= 700; i++)
        {
            await _ports.Cases.ReviewAsync($"X{i:000000}", Outcomes);
            await _ports.Recalls.AddAsync($"X{i:000000}", [.. new[] { "R2", "R1", "R3" }.Select(id => Row(id).At(T0.PlusSeconds(i)))]);
        }

        var pages = await _ports.Exports.RecallsAsync(ExportScope.Of(null, null, null), CancellationToken.None).ListAsync();
        var rows = pages.SelectMany(p => p).Select(r => (Watch: Key.WatchIdOf(new ReleaseId(r.ReleaseId)), r.RecallId)).ToArray();
        Assert.Equal(3, pages.Count);
        Assert.Equal(2_100, rows.Distinct().Count());
        Assert.Equal(rows.OrderBy(r => r.Watch, StringComparer.Ordinal).ThenBy(r => r.RecallId, StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task WithoutOutcomes_AreReleasesOfAnOlderProgramUntilTheyAreReviewed()
    {
        await _ports.Cases.ReviewAsync("X000001", null);
        Assert.Empty(await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
        await _database.WriteAsync(s => s.Run("UPDATE releases SET without_outcomes = 1"), CancellationToken.None);
        Assert.Equal([X1], await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
        Assert.False(await SettledAsync());
        await _ports.Cases.ReviewAsync("X000001", Outcomes);
        Assert.Empty(await _ports.Cases.WithoutOutcomesAsync(10, CancellationToken.None));
        Assert.True(await SettledAsync());
    }

    private Task<bool> SettledAsync() => _ports.Reports.IsSettledAsync(LondonTime.StartOf(Q2.From), LondonTime.StartOf(Q2.Before), CancellationToken.None);
}
