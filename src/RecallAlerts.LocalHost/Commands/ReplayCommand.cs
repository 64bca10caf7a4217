using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>replay: plays lines in virtual time from an empty store and writes the history of alerts and messages.</summary>
public static class ReplayCommand
{
    /// <summary>Plays a file; answers the exit code: 1 when a line or act was refused.</summary>
    public static async Task<int> RunAsync(string file, Instant? until, string folder, Setting setting, TextWriter errors, CancellationToken cancellation)
    {
        var lines = new List<PlayLine>();
        var refusedLines = 0;
        void Refuse(int number, string reason)
        {
            refusedLines++;
            errors.WriteLine($"line {number}: {reason}");
        }

        await using var input = Input.Open(file);
        await foreach (var line in Lines.ReadAsync(input, Lines.Longest, cancellation))
        {
            var (play, problem) = PlayLine.Read(line.Number, line.Bytes);
            if (play is not null) lines.Add(play);
            else Refuse(line.Number, line.IsTooLong ? "is over 64 KiB" : $"{problem!.Field} {problem.Reason}");
        }

        await using var services = new Services(SqliteDatabase.OpenInMemory(), setting, cachedCases: 200_000);
        var player = new Player(services.Record, services.Acts, services.Step, static _ => { });
        await player.PlayAsync(lines, until, Refuse, null, cancellation);
        await WriteAsync(services.Queries, folder, cancellation);
        return refusedLines == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static async Task WriteAsync(ICaseQueries queries, string folder, CancellationToken cancellation)
    {
        System.IO.Directory.CreateDirectory(folder);
        await using (var alerts = File.Create(Path.Combine(folder, "alerts.jsonl")))
        {
            await foreach (var alert in queries.AllAlertsAsync(cancellation)) WriteLine(alerts, alert, HistoryWriter.Write);
        }

        await using var messages = File.Create(Path.Combine(folder, "messages.jsonl"));
        foreach (var message in await queries.AllMessagesAsync(cancellation)) WriteLine(messages, message, HistoryWriter.Write);
    }

    private static void WriteLine<T>(Stream stream, T item, Action<T, Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(stream)) write(item, writer);
        stream.WriteByte((byte)'\n');
    }
}

/// <summary>Where input comes from.</summary>
public static class Input
{
    /// <summary>A file, or standard input for "-".</summary>
    public static Stream Open(string file) => file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
}

/// <summary>What the program answers to the shell.</summary>
public static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Done, but some lines were refused, or something was found wrong.</summary>
    public const int SomeRefused = 1;

    /// <summary>Not done: the arguments, a file, the policy or the store cannot be used.</summary>
    public const int Failed = 2;
}
