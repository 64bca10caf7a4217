using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>import, into the local database or into a running server.</summary>
public static class ImportVerb
{
    /// <summary>Imports a file.</summary>
    public static async Task<int> RunAsync(
        string file, string? server, string? token, string rejectedFile, DataFolder folder, Func<Setting> setting, TimeProvider time, Output output, CancellationToken cancellation)
    {
        await using var input = Input.Open(file);
        if (server is not null) return await RemoteImport.RunAsync(input, new Uri(server), token, rejectedFile, output, cancellation);
        await using var services = new Services(SqliteDatabase.Open(folder.Database, SqliteUse.Alone), setting() with { Secret = folder.Secret() });
        return await ImportCommand.RunAsync(input, rejectedFile, services, time, output, cancellation);
    }
}
