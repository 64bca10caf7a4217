using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests;

/// <summary>How the contract is run on SQLite.</summary>
public enum Kind
{
    InMemory,
    FileAlone,
    FileServing,
}

/// <summary>A folder that is gone after the test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recall-alerts-store-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string Database => File("store.db");

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>
/// SQLite for the contract. Two programs that serve have two databases open on one file; what is alone is shared by two stores with
/// caches of their own.
/// </summary>
internal sealed class SqliteStores : IStoreUnderTest
{
    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _one;
    private readonly SqliteDatabase _another;

    private SqliteStores(Kind kind, int cached)
    {
        _one = kind == Kind.InMemory ? SqliteDatabase.OpenInMemory() : SqliteDatabase.Open(_folder.Database, kind == Kind.FileAlone ? SqliteUse.Alone : SqliteUse.Serving);
        _another = kind == Kind.FileServing ? SqliteDatabase.Open(_folder.Database, SqliteUse.Serving) : _one;
        (One, Another) = (PortsOf(_one, cached), PortsOf(_another, cached, writer: "another"));
    }

    public Ports One { get; }

    public Ports Another { get; }

    public static IStoreUnderTest Open(Kind kind, int cached = 1_000) => new SqliteStores(kind, cached);

    public static Task<IStoreUnderTest> OpenAsync(Kind kind) => Task.FromResult(Open(kind));

    public static Ports PortsOf(SqliteDatabase database, int cached = 1_000, byte[]? secret = null, string writer = "one")
    {
        var (cache, narratives, words) = (new CaseCache(cached), new NarrativeCipher(secret ?? Given.Secret), new NarrativeCipher(secret ?? Given.Secret, NarrativeCipher.Answers));
        return new Ports(
            new SqliteCaseStore(database, narratives, cache, Given.Key), new SqliteMessageStore(database, Given.Key, cache), new SqliteQueries(database),
            new SqliteRecallStore(database, narratives, words, cache), new SqliteExports(database), new SqliteReports(database))
        {
            People = new SqlitePeopleStore(database, Given.Key, narratives, new NarrativeCipher(secret ?? Given.Secret, NarrativeCipher.Envelopes), cache),
            Audit = new SqliteAuditLog(database, writer),
            Envelopes = new SqliteHeldEnvelopes(database, new NarrativeCipher(secret ?? Given.Secret, NarrativeCipher.Envelopes)),
            Absences = new SqliteAbsences(database),
            Operations = new SqliteOperations(database),
            Timelines = new SqliteTimelines(database),
        };
    }

    public Task FlushAsync() => _one.FlushAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        if (_another != _one) await _another.DisposeAsync();
        _folder.Dispose();
    }
}
