using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>The composed service, and replays of lines.</summary>
internal static class Host
{
    public static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static Setting Setting { get; } = new(PolicyDocument.Default, BankHolidays.Default, Secret, new NoDirectory());

    public static Services InMemory(Setting? setting = null) => new(SqliteDatabase.OpenInMemory(), setting ?? Setting);

    /// <summary>Replays a file; answers the bytes of alerts.jsonl and messages.jsonl, and what was refused.</summary>
    public static async Task<Played> ReplayAsync(string file, Instant? until = null, Setting? setting = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("recall-alerts-replay-");
        try
        {
            using var errors = new StringWriter();
            var exit = await ReplayCommand.RunAsync(file, until, folder.FullName, setting ?? Setting, errors, CancellationToken.None);
            return new Played(exit, Read(folder, "alerts.jsonl"), Read(folder, "messages.jsonl"), errors.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task<Played> ReplayAsync(IEnumerable<string> lines, Instant? until = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n");
            return await ReplayAsync(file, until);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A synthetic cohort in few units, released over some weeks from the start of June 2026.</summary>
    public static IReadOnlyList<SimulatedRelease> Cohort(int releases, int seed) => [.. LocalHost.Simulation.Cohort.Releases(
        new CohortOptions(releases, seed, new DateOnly(2026, 6, 1), 40, Pdus: 4), RegionMap.Load(), Setting.Calendar)];

    public static string LineOf(SimulatedEvent e)
    {
        using var stream = new MemoryStream();
        CohortWriter.Write(stream, [e], CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n');
    }

    public static string Line(string id, string type, string subject, string time, object? data = null, string? recordedAt = null, string? by = null) => JsonSerializer.Serialize(
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "test", ["type"] = EventReader.Prefix + type, ["subject"] = subject, ["time"] = time,
            ["recordedat"] = recordedAt ?? time, ["recordedby"] = by, ["data"] = data ?? new { },
        });

    /// <summary>A registration on the day of release at nine in London; all that a release needs at first is asked for only by name.</summary>
    public static string Registration(string crn, string day, string practitioner = "P1", string rosh = "medium", string[]? needs = null) => Line(
        $"{crn}-r", "release.registered", $"{crn}-{day.Replace("-", "", StringComparison.Ordinal)}", $"{day}T08:00:00Z", new
        {
            crn, releasedAt = $"{day}T08:00:00Z", licenceEndsOn = "2027-06-30", region = "wales", pdu = "gwent", practitionerId = practitioner, rosh, needs = needs ?? [],
            checksRequired = Array.Empty<string>(), handoverCompleted = true,
        });

    public static async Task<IReadOnlyList<EventAnswer>> RecordAsync(this Services services, Instant now, params IEnumerable<string> lines) =>
        await services.Record.ApplyAsync([.. lines.Select(l => EventReader.Read(Encoding.UTF8.GetBytes(l), new Receipt(now, null)))], now, CancellationToken.None);

    public static Task<int> StepAsync(this Services services, Instant now) => services.Step.RunAsync(now, CancellationToken.None);

    public static async Task<IReadOnlyList<ListedMessage>> MessagesAsync(this Services services) => await services.Queries.AllMessagesAsync(CancellationToken.None);

    public static async Task<IReadOnlyList<AlertHistory>> AlertsAsync(this Services services)
    {
        var all = new List<AlertHistory>();
        await foreach (var history in services.Queries.AllAlertsAsync(CancellationToken.None)) all.Add(history);
        return all;
    }

    /// <summary>The whole history as replay writes it.</summary>
    public static async Task<string> HistoryAsync(this Services services)
    {
        var text = new StringBuilder();
        foreach (var alert in await services.AlertsAsync()) text.AppendLine(Json(w => HistoryWriter.Write(alert, w)));
        foreach (var message in await services.MessagesAsync()) text.AppendLine(Json(w => HistoryWriter.Write(message, w)));
        return text.ToString();
    }

    /// <summary>Items in an order that a seed decides, always the same.</summary>
    public static IEnumerable<T> Shuffled<T>(this IEnumerable<T> items, int seed)
    {
        var random = new Random(seed);
        var array = items.ToArray();
        random.Shuffle(array);
        return array;
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Read(DirectoryInfo folder, string name) => File.ReadAllText(Path.Combine(folder.FullName, name));
}

/// <summary>What a replay wrote.</summary>
internal sealed record Played(int Exit, string Alerts, string Messages, string Errors);
