using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>simulate: writes a synthetic cohort.</summary>
public static class SimulateCommand
{
    /// <summary>The first day of release unless another is asked for.</summary>
    public static readonly DateOnly DefaultFrom = new(2026, 1, 5);

    /// <summary>Writes the cohort to a file or standard output.</summary>
    public static async Task<int> RunAsync(CohortOptions options, string file, Setting setting, Output output, CancellationToken cancellation)
    {
        if (options.Releases < 1 || options.Days < 1) throw new FormatException("--releases and --days must be 1 or more.");
        await using var stream = file == "-" ? Console.OpenStandardOutput() : File.Create(file);
        using var progress = output.Progress("Simulating", "lines");
        long lines = 0;
        var events = Cohort.Generate(options, RegionMap.Load(), setting.Calendar).Select(e =>
        {
            progress.Report(++lines);
            return e;
        });
        CohortWriter.Write(stream, events, cancellation);
        progress.Dispose();
        if (file != "-") output.Answer(new { releases = options.Releases, lines, file }, $"{options.Releases:N0} releases, {lines:N0} lines: {file}");
        return ExitCode.Done;
    }
}
