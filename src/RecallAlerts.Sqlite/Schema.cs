using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Sqlite;

/// <summary>Brings a database file to the schema of this program, by numbered migrations, each in a transaction of its own.</summary>
internal static class Schema
{
    private const int ApplicationId = 0x5241_4C52;
    private const int NotADatabase = 26;

    private static readonly string[] Migrations =
        [.. typeof(Schema).Assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The schema that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Reads the version of a store; changes nothing.</summary>
    /// <exception cref="StoreException">It is no store, or one of a newer program.</exception>
    public static int Check(Session session, string path)
    {
        var version = ReadVersion(session, path);
        if (version <= Version) return version;
        throw new StoreException(StoreProblem.NewerThanProgram, $"{path} was written by a newer version (schema {version}; this program knows {Version}).");
    }

    public static void Bring(Session session, string path, int? onlyTo = null)
    {
        for (var next = Check(session, path); next < (onlyTo ?? Version); next++)
        {
            session.Script("BEGIN EXCLUSIVE");
            // Another program may have been first while this one waited.
            var isDone = session.Value<long>("PRAGMA user_version") > next;
            if (!isDone) session.Script($"{Read(Migrations[next])}; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {next + 1}");
            session.Script("COMMIT");
        }
    }

    private static int ReadVersion(Session session, string path)
    {
        try
        {
            // In this order: another program may make the store meanwhile.
            var isEmpty = session.Value<long>("SELECT count(*) FROM sqlite_schema") == 0;
            var (application, version) = ((int)session.Value<long>("PRAGMA application_id"), (int)session.Value<long>("PRAGMA user_version"));
            if (application == ApplicationId || (isEmpty && application == 0)) return version;
            throw new StoreException(StoreProblem.NotAStore, $"{path} is a database of another program.");
        }
        catch (SqliteException e) when (e.SqliteErrorCode == NotADatabase)
        {
            throw new StoreException(StoreProblem.NotAStore, $"{path} is not a database.", e);
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Schema).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
