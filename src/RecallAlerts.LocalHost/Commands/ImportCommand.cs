using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>import: records a file into the store and reviews what it touched.</summary>
public static class ImportCommand
{
    /// <summary>Imports a stream; answers the exit code: 1 when a line was refused.</summary>
    public static async Task<int> RunAsync(Stream input, string rejectedFile, Services services, TimeProvider time, Output output, CancellationToken cancellation)
    {
        Instant Now() => Instant.From(time.GetUtcNow());
        await using var rejected = new RejectedFile(rejectedFile);
        var import = new ImportLines(services.Record, services.Queries);
        var started = time.GetTimestamp();
        using var progress = output.Progress("Importing", "lines");
        var counts = await import.RunAsync(input, Now, null, rejected.Add, c => progress.Report(c.Lines), cancellation);
        await services.Database.FlushAsync(cancellation);
        await services.Step.RunAsync(Now(), cancellation);
        await services.Database.FlushAsync(cancellation);
        progress.Dispose();
        Tell(counts, time.GetElapsedTime(started), rejected, output);
        return counts.Rejected == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static void Tell(ImportCounts counts, TimeSpan took, RejectedFile rejected, Output output)
    {
        var seconds = Math.Max(took.TotalSeconds, 0.001);
        output.Answer(
            new
            {
                lines = counts.Lines, accepted = counts.Accepted, duplicates = counts.Duplicates, held = counts.Held, rejected = counts.Rejected,
                seconds = Math.Round(seconds, 1), linesPerSecond = (long)(counts.Lines / seconds), rejectedFile = counts.Rejected > 0 ? rejected.Path : null,
            },
            $"{counts.Lines:N0} lines: {counts.Accepted:N0} accepted, {counts.Duplicates:N0} known already, {counts.Held:N0} held, {counts.Rejected:N0} rejected" +
            $" ({seconds:N1} s with reviews, {counts.Lines / seconds:N0} lines a second)" + (counts.Rejected > 0 ? $"\nRejected lines: {rejected.Path}" : ""));
    }
}

/// <summary>The file of rejected lines: number, problem, field and reason, never the line itself. Made when the first is refused.</summary>
public sealed class RejectedFile(string path) : IAsyncDisposable
{
    private StreamWriter? _writer;

    public string Path { get; } = path;

    public void Add(RejectedLine line)
    {
        _writer ??= new StreamWriter(Path);
        _writer.WriteLine(JsonSerializer.Serialize(
            new { line = line.Number, problem = Api.Problems.NameOf(line.Problem.Type), field = line.Problem.Field, reason = line.Problem.Reason }));
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync();
    }
}
