using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Open_WrittenAtAnOlderSchema_UpgradesWithDataIntact(int version)
    {
        using (var old = Session())
        {
            Schema.Bring(old, "old", version);
            Assert.Equal(version, old.Value<long>("PRAGMA user_version"));
            WriteRows(old, version);
        }

        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var ports = SqliteStores.PortsOf(database);
        var record = await ports.Cases.GetAsync(X1);
        Assert.Equal(["e1"], record.History.Recorded.Select(f => f.EventId));
        Assert.Equal("k", Assert.Single(record.Alerts).Key);
        Assert.Equal((T0, 5, "v1"), (record.RegisteredAt, record.Version, record.ReviewedUnder));
        Assert.Equal(T0, await ports.Messages.WeekendListsThroughAsync(CancellationToken.None));
        var listed = Assert.Single(await ports.Queries.InboxAsync(new Application.Queries.InboxFilter { For = Domain.Access.Viewer.OfAll }, CancellationToken.None));
        Assert.Equal((null, false), (listed.Release.MappaLevel, listed.Release.ChildProtection));
        if (version >= 2) Assert.Equal("m1", Assert.Single(await ports.Queries.AllMessagesAsync(CancellationToken.None)).Outbox.MessageId);
        Assert.Equal(Schema.Version, await database.ReadAsync(s => s.Value<long>("PRAGMA user_version"), CancellationToken.None));
        await ports.Cases.ReviewAsync(X1, record.Alerts, T0.PlusHours(1));
        Assert.Equal(2, (await ports.Queries.InboxAsync(new Application.Queries.InboxFilter { For = Domain.Access.Viewer.OfAll }, CancellationToken.None))[0].Release.MappaLevel);
    }

    [Fact]
    public async Task Open_AgainAtTheSameSchema_ChangesNothing()
    {
        await using (var first = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving)) await SqliteStores.PortsOf(first).Cases.RegisterAsync(Case());
        await using var second = SqliteDatabase.Open(_folder.Database, SqliteUse.Alone);
        Assert.NotNull(await SqliteStores.PortsOf(second).Cases.FindAsync(X1, CancellationToken.None));
    }

    [Fact]
    public void Open_WrittenByANewerProgram_IsRefusedAndLeftAsItIs()
    {
        using (var newer = Session())
        {
            Schema.Bring(newer, "newer");
            newer.Script($"PRAGMA user_version = {Schema.Version + 1}");
        }

        Refused(StoreProblem.NewerThanProgram, $"schema {Schema.Version + 1}");
        using var after = Session();
        Assert.Equal(Schema.Version + 1, after.Value<long>("PRAGMA user_version"));
    }

    [Theory]
    [InlineData("This is a text that somebody wrote, and it is long enough to be taken for a header of a database file, is it not?")]
    [InlineData("no")]
    public void Open_OfATextFile_IsNotAStoreAndLeftAsItIs(string text)
    {
        File.WriteAllText(_folder.Database, text);
        Refused(StoreProblem.NotAStore, _folder.Database);
        Assert.Equal(text, File.ReadAllText(_folder.Database));
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (id INTEGER PRIMARY KEY)")]
    [InlineData("CREATE TABLE theirs (id INTEGER PRIMARY KEY); PRAGMA application_id = 7")]
    [InlineData("CREATE TABLE theirs (id INTEGER PRIMARY KEY); PRAGMA user_version = 2")]
    [InlineData("PRAGMA application_id = 7; VACUUM")]
    public void Open_OfAnotherProgramsDatabase_IsNotAStoreAndLeftAsItIs(string script)
    {
        using (var theirs = Session()) theirs.Script(script);
        var before = File.ReadAllBytes(_folder.Database);
        Refused(StoreProblem.NotAStore, "another program");
        Assert.Equal(before, File.ReadAllBytes(_folder.Database));
        Assert.Equal([_folder.Database], Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!));
    }

    [Theory]
    [InlineData(SqliteUse.Alone)]
    [InlineData(SqliteUse.Serving)]
    public async Task Open_OfAnEmptyFile_IsANewStore(SqliteUse use)
    {
        File.WriteAllBytes(_folder.Database, []);
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        Assert.Null(await SqliteStores.PortsOf(database).Cases.FindAsync(X1, CancellationToken.None));
    }

    [Fact]
    public async Task Open_InAFolderThatIsNotThere_MakesIt()
    {
        await using var database = SqliteDatabase.Open(_folder.File("deep/er/store.db"), SqliteUse.Alone);
        Assert.True(File.Exists(_folder.File("deep/er/store.db")));
    }

    [Fact]
    public void Open_OfAFolder_IsUnavailable()
    {
        Directory.CreateDirectory(_folder.Database);
        Refused(StoreProblem.Unavailable, "");
    }

    [Fact]
    public async Task Open_OfANewStoreBySeveralAtOnce_IsOneStore()
    {
        using var together = new Barrier(8);
        for (var round = 0; round < 10; round++)
        {
            var path = _folder.File($"{round}.db");
            var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => OpenWith(together, path), TaskCreationOptions.LongRunning)));
            foreach (var (database, n) in databases.Select((d, n) => (d, n))) await SqliteStores.PortsOf(database).Cases.RegisterAsync(Case($"X00000{n}"));
            Assert.Equal(8, (await SqliteStores.PortsOf(databases[0]).Cases.DueAsync(T0, 10, CancellationToken.None)).Count);
            foreach (var database in databases) await database.DisposeAsync();
        }
    }

    [Fact]
    public void Bring_BeatenByAnotherProgram_GoesOnFromThere()
    {
        using var connection = Connect();
        using var late = new Session(connection);
        var isBeaten = false;
        SQLitePCL.raw.sqlite3_trace(connection.Handle, (_, sql) =>
        {
            if (isBeaten || sql != "BEGIN EXCLUSIVE") return;
            isBeaten = true;
            using var other = Session();
            Schema.Bring(other, "other");
        }, null);
        Schema.Bring(late, "late");
        Assert.True(isBeaten);
        Assert.Equal(Schema.Version, late.Value<long>("PRAGMA user_version"));
    }

    [Theory]
    [InlineData(SqliteUse.Serving, 2)]
    [InlineData(SqliteUse.Alone, 1)]
    public async Task Open_File_WritesAheadAndIsAsLastingAsItsUse(SqliteUse use, long synchronous)
    {
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        var pragmas = await database.WriteAsync(s => (s.Value<string>("PRAGMA journal_mode"), s.Value<long>("PRAGMA synchronous")), CancellationToken.None);
        Assert.Equal(("wal", synchronous), pragmas);
    }

    private void Refused(StoreProblem problem, string says)
    {
        foreach (var use in (SqliteUse[])[SqliteUse.Alone, SqliteUse.Serving])
        {
            var error = Assert.Throws<StoreException>(() => SqliteDatabase.Open(_folder.Database, use));
            Assert.Equal(problem, error.Problem);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    private static SqliteDatabase OpenWith(Barrier others, string path)
    {
        others.SignalAndWait();
        return SqliteDatabase.Open(path, SqliteUse.Serving);
    }

    private Session Session() => new(Connect());

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    // As a program of that schema wrote them: columns that came later are not named.
    private static void WriteRows(Session s, int version)
    {
        s.Run(
            "INSERT INTO releases (no, release_id, watch_id, crn, released_at, registered_at, body, version, reviewed_at, reviewed_under, state, region, pdu, practitioner, rosh) " +
            "VALUES (1, ?1, ?2, 'X000001', ?3, ?3, ?4, 5, ?3, 'v1', 1, 'wales', 'gwent', 'P1', 2)",
            X1.Value, Key.WatchIdOf(X1), T0.Seconds, Application.Intake.ReleaseWriter.Write(Release()));
        var fact = Fact("e1");
        s.Run(
            "INSERT INTO facts (release_no, event_key, content, type, event_id, occurred_at, recorded_at, data) VALUES (1, ?1, ?2, ?3, 'e1', ?4, ?4, '{}')",
            Application.Cases.RecordedFact.KeyOf("e1"), fact.Content, fact.Type, T0.Seconds);
        s.Run(
            "INSERT INTO alerts (release_no, alert_id, rule, key, since, status, severity, owner, opened_at, clock, duty_spo_reached, head_of_pdu_reached, backlog, " +
            "policy_version, pdu) VALUES (1, ?1, 10, 'k', ?2, 0, 0, 'practitioner:P1', ?2, ?2, 0, 0, 0, 'p1', 'gwent')", Alert(X1, "k").Id.Value, T0.Seconds);
        s.Run("INSERT INTO settings (name, value) VALUES ('weekend-lists-through', ?1)", T0.ToString());
        if (version < 2) return;
        s.Run(
            "INSERT INTO messages (message_id, at, audience, kind, alerts, releases, worst, pdus, next_try_at) VALUES ('m1', ?1, 'practitioner:P1', 1, ?2, '', 0, 'gwent', ?1)",
            T0.Seconds, Alert(X1, "k").Id.Value);
    }
}
