using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace RecallAlerts.Benchmarks;

/// <summary>The baseline of import: the bare lines into one table, a thousand a transaction.</summary>
internal static class BareInsert
{
    private const int Together = 1_000;
    private const int Lines = 1_000_000;

    /// <summary>Lines a second.</summary>
    public static double Run(string database, string file)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = NORMAL");
        Execute(connection, "CREATE TABLE lines (no INTEGER PRIMARY KEY, line TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO lines (line) VALUES ($line)";
        var line = insert.Parameters.Add("$line", SqliteType.Text);
        var (watch, n) = (Stopwatch.StartNew(), 0);
        Execute(connection, "BEGIN");
        foreach (var text in File.ReadLines(file).Take(Lines))
        {
            line.Value = text;
            insert.ExecuteNonQuery();
            if (++n % Together == 0) Execute(connection, "COMMIT; BEGIN");
        }

        Execute(connection, "COMMIT");
        return n / watch.Elapsed.TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
