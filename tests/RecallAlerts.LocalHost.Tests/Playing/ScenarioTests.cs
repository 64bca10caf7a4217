using System.Text.Json;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>The worked scenarios of lifecycle.md.</summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance", "replays");

    public static TheoryData<string> Scenarios => [.. System.IO.Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void Scenarios_OfTheSpecification_AreAllThere() => Assert.Equal(88, Scenarios.Count);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Replay_OfAScenario_AgreesOnAlertsAndMessages(string scenario)
    {
        var played = await Host.ReplayAsync(FileOf(scenario, "input.ndjson"));
        Assert.Empty(Comparison.Differences(Read(scenario, "alerts.jsonl"), Read(scenario, "messages.jsonl"), played));
        AssertEachOnceInOrder(played);
    }

    [Fact]
    public async Task Comparison_OfAnotherScenario_FindsDifferences()
    {
        var played = await Host.ReplayAsync(FileOf("001-urgent-escalates", "input.ndjson"));
        Assert.NotEmpty(Comparison.Differences(Read("016-missed", "alerts.jsonl"), Read("016-missed", "messages.jsonl"), played));
        Assert.Contains("missing message", string.Join('\n', Comparison.Differences(played.Alerts, played.Messages, played with { Messages = "" })), StringComparison.Ordinal);
    }

    private static void AssertEachOnceInOrder(Played played)
    {
        var alerts = Lines(played.Alerts).Select(a => a.GetProperty("alertId").GetString()!).ToArray();
        Assert.Equal(alerts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), alerts);
        var messages = Lines(played.Messages).ToArray();
        var keys = messages.Select(m => (At: Text(m, "at"), Kind: Text(m, "kind"), Role: Text(m.GetProperty("audience"), "role"), Id: Text(m.GetProperty("audience"), "id"))).ToArray();
        Assert.Equal(
            keys.Distinct().OrderBy(k => k.At, StringComparer.Ordinal).ThenBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Role, StringComparer.Ordinal)
                .ThenBy(k => k.Id, StringComparer.Ordinal), keys);
        Assert.All(messages, m => Assert.True(m.GetProperty("alertIds").GetArrayLength() > 0 || m.GetProperty("releaseIds").GetArrayLength() > 0));
        Assert.Equal(messages.Length, messages.Select(m => Text(m, "messageId")).Distinct(StringComparer.Ordinal).Count());
    }

    private static string FileOf(string scenario, string name) => Path.Combine(Folder, scenario, name);

    private static string Read(string scenario, string name) => File.ReadAllText(FileOf(scenario, name));

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
