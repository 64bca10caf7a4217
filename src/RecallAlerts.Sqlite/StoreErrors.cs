using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;

namespace RecallAlerts.Sqlite;

/// <summary>Turns errors of the database into problems that say what to do.</summary>
internal static class StoreErrors
{
    private const int Full = 13;
    private const int NotADatabase = 26;

    public static T Translate<T>(Func<T> job)
    {
        try
        {
            return job();
        }
        catch (SqliteException e)
        {
            throw Of(e);
        }
    }

    public static StoreException Of(SqliteException e) => e.SqliteErrorCode switch
    {
        Full => new StoreException(StoreProblem.DiskFull, "The disk is full; nothing of this was stored.", e),
        NotADatabase => new StoreException(StoreProblem.NotAStore, "The file is not a database.", e),
        _ => new StoreException(StoreProblem.Unavailable, $"The store cannot be used: {e.Message}", e),
    };
}
