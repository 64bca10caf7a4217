using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Sending;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>What the demo makes.</summary>
/// <param name="Releases">Releases in the cohort.</param>
/// <param name="Seed">Same seed, same cohort.</param>
/// <param name="Days">Days to play.</param>
/// <param name="Serves">Whether the result is served afterwards.</param>
/// <param name="Port">On which port.</param>
public sealed record DemoOptions(int Releases, int Seed, int Days, bool Serves, int Port)
{
    /// <summary>Whether calls of this machine without a token are taken.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>demo: makes a cohort, plays it in virtual time through the same use cases, prints what was found, then serves the result.</summary>
public static class DemoCommand
{
    private static readonly DateOnly From = new(2026, 6, 1);
    private const int FewPdus = 12;
    private const int Hour = 10;

    /// <summary>Plays and shows; serves until stopped.</summary>
    public static async Task<int> RunAsync(DemoOptions options, Setting setting, Output output, CancellationToken cancellation)
    {
        if (options.Releases < 1 || options.Days < 1) throw new FormatException("--releases and --days must be 1 or more.");
        var folder = System.IO.Directory.CreateTempSubdirectory("recall-alerts-demo-");
        try
        {
            var played = setting with { Secret = PlayedInMemory.Secret };
            var data = new DataFolder(folder.FullName);
            data.Keep(played.Secret);
            var end = await PlayAsync(options, played, data, output, cancellation);
            if (!options.Serves) return ExitCode.Done;
            var store = new ServedStore(data, played with { Directory = new RolesOnlyDirectory() }, SendingOptions.Default with { File = data.Messages })
            {
                IsOpen = options.IsOpen, Limits = new RequestLimits(), TokenTime = TimeProvider.System,
            };
            return await ServeCommand.RunAsync(store, options.Port, new VirtualTime(end), cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Instant> PlayAsync(DemoOptions options, Setting setting, DataFolder data, Output output, CancellationToken cancellation)
    {
        await using var services = new Services(SqliteDatabase.Open(data.Database, SqliteUse.Alone), setting, cachedCases: 50_000);
        var clock = new VirtualTime(LondonTime.StartOf(From));
        var until = EndOf(options.Days, setting.Calendar);
        var lines = LinesOf(options, setting);
        using var progress = output.Progress("Playing", "instants");
        long instants = 0;
        var player = new Player(services.Record, services.Acts, services.Step, clock.MoveTo);
        var started = TimeProvider.System.GetTimestamp();
        var result = await player.PlayAsync(lines, until, Tell, at => progress.Report(++instants, at.ToString()), cancellation);
        await services.Database.FlushAsync(cancellation);
        progress.Dispose();
        await DemoReport.WriteAsync(services, options, result, TimeProvider.System.GetElapsedTime(started), until, output, cancellation);
        return until;
    }

    // At ten on a working day: at midnight nobody is there, and what may be put off for how long shows nothing.
    private static Instant EndOf(int days, WorkingCalendar calendar)
    {
        var day = From.AddDays(days);
        while (!calendar.IsWorkingDay(day)) day = day.AddDays(1);
        return LondonTime.At(day, Hour);
    }

    private static void Tell(int line, string reason) => Output.Error($"line {line}: {reason}");

    /// <summary>The lines of the cohort, in the order in which they are played.</summary>
    public static List<PlayLine> LinesOf(DemoOptions options, Setting setting)
    {
        // Two thirds of the time for releases, so that the last ones too are seen for some weeks.
        var cohort = new CohortOptions(options.Releases, options.Seed, From, Math.Max(1, options.Days * 2 / 3), options.Releases < 1_000 ? FewPdus : null);
        var lines = new List<PlayLine>(options.Releases * 28);
        foreach (var e in Cohort.Generate(cohort, RegionMap.Load(), setting.Calendar))
        {
            using var stream = new MemoryStream(512);
            CohortWriter.Write(stream, [e], CancellationToken.None);
            lines.Add(new PlayLine(e.RecordedAt, lines.Count + 1, stream.ToArray().AsMemory(0, (int)stream.Length - 1)));
        }

        return lines;
    }
}
