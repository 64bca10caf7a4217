using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Watching;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Playing;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>The metrics of the worked scenarios say what their histories say.</summary>
public sealed class PlayedMetricsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance", "replays");

    [Theory]
    [MemberData(nameof(ScenarioTests.Scenarios), MemberType = typeof(ScenarioTests))]
    public async Task Metrics_OfAScenario_CountWhatItsHistoryTells(string scenario)
    {
        await using var services = Host.InMemory();
        using var heard = new Heard(services.Instruments);
        var events = await PlayAsync(services, Path.Combine(Folder, scenario, "input.ndjson"));
        Assert.Equal(ChangesIn(scenario), Counted(heard, "recallalerts.alerts.changes", m => $"{m.Tag("change")} {m.Tag("rule")} {m.Tag("severity")} {m.Tag("closed")}"));
        Assert.Equal(MessagesIn(scenario), Counted(heard, "recallalerts.messages.decided", m => $"{m.Tag("kind")} {m.Tag("role")}"));
        Assert.Equal(events, heard.Sum("recallalerts.events.recorded", ("source", "play")));
        var dismissed = heard.Sum("recallalerts.alerts.changes", ("change", "Dismissed"));
        Assert.Equal(dismissed, heard.Sum("recallalerts.alerts.dismissed"));
        Assert.Equal(heard.Sum("recallalerts.reviews"), heard.Of("recallalerts.review.duration").Count());
        Assert.Equal(heard.Sum("recallalerts.messages.cancelled"), heard.Sum("recallalerts.tellings.decided", ("decision", "cancelled")));
    }

    /// <summary>Plays a file; answers how many lines were events.</summary>
    internal static async Task<int> PlayAsync(Services services, string file)
    {
        var lines = new List<PlayLine>();
        await using var input = File.OpenRead(file);
        await foreach (var line in Lines.ReadAsync(input, Lines.Longest, CancellationToken.None)) lines.Add(PlayLine.Read(line.Number, line.Bytes).Line!);
        var player = new Player(services.Record, services.Acts, services.Step, static _ => { });
        await player.PlayAsync(lines, null, static (_, _) => { }, null, CancellationToken.None);
        return lines.Count(l => !JsonDocument.Parse(l.Json).RootElement.GetProperty("type").GetString()!.Contains(".alert.", StringComparison.Ordinal));
    }

    private static SortedDictionary<string, double> ChangesIn(string scenario) => Count(
        from alert in Read(scenario, "alerts.jsonl")
        from change in alert.GetProperty("changes").EnumerateArray()
        select $"{Text(change, "change")} {Text(alert, "rule")} {Text(change, "severity")} {(change.TryGetProperty("closed", out var how) ? how.GetString() : null)}");

    private static SortedDictionary<string, double> MessagesIn(string scenario) =>
        Count(Read(scenario, "messages.jsonl").Select(m => $"{Text(m, "kind")} {Text(m.GetProperty("audience"), "role")}"));

    private static SortedDictionary<string, double> Counted(Heard heard, string name, Func<Measurement, string> key) =>
        new(heard.Of(name).GroupBy(key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(m => m.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    private static SortedDictionary<string, double> Count(IEnumerable<string> keys) =>
        new(keys.CountBy(k => k, StringComparer.Ordinal).ToDictionary(c => c.Key, c => (double)c.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static string? Text(JsonElement e, string name) => e.GetProperty(name).GetString();

    private static IEnumerable<JsonElement> Read(string scenario, string name) =>
        File.ReadLines(Path.Combine(Folder, scenario, name)).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement);
}
