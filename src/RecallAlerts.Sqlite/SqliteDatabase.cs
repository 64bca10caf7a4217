using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Sqlite;

/// <summary>How a database is used.</summary>
public enum SqliteUse
{
    /// <summary>Several readers beside one writer; a commit is on the disk before it is acknowledged.</summary>
    Serving,

    /// <summary>One caller at a time, for playing and importing: many writes share a commit, and <see cref="SqliteDatabase.FlushAsync"/> makes them last.</summary>
    Alone,
}

/// <summary>A SQLite file with its one writer. Every write is a transaction; concurrent writes share a commit.</summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly IWriter _writer;
    private readonly Func<Session> _openReader;
    private readonly System.Collections.Concurrent.ConcurrentBag<Session> _readers = [];

    private SqliteDatabase(IWriter writer, Func<Session> openReader) => (_writer, _openReader) = (writer, openReader);

    /// <summary>Opens or creates a database file and brings it to the schema of this program.</summary>
    /// <exception cref="StoreException">The file cannot be used; the problem says why.</exception>
    public static SqliteDatabase Open(string path, SqliteUse use)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var serving = use == SqliteUse.Serving;
        return StoreErrors.Translate(() =>
        {
            var session = Connect(path, serving ? "FULL" : "NORMAL", isFirst: true);
            IWriter writer = serving ? new GroupCommitWriter(session) : new AloneWriter(session);
            return new SqliteDatabase(writer, () => Connect(path, "NORMAL"));
        });
    }

    /// <summary>Opens a database that is nowhere on disk and ends with the program.</summary>
    public static SqliteDatabase OpenInMemory()
    {
        var session = Connect(":memory:", "OFF", isFirst: true);
        return new SqliteDatabase(new AloneWriter(session), () => throw new InvalidOperationException("There is one connection only."));
    }

    /// <summary>Makes all writes so far last.</summary>
    public Task FlushAsync(CancellationToken cancellation) => _writer.FlushAsync(cancellation);

    /// <summary>
    /// Writes the file anew without what was deleted, and empties the write-ahead log: of what is gone no byte is left. Takes about as long as copying the file, and
    /// writes wait for it. The log is emptied as soon as no other program reads.
    /// </summary>
    /// <exception cref="StoreException">Others read for longer than half a minute: what is deleted may still be in the log.</exception>
    public Task CompactAsync(CancellationToken cancellation) => _writer.RunAloneAsync(
        s =>
        {
            s.Script("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY");
            return s.Value<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0 ? true : throw new StoreException(StoreProblem.Unavailable, "The log could not be emptied, because others read; run it again.");
        },
        cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        foreach (var reader in _readers) reader.Dispose();
    }

    internal Task<T> WriteAsync<T>(Func<Session, T> job, CancellationToken cancellation) => _writer.WriteAsync(job, cancellation);

    internal Task<T> ReadAsync<T>(Func<Session, T> job, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_writer is AloneWriter alone) return alone.ReadAsync(job);
        var reader = _readers.TryTake(out var idle) ? idle : StoreErrors.Translate(_openReader);
        try
        {
            return Task.FromResult(StoreErrors.Translate(() => ReadOneVersion(reader, job)));
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    // A commit between two statements must not give a case its new version without its new facts.
    private static T ReadOneVersion<T>(Session reader, Func<Session, T> job)
    {
        reader.Run("BEGIN");
        try
        {
            return job(reader);
        }
        finally
        {
            reader.Run("COMMIT");
        }
    }

    // What is not a store of this program is told apart before anything is written to it: write-ahead logging stays in a file.
    private static Session Connect(string path, string synchronous, bool isFirst = false)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        var session = new Session(connection);
        try
        {
            session.Script("PRAGMA busy_timeout = 30000");
            if (isFirst) Schema.Check(session, path);
            session.Script($"PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY");
            if (isFirst) Schema.Bring(session, path);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
