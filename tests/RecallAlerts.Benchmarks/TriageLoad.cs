using System.Diagnostics;
using System.Text.Json;

namespace RecallAlerts.Benchmarks;

/// <summary>
/// Triage of the PDU with the most alerts at 100 requests a second for 20 seconds. Requests leave on time whether or not earlier ones came
/// back, and their time counts from when they left.
/// </summary>
internal static class TriageLoad
{
    private const int PerSecond = 100;
    private const int Seconds = 20;

    public static async Task RunAsync(ServedChild server)
    {
        await SettleAsync(server);
        var (pdu, alerts) = await BusiestAsync(server);
        await LoadAsync(server, $"/api/triage?pdu={pdu}", 3);
        var nothing = await LoadAsync(server, "/health/live", Seconds);
        var triage = await LoadAsync(server, $"/api/triage?pdu={pdu}", Seconds);
        Console.WriteLine($"triage of {pdu} ({alerts:N0} alerts that count), {PerSecond} requests/s: p50 {At(triage, 0.5):0.0} ms, p99 {At(triage, 0.99):0.0} ms, worst {triage[^1]:0.0} ms; health p99 {At(nothing, 0.99):0.0} ms, ratio {At(triage, 0.99) / At(nothing, 0.99):0.0}");
    }

    // What fell due while nobody served is decided first, as after any start.
    private static async Task SettleAsync(ServedChild server)
    {
        for (var i = 0; i < 600; i++)
        {
            using var proof = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/watch", UriKind.Relative)));
            if (proof.RootElement.GetProperty("unsentMessages").GetInt64() == 0 && proof.RootElement.GetProperty("isProven").GetBoolean()) return;
            await Task.Delay(500);
        }
    }

    private static async Task<(string Pdu, int Alerts)> BusiestAsync(ServedChild server)
    {
        var best = ("", 0);
        foreach (var pdu in LocalHost.Simulation.RegionMap.Load().Pdus.Select(p => p.Slug))
        {
            var alerts = 0;
            for (string? continuation = ""; continuation is not null;)
            {
                using var page = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri($"/api/triage?pdu={pdu}&continuation={Uri.EscapeDataString(continuation)}", UriKind.Relative)));
                alerts += page.RootElement.GetProperty("releases").EnumerateArray().Sum(r => r.GetProperty("terms").GetArrayLength());
                continuation = page.RootElement.GetProperty("continuation").GetString();
            }

            if (alerts > best.Item2) best = (pdu, alerts);
        }

        return best;
    }

    private static async Task<List<double>> LoadAsync(ServedChild server, string path, int seconds)
    {
        var (watch, requests) = (Stopwatch.StartNew(), new List<Task<double>>());
        for (var i = 0; i < PerSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            while (watch.Elapsed < due) await Task.Delay(1);
            requests.Add(AskAsync(server, path, due, watch));
        }

        var times = (await Task.WhenAll(requests)).ToList();
        times.Sort();
        return times;
    }

    // The timer of this process wakes late by up to some milliseconds, which is not the server's time: it counts from the sending.
    private static async Task<double> AskAsync(ServedChild server, string path, TimeSpan due, Stopwatch watch)
    {
        var sent = watch.Elapsed < due ? due : watch.Elapsed;
        await server.Client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        return (watch.Elapsed - sent).TotalMilliseconds;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
}
