using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>
/// The server is killed with SIGKILL at some moment of an import, with single events coming in beside it, and started again: what was
/// acknowledged is there once, no alert is lost or doubled, no message is sent under two ids.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int Releases = 240;
    private const int PartLines = 400;

    // A Tuesday in working hours; each start is ten minutes later, so that what waits for company falls due, and the last the next morning.
    private static readonly Instant Start = Instant.Parse("2026-06-30T09:00:00Z");
    private static readonly Instant NextMorning = Instant.Parse("2026-07-01T07:31:00Z");

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("kill-").FullName;
    private readonly HashSet<(string Subject, string Id)> _acknowledged = [];
    private readonly List<string> _lines = CohortLines();
    private readonly Random _random = new(20260602);
    private int _imported;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Server_WhenKilledTwentyTimesUnderLoad_LosesAndDoublesNothing()
    {
        for (var i = 0; i < Kills; i++)
        {
            using var server = await ServerProcess.StartAsync(_folder, Start.PlusSeconds(i * 600));
            var load = Task.WhenAll(ImportAsync(server), SendSinglyAsync(server, i));
            await Task.Delay(_random.Next(30, 700));
            server.Kill();
            await load;
        }

        await FinishAsync();
        Assert.True(_acknowledged.Count > 1_000, $"Only {_acknowledged.Count} events were acknowledged: the load was no load.");
        AssertAcknowledgedAreThereOnce();
        AssertNothingIsToldTwice();
        AssertMessageFileHasEachOnce();
        await AssertAlertsAgreeWithFactsAsync();
    }

    // Parts of the same file again and again, as `import --server` does after a failure.
    private async Task ImportAsync(ServerProcess server)
    {
        while (true)
        {
            var part = _lines.Skip(_imported).Take(PartLines).ToArray();
            if (part.Length == 0) return;
            using var content = new StringContent(string.Join('\n', part) + "\n", Encoding.UTF8, "application/x-ndjson");
            if (await PostAsync(server, "/api/imports", content) is null) return;
            foreach (var line in part) Acknowledge(line);
            _imported += part.Length;
        }
    }

    private async Task SendSinglyAsync(ServerProcess server, int round)
    {
        for (var i = _lines.Count - 1 - (round * 150); i > _lines.Count - 1 - ((round + 1) * 150) && i > 0; i--)
        {
            using var content = new StringContent(_lines[i], Encoding.UTF8, "application/json");
            if (await PostAsync(server, "/api/events", content) is null) return;
            Acknowledge(_lines[i]);
        }
    }

    private static async Task<string?> PostAsync(ServerProcess server, string path, HttpContent content)
    {
        try
        {
            using var response = await server.Client.PostAsync(new Uri(path, UriKind.Relative), content);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    private void Acknowledge(string line)
    {
        using var json = JsonDocument.Parse(line);
        var (id, subject) = (json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("subject").GetString()!);
        var isRegistration = json.RootElement.GetProperty("type").GetString()!.EndsWith("release.registered", StringComparison.Ordinal);
        lock (_acknowledged) _acknowledged.Add((subject, isRegistration ? "" : id));
    }

    private async Task FinishAsync()
    {
        using var server = await ServerProcess.StartAsync(_folder, NextMorning);
        await ImportAsync(server);
        for (var i = 0; i < 600; i++)
        {
            using var proof = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/watch", UriKind.Relative)));
            if (proof.RootElement.GetProperty("unsentMessages").GetInt64() == 0 && NothingIsDue()) return;
            await Task.Delay(100);
        }

        Assert.Fail("The server did not come to rest.");
    }

    private bool NothingIsDue() =>
        Count($"SELECT count(*) FROM releases WHERE pending_since IS NOT NULL OR next_wake <= {NextMorning.Seconds}") == 0 &&
        Count($"SELECT count(*) FROM tellings WHERE due_at <= {NextMorning.Seconds}") == 0;

    private void AssertAcknowledgedAreThereOnce()
    {
        foreach (var (subject, id) in _acknowledged)
        {
            if (id.Length == 0) Assert.Equal(1, Count("SELECT count(*) FROM releases WHERE release_id = $1", subject));
            else if (subject.Length > 7) Assert.Equal(1, Stored(id));
            else Assert.True(Stored(id) + Count("SELECT count(*) FROM held WHERE event_id = $1", id) == 1, $"Event {id} is not there once.");
        }
    }

    private long Stored(string id) => Count("SELECT count(*) FROM facts WHERE event_id = $1", id);

    private void AssertNothingIsToldTwice()
    {
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 FROM notification_log WHERE outcome = 'told' GROUP BY alert_id, role, told_at HAVING count(*) > 1)"));
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT 1 FROM alert_changes WHERE change = 'Opened' GROUP BY alert_id HAVING count(*) > 1)"));
        Assert.Equal(Count("SELECT count(*) FROM alerts"), Count("SELECT count(DISTINCT alert_id) FROM alert_changes"));
        Assert.True(Count("SELECT count(*) FROM messages WHERE sent_at IS NOT NULL") > 20, "Nobody was told anything: the test proves nothing.");
    }

    private void AssertMessageFileHasEachOnce()
    {
        var ids = File.ReadLines(Path.Combine(_folder, "messages.ndjson")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("messageId").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Count("SELECT count(*) FROM messages WHERE sent_at IS NOT NULL"), ids.Length);
    }

    // Level-triggered: at the instant of its last review, what holds by the facts is what is open.
    private async Task AssertAlertsAgreeWithFactsAsync()
    {
        var folder = new DataFolder(_folder);
        var setting = new Setting(PolicyDocument.Default, BankHolidays.Default, folder.Secret(), new NoDirectory());
        await using var services = new Services(SqliteDatabase.Open(folder.Database, SqliteUse.Alone), setting);
        foreach (var id in await services.Cases.ReleasedBetweenAsync(new Instant(0), new Instant(long.MaxValue / 2), CancellationToken.None))
        {
            var record = (await services.Cases.FindAsync(id, CancellationToken.None))!;
            var c = record.History.At(record.ReviewedAt!.Value, setting.Policies.Of, setting.Calendar);
            var holds = Reviewer.Review(c, record.ReviewedAt.Value).Conditions.Select(x => AlertId.Of(id, x.Rule, x.Key)).Order();
            Assert.Equal(holds, record.Alerts.Where(a => a.Status != AlertStatus.Closed).Select(a => a.Id).Order());
        }
    }

    private long Count(string sql, string? value = null)
    {
        using var connection = new SqliteConnection($"Data Source={new DataFolder(_folder).Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null) command.Parameters.AddWithValue("$1", value);
        return (long)command.ExecuteScalar()!;
    }

    private static List<string> CohortLines()
    {
        using var stream = new MemoryStream();
        var options = new CohortOptions(Releases, Seed: 7, LondonTime.Date(Start).AddDays(-26), Days: 25, Pdus: 12);
        CohortWriter.Write(stream, Cohort.Generate(options, RegionMap.Load(), BankHolidays.Default), CancellationToken.None);
        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
