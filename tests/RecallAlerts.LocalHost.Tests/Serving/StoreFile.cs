using Microsoft.Data.Sqlite;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>The SQLite file of a server, looked at from outside.</summary>
/// <param name="path">The file.</param>
internal sealed class StoreFile(string path)
{
    private const string OfCases =
        "SELECT (SELECT count(*) FROM releases) || ' releases, ' || (SELECT count(*) FROM facts) || ' facts, ' || (SELECT count(*) FROM held) || ' held, ' || " +
        "(SELECT count(*) FROM alert_changes) || ' changes'";

    /// <summary>How much is stored about people.</summary>
    public string Stored() => (string)Value(OfCases)!;

    public long Count(string sql, params object[] values) => (long)Value(sql, values)!;

    public string? Text(string sql, params object[] values) => Value(sql, values) as string;

    /// <summary>The last row of what was refused, as type and problem.</summary>
    public string? LastRefused() => Text("SELECT type || ' ' || problem FROM refused ORDER BY id DESC LIMIT 1");

    private object? Value(string sql, params object[] values)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command.ExecuteScalar();
    }
}
