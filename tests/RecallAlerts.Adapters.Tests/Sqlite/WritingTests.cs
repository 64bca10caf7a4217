using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Adapters.Tests;

/// <summary>The one writer: commits that are shared.</summary>
public sealed class WritingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_ByManyAtOnce_IsAllAcknowledgedAndLasts()
    {
        var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => Task.Run(() => database.WriteAsync(s => Put(s, n), None))));
        Assert.Equal(Enumerable.Range(0, 1_000), results.Order());
        Assert.Equal(1_000, await CountElsewhereAsync());
        await database.DisposeAsync();
        Assert.Equal(1_000, await CountElsewhereAsync());
    }

    [Fact]
    public async Task Write_ThatIsAcknowledged_IsSeenByTheNextReadOfAnybody()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        for (var n = 1; n <= 20; n++)
        {
            await database.WriteAsync(s => Put(s, n), None);
            Assert.Equal(n, await CountAsync(database));
        }

        Assert.Equal(20, await CountElsewhereAsync());
    }

    [Fact]
    public async Task Write_ThatFailsAmongMany_UndoesOnlyItself()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var gate = new TaskCompletionSource();
        var blocking = database.WriteAsync(s => Waited(s, gate.Task), None);
        var jobs = Enumerable.Range(0, 100).Select(n => database.WriteAsync(s => n % 10 == 3 ? throw new InvalidOperationException($"{Put(s, n)}") : Put(s, n), None)).ToArray();
        gate.SetResult();
        await blocking;
        var failed = new List<string>();
        foreach (var job in jobs)
        {
            try
            {
                await job;
            }
            catch (InvalidOperationException e)
            {
                failed.Add(e.Message);
            }
        }

        Assert.Equal(["3", "13", "23", "33", "43", "53", "63", "73", "83", "93"], failed);
        Assert.Equal(90, await CountElsewhereAsync());
    }

    [Fact]
    public async Task Write_OfAFailingDatabase_FailsItsGroupAndTheNextWorks()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var error = await Assert.ThrowsAsync<StoreException>(() => database.WriteAsync(s => Put(s, 1) + s.Run("INSERT INTO settings (name, value) VALUES ('x', NULL)"), None));
        Assert.Equal(StoreProblem.Unavailable, error.Problem);
        Assert.Equal(0, await CountAsync(database));
        await database.WriteAsync(s => Put(s, 2), None);
        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task Write_AfterClosing_IsRefused()
    {
        var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await database.DisposeAsync();
        await Assert.ThrowsAsync<StoreException>(() => database.WriteAsync(s => Put(s, 1), None));
    }

    [Fact]
    public async Task Close_WithWritesUnderWay_EndsThemFirst()
    {
        var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var jobs = Enumerable.Range(0, 200).Select(n => database.WriteAsync(s => Put(s, n), None)).ToArray();
        await database.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 200), await Task.WhenAll(jobs));
        Assert.Equal(200, await CountElsewhereAsync());
    }

    [Fact]
    public async Task Write_Cancelled_IsNotBegun()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.WriteAsync(s => Put(s, 1), new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ReadAsync(s => 1, new CancellationToken(canceled: true)));
        Assert.Equal(0, await CountAsync(database));
    }

    [Fact]
    public async Task Alone_Flushed_LastsAndUnflushedIsKeptAtTheEnd()
    {
        await using (var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Alone))
        {
            await database.WriteAsync(s => Put(s, 1), None);
            Assert.Equal(0, await CountElsewhereAsync());
            await database.FlushAsync(None);
            Assert.Equal(1, await CountElsewhereAsync());
            await database.WriteAsync(s => Put(s, 2), None);
        }

        Assert.Equal(2, await CountElsewhereAsync());
    }

    [Fact]
    public async Task Alone_Failed_UndoesAllSinceTheLastFlush()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Alone);
        await database.WriteAsync(s => Put(s, 1), None);
        await database.FlushAsync(None);
        await database.WriteAsync(s => Put(s, 2), None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(_ => throw new InvalidOperationException("no"), None));
        Assert.Equal(1, await CountAsync(database));
        await database.WriteAsync(s => Put(s, 3), None);
        Assert.Equal(2, await CountAsync(database));
    }

    private static int Put(Session s, int n)
    {
        s.Run("INSERT INTO settings (name, value) VALUES (?1, 'x')", $"{n}");
        return n;
    }

    private static int Waited(Session s, Task gate)
    {
        gate.Wait();
        return s.Run("DELETE FROM settings");
    }

    private static Task<long> CountAsync(SqliteDatabase database) => database.ReadAsync(s => s.Value<long>("SELECT count(*) FROM settings"), None);

    private async Task<long> CountElsewhereAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Database, Pooling = false }.ToString());
        await connection.OpenAsync();
        using var session = new Session(connection);
        return session.Value<long>("SELECT count(*) FROM settings");
    }
}
