using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>The worked scenarios of lifecycle.md give the same alerts and messages on every store.</summary>
public abstract class PlayingContract : StoreContract
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance", "replays");

    public static TheoryData<string> Scenarios => [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Play_OfAScenario_AgreesOnAlertsAndMessages(string scenario) => PlayAsync(scenario, settles: false);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Play_WithFactsReviewedWhereTheyChangeNothing_AgreesToo(string scenario) => PlayAsync(scenario, settles: true);

    private async Task PlayAsync(string scenario, bool settles)
    {
        await PlayFileAsync(Path.Combine(Folder, scenario, "input.ndjson"), settles);
        Assert.Equal(Known(scenario, "alerts.jsonl"), await AlertsAsync());
        Assert.Equal(Known(scenario, "messages.jsonl"), (await Queries.AllMessagesAsync(None)).Select(m => Comparable(Line(m, HistoryWriter.Write))));
    }

    private async Task PlayFileAsync(string file, bool settles)
    {
        var (policies, calendar) = (PolicyDocument.Default, BankHolidays.Default);
        var reviews = new ReviewReleases(Cases, policies, calendar);
        var deliver = new DeliverMessages(Cases, Messages, new NobodyAway(), policies, calendar);
        var step = new WatchStep(Cases, reviews, new ClassifyRecalls(Recalls, new RecallDecision(policies, calendar), policies), deliver);
        var player = new Player(new RecordEvents(Cases, Key, policies, calendar, new NoWatches(), settles ? reviews.Settle : null), new ActOnAlert(Cases, policies, calendar), step, MoveTo);
        var lines = File.ReadLines(file).Select((line, i) => PlayLine.Read(i + 1, Encoding.UTF8.GetBytes(line)).Line!).ToArray();
        await player.PlayAsync(lines, null, (_, _) => { }, null, None);
    }

    /// <summary>For a store that asks a clock.</summary>
    protected virtual void MoveTo(Instant now)
    {
    }

    private async Task<string[]> AlertsAsync()
    {
        var alerts = new List<string>();
        await foreach (var alert in Queries.AllAlertsAsync(None)) alerts.Add(Comparable(Line(alert, HistoryWriter.Write)));
        return [.. alerts];
    }

    private static string[] Known(string scenario, string name) => [.. File.ReadLines(Path.Combine(Folder, scenario, name)).Select(Comparable)];

    // messageId is under a secret, the channel is the host's.
    private static string Comparable(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        foreach (var name in (string[])["messageId", "channel"]) json.Remove(name);
        using var document = JsonDocument.Parse(json.ToJsonString());
        return CanonicalJson.Write(document.RootElement);
    }

    private static string Line<T>(T item, Action<T, Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(item, writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class NobodyAway : IDirectory
    {
        public Contact? Find(Person person) => null;

        public Person CoverOf(Person person, Instant now) => person;

        public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => [person];
    }
}
