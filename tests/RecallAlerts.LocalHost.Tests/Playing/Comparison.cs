using System.Text.Json;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>
/// Compares histories as compare_replay.py does: the order of alerts, of messages, of ids within a message and of changes of one alert at one
/// instant does not count; nor do messageId, channel and unknown fields.
/// </summary>
internal static class Comparison
{
    public static IEnumerable<string> Differences(string expectedAlerts, string expectedMessages, Played actual)
    {
        var (alerts, expected) = (Lines(actual.Alerts).ToArray(), Lines(expectedAlerts).ToArray());
        var names = alerts.Concat(expected).GroupBy(a => Text(a, "alertId")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => $"{Text(g.First(), "releaseId")} {Text(g.First(), "rule")} [{Text(g.First(), "key")}]", StringComparer.Ordinal);
        return Differences("alert", expected.SelectMany(Told), alerts.SelectMany(Told))
            .Concat(Differences("message", Lines(expectedMessages).Select(m => Message(m, names)), Lines(actual.Messages).Select(m => Message(m, names))));
    }

    private static IEnumerable<string> Differences(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in expected) counts[item] = counts.GetValueOrDefault(item) + 1;
        foreach (var item in actual) counts[item] = counts.GetValueOrDefault(item) - 1;
        return counts.Where(c => c.Value != 0).Select(c => $"{(c.Value > 0 ? "missing" : "extra")} {what}: {c.Key}");
    }

    private static IEnumerable<string> Told(JsonElement a)
    {
        var name = $"{Text(a, "alertId")} {Text(a, "releaseId")} {Text(a, "rule")} [{Text(a, "key")}]";
        yield return $"{name} is {Text(a, "status")} {Text(a, "closed")} {Text(a, "severity")} {Text(a, "suppressedBy")} {Person(a.GetProperty("owner"))}";
        foreach (var c in a.GetProperty("changes").EnumerateArray())
            yield return $"{name} {Text(c, "at")} {Text(c, "change")} {Text(c, "severity")} {Text(c, "by")} {Text(c, "closed") ?? Text(c, "level")}";
    }

    private static string Message(JsonElement m, Dictionary<string, string> names)
    {
        var alerts = List(m, "alertIds").Select(id => names.GetValueOrDefault(id, id));
        return $"{Text(m, "at")} {Text(m, "kind")} to {Person(m.GetProperty("audience"))}: {string.Join("; ", alerts.Concat(List(m, "releaseIds")).Order(StringComparer.Ordinal))}";
    }

    private static string Person(JsonElement person) => $"{Text(person, "role")}:{Text(person, "id")}";

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> List(JsonElement e, string name) =>
        e.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(x => x.GetString()!) : [];

    private static IEnumerable<JsonElement> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
