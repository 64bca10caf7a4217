using System.Text;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Tests.Telemetry;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>A whole session with one person; then every place is searched where nothing about that person may stand.</summary>
public sealed class PrivacyTests : IDisposable
{
    private const string Crn = "Q424242";
    private const string Noms = "Z9876YX";
    private const string ReleaseId = "Q424242-20260601";
    private const string Narrative = "He slept behind the Xanadu cinema; his sister saw him.";
    private static readonly Instant Start = Instant.Parse("2026-06-02T09:00:00Z");

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("privacy-").FullName;
    private readonly List<Answer> _problems = [];
    private readonly List<string> _alerts = [];

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("Trace")]
    public async Task Session_LeavesNothingAboutThePersonWhereItMustNotStand(string? logLevel)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "settings.json"), """{ "CaseDetails": { "AllowedHosts": "127.0.0.1:1", "Token": "t" } }""");
        await using var receiver = await Receiver.StartAsync();
        using var server = await ServerProcess.StartAsync(_folder, Start, logLevel, receiver.Environment);
        await LiveAsync(server);
        await RefuseAsync(server);
        await HmppsAsync(server);
        await ActAsync(server);
        await EndAsync(server);
        await RecallAsync(server);
        Assert.Equal(0, await server.StopAsync("TERM"));
        string[] secrets = [Crn, Noms, Narrative, .. _alerts];
        Assert.True(_alerts.Count >= 3 && _problems.Count >= 20, "The session was too short to prove anything.");
        AssertFree(string.Join('\n', server.Said), secrets, "the log");
        AssertExported(receiver, secrets);
        foreach (var problem in _problems) AssertFree(WithoutAlert(problem), secrets, "a problem");
        var messages = await File.ReadAllTextAsync(Path.Combine(_folder, "messages.ndjson"));
        Assert.NotEmpty(messages);
        AssertFree(messages, secrets, "messages.ndjson");
        AssertNarrativeIsOnNoDisk();
    }

    // What was exported is searched after the program has ended: all of it has left by then.
    private static void AssertExported(Receiver receiver, string[] secrets)
    {
        Assert.True(receiver.AllAreProtobuf);
        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            AssertFree(receiver.Text(signal), [.. secrets, "Q999999", "Xanadu", "derby-city", "practitioner:"], signal);
            Assert.Contains("under-test", receiver.Text(signal), StringComparison.Ordinal);
        }

        Assert.Contains("/api/releases/{releaseId}/explain", receiver.Text("traces"), StringComparison.Ordinal);
        Assert.Contains("recallalerts.alerts.changes", receiver.Text("metrics"), StringComparison.Ordinal);
        Assert.Contains("Proof of watch: {Watched}", receiver.Text("logs"), StringComparison.Ordinal);
    }

    private async Task LiveAsync(ServerProcess server)
    {
        var release = Sent.Release(Crn).Replace("A1234BC", Noms, StringComparison.Ordinal);
        await PostAsync(server, "/api/releases", release);
        await PostAsync(server, "/api/events", Sent.Event("e1", "accommodation.recorded", Crn, data: """{"code":"A08A"}"""));
        await PostAsync(server, "/api/events", Sent.Event("e2", "recall.recorded", "Q999999", data: Recall("r9")));
        await Until.TrueAsync(
            async () =>
            {
                _alerts.Clear();
                var page = await GetAsync(server, $"/api/releases/{ReleaseId}");
                _alerts.AddRange(page.Body.List("alerts").Texts("alertId"));
                return _alerts.Count == 3 && new FileInfo(Path.Combine(_folder, "messages.ndjson")) is { Exists: true, Length: > 0 };
            },
            TimeSpan.FromSeconds(20),
            "the alerts and a message");
        await GetAsync(server, $"/api/releases/{ReleaseId}/explain");
        await GetAsync(server, "/api/alerts");
        await GetAsync(server, "/api/triage?pdu=derby-city");
    }

    private async Task RefuseAsync(ServerProcess server)
    {
        var release = Sent.Release(Crn).Replace("A1234BC", Noms, StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("rosh", Crn), ("crn", Crn + "1"), ("nomsNumber", Noms + "1"), ("releasedAt", Crn), ("needs", Noms), ("pdu", "") })
            await PostAsync(server, "/api/releases", Sent.With(release, field, $"\"{value}\""));
        await PostAsync(server, "/api/releases", Sent.With(release, "rosh", "\"low\""));
        await PostAsync(server, "/api/releases", "{\"crn\":\"" + Crn + "\", " + Noms);
        foreach (var (field, value) in new[] { ("type", Crn), ("subject", Noms), ("time", Crn), ("recordedby", Crn), ("specversion", Noms), ("data.code", Crn) })
            await PostAsync(server, "/api/events", Sent.With(Sent.Event("e3", "accommodation.recorded", Crn, data: """{"code":"A01A"}"""), field, $"\"{value}\""));
        await PostAsync(server, "/api/events", Sent.Event("e4", "recall.recorded", Crn, data: Recall("r1", string.Concat(Enumerable.Repeat(Narrative, 400)))));
        await PostAsync(server, "/api/events", $"[{Sent.With(Sent.Event("e5", "handover.completed", Crn), "time", $"\"{Crn}\"")}]");
        await PostAsync(server, "/api/imports", $"{{\"id\":\"{Crn}\n{Sent.Event("e6", "recall." + Noms, Crn)}\n", "application/x-ndjson");
        await GetAsync(server, $"/api/releases/{ReleaseId}x");
        await GetAsync(server, $"/api/releases/{ReleaseId}/{Crn}");
        await GetAsync(server, $"/api/releases/{ReleaseId}/explain?at={Crn}");
        await GetAsync(server, $"/api/alerts?rule={Crn}");
        await GetAsync(server, $"/api/alerts?continuation={Crn}");
        await GetAsync(server, $"/{Crn}%00%zz");
    }

    // Right and wrong, bare and wrapped; what waits for details is tried, where nobody listens.
    private async Task HmppsAsync(ServerProcess server)
    {
        foreach (var type in HmppsSent.Types)
        {
            var envelope = HmppsSent.Of(type, Crn, Noms, occurredAt: "2026-06-02T08:45:00Z", detailUrl: $"https://details.example/{Crn}/{Noms}");
            await PostAsync(server, "/api/events", HmppsSent.Wrapped(Sent.With(envelope, "detailUrl", $"\"http://127.0.0.1:1/{Crn}\""), $"{type}-{Crn}"));
            await PostAsync(server, "/api/events", Sent.With(envelope, "occurredAt", $"\"{Crn}\""));
            await PostAsync(server, "/api/events", Sent.With(envelope, "version", $"\"{Crn}\""));
            await PostAsync(server, "/api/events", Sent.With(envelope, "additionalInformation", $"\"{Noms}\""));
            await PostAsync(server, "/api/events", Sent.With(envelope, "personReference.identifiers", $$"""[{"type":"CRN","value":"{{Crn}}0"},{"type":"NOMS","value":"{{Noms}}"}]"""));
            await PostAsync(server, "/api/events", $"[{Sent.With(envelope, "eventType", $"\"{Crn}.{Noms}\"")}]");
        }

        await Until.TrueAsync(
            () => new StoreFile(Path.Combine(_folder, "recall-alerts.db")).Count("SELECT count(*) FROM held_envelopes WHERE reason IS NOT NULL") == 2, TimeSpan.FromSeconds(20), "the tries");
    }

    private async Task ActAsync(ServerProcess server)
    {
        var path = $"/api/alerts/{_alerts[0]}";
        await PostAsync(server, $"{path}/acknowledge", $$"""{"note":"{{Crn}} called"}""");
        await PostAsync(server, $"{path}/snooze", $$"""{"until":"2026-07-02T09:00:00Z","reason":"{{Crn}}"}""");
        await PostAsync(server, $"{path}/dismiss", $$"""{"reason":"{{Crn}}","words":"{{Narrative}}"}""");
        await PostAsync(server, $"{path}/reassign", $$"""{"to":"{{Crn}}"}""");
        await PostAsync(server, $"{path}/undo", "{}");
        await PostAsync(server, $"{path}/{Crn}", "{}");
        await PostAsync(server, $"{path}x/undo", "{}");
    }

    private async Task EndAsync(ServerProcess server)
    {
        await PostAsync(server, "/api/events", Sent.Event("e7", "recall.recorded", Crn, data: Recall("r2")));
        await Until.TrueAsync(
            async () => (await GetAsync(server, $"/api/releases/{ReleaseId}")).Body.Text("state") == "ended", TimeSpan.FromSeconds(20), "the end of the watch");
    }

    private async Task RecallAsync(ServerProcess server)
    {
        await Until.TrueAsync(async () => (await GetAsync(server, "/api/recalls/r2")).Status == 200, TimeSpan.FromSeconds(20), "the classification");
        var recall = $$"""{"recallId":"r3","releaseId":"{{ReleaseId}}","recalledAt":"2026-06-02T08:30:00Z","type":"LR","narrative":"{{Narrative}}"}""";
        await PostAsync(server, "/api/recalls", recall);
        await PostAsync(server, "/api/recalls", recall.Replace("LR", "FTR_14", StringComparison.Ordinal));
        foreach (var (field, value) in new[] { ("type", Crn), ("recalledAt", Crn), ("releaseId", Noms), ("recordedReasons", Crn), ("recallId", "") })
            await PostAsync(server, "/api/recalls", Sent.With(recall, field, $"\"{value}\""));
        await GetAsync(server, $"/api/recalls/{Crn}");
        await PostAsync(server, $"/api/recalls/{Crn}/reason", $$"""{"primary":"{{Crn}}","reason":"{{Narrative}}"}""");
        await PostAsync(server, "/api/recalls/r3/reason", $$"""{"primary":"{{Crn}}","reason":"{{Narrative}}"}""");
        await PostAsync(server, "/api/recalls/r3/reason", $$"""{"primary":"homelessness","secondary":["{{Noms}}"],"reason":"{{Narrative}}"}""");
        await PostAsync(server, "/api/recalls/r3/reason", $$"""{"primary":"homelessness","reason":"{{Narrative}}"}""");
        await PostAsync(server, "/api/recall-reasons/classify", $$"""{"narrative":"{{Narrative}}"}""");
        await PostAsync(server, "/api/recall-reasons/classify", $$"""[{"narrative":"{{Narrative}}","type":"{{Crn}}"}]""");
    }

    private static string Recall(string id, string narrative = Narrative) => $$"""{"recallId":"{{id}}","type":"FTR_28","narrative":"{{narrative}}"}""";

    // A refused act answers with the alert as it stands, to somebody who may see it; the rest of the problem says nothing of it.
    private static string WithoutAlert(Answer problem) => problem.Media is null
        ? problem.Text
        : problem.Body.ValueKind != System.Text.Json.JsonValueKind.Object ? problem.Text : string.Join('\n', problem.Body.EnumerateObject().Where(p => p.Name != "alert").Select(p => $"{p.Name}: {p.Value}"));

    private static void AssertFree(string text, string[] secrets, string where)
    {
        foreach (var secret in secrets)
        {
            var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, at < 0 ? "" : $"In {where}: {text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]}");
        }
    }

    private void AssertNarrativeIsOnNoDisk()
    {
        foreach (var file in System.IO.Directory.GetFiles(_folder))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Narrative[..20])) < 0, $"The narrative stands in {file}.");
            Assert.True(bytes.IndexOf(Encoding.Unicode.GetBytes(Narrative[..20])) < 0, $"The narrative stands in {file}.");
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(Narrative))[..20])) < 0, $"The narrative stands in {file}.");
        }
    }

    private async Task<Answer> GetAsync(ServerProcess server, string path) => Keep(await Answer.OfAsync(await server.Client.GetAsync(new Uri(path, UriKind.Relative))));

    private async Task PostAsync(ServerProcess server, string path, string body, string media = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, media);
        var answer = Keep(await Answer.OfAsync(await server.Client.PostAsync(new Uri(path, UriKind.Relative), content)));
        if (answer.Status == 200 && path is "/api/events" or "/api/imports") _problems.Add(answer);
    }

    private Answer Keep(Answer answer)
    {
        Assert.NotEqual(500, answer.Status);
        if (answer.Status >= 400) _problems.Add(answer);
        return answer;
    }
}
