using System.Diagnostics;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.Benchmarks;

/// <summary>
/// What the program does as it is used, each beside a baseline of the same run: import beside putting the bare lines into SQLite, play beside
/// that import, triage beside the cheapest answer of the same server, start beside a process of the same runtime that does nothing.
/// </summary>
internal static class Scenarios
{
    private const int StoreReleases = 100_000;
    private const int PlayedReleases = 10_000;
    private static readonly DateOnly StoreFrom = new(2026, 6, 1);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("recall-alerts-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "cohort.ndjson");
            var lines = Simulate(file, StoreReleases, StoreFrom, days: 50);
            Console.WriteLine($"cohort: {StoreReleases:N0} releases, {lines:N0} lines, {new FileInfo(file).Length / 1_000_000:N0} MB");
            await ImportAsync(folder, file, lines);
            await StartAndTriageAsync(Path.Combine(folder, $"data-{int.MaxValue}"));
            await PlayAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ImportAsync(string folder, string file, long lines)
    {
        var baseline = BareInsert.Run(Path.Combine(folder, "bare.db"), file);
        foreach (var most in new[] { 1_000_000, int.MaxValue })
        {
            var part = most == int.MaxValue ? file : Head(file, Path.Combine(folder, "head.ndjson"), most);
            var data = Path.Combine(folder, $"data-{most}");
            var run = await Child.RunAsync("import", part, "--data", data, "--json", "--clock-from", "2026-07-21T10:00:00Z");
            var n = Math.Min(most, lines);
            Console.WriteLine($"import of {n:N0} lines with reviews: {n / run.Took.TotalSeconds:N0} lines/s, {run.PeakMegabytes:N0} MB resident; bare insert {baseline:N0} lines/s, ratio {n / run.Took.TotalSeconds / baseline:0.00}");
        }
    }

    public static async Task StartAndTriageAsync(string data)
    {
        var nothing = (await Child.RunAsync("--version")).Took;
        var ready = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            using var server = await ServedChild.StartAsync(data, "2026-07-21T10:00:00Z");
            ready.Add(server.ReadyAfter.TotalSeconds);
        }

        ready.Sort();
        Console.WriteLine($"start until ready with {StoreReleases:N0} releases: median {ready[2]:0.00} s, worst {ready[^1]:0.00} s; the same program that only says its version {nothing.TotalSeconds:0.00} s, ratio {ready[2] / nothing.TotalSeconds:0.0}");
        using var serving = await ServedChild.StartAsync(data, "2026-07-21T10:00:00Z");
        await TriageLoad.RunAsync(serving);
    }

    private static async Task PlayAsync(string folder)
    {
        var file = Path.Combine(folder, "played.ndjson");
        var lines = Simulate(file, PlayedReleases, StoreFrom, days: 1);
        var import = await Child.RunAsync("import", file, "--data", Path.Combine(folder, "played"), "--json", "--clock-from", "2026-06-30T10:00:00Z");
        var until = LondonTime.StartOf(StoreFrom.AddDays(29));
        var play = await Child.RunAsync("replay", file, "--until", until.ToString(), "--out", Path.Combine(folder, "history"));
        Console.WriteLine($"{PlayedReleases:N0} releases ({lines:N0} lines) through 28 days in virtual time: {play.Took.TotalSeconds:N1} s, {play.PeakMegabytes:N0} MB resident; import of the same {import.Took.TotalSeconds:N1} s, ratio {play.Took / import.Took:0.0}");
    }

    private static long Simulate(string file, int releases, DateOnly from, int days)
    {
        long lines = 0;
        using var stream = File.Create(file);
        var events = Cohort.Generate(new CohortOptions(releases, Seed: 1, from, days), RegionMap.Load(), BankHolidays.Default).Select(e =>
        {
            lines++;
            return e;
        });
        CohortWriter.Write(stream, events, CancellationToken.None);
        return lines;
    }

    private static string Head(string file, string head, int lines)
    {
        File.WriteAllLines(head, File.ReadLines(file).Take(lines));
        return head;
    }
}
