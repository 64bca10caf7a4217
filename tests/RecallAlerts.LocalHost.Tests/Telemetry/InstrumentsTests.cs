using System.Text.Json;
using System.Text.RegularExpressions;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Playing;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>What a metric may say: every attribute is from a closed list, and none is an id, a place, a person or words.</summary>
public sealed partial class InstrumentsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "conformance", "replays");

    [Fact]
    public async Task Instruments_OfALongPlay_AreAllHeardWithListedAttributesOnly()
    {
        await using var services = Host.InMemory();
        using var heard = new Heard(services.Instruments);
        foreach (var scenario in (string[])["101-generated", "102-generated", "103-generated", "062-churn-is-the-managers", "067-dismissed-returns-urgent"])
            await PlayedMetricsTests.PlayAsync(services, Path.Combine(Folder, scenario, "input.ndjson"));
        await OperateAsync(services);
        Assert.All(heard.All, AssertListed);
        Assert.Equal(heard.Instruments.Select(i => i.Name).Order(StringComparer.Ordinal), heard.All.Select(m => m.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lists_HoldNothingThatCouldBeSomebody() => Assert.All(
        ClosedLists.All.Values.SelectMany(v => v), v => Assert.DoesNotMatch(Id(), v));

    [Fact]
    public void Instruments_AreNamedWithUnitAndMeaning()
    {
        using var instruments = new Instruments();
        using var heard = new Heard(instruments);
        Assert.True(heard.Instruments.Count >= 24);
        Assert.Equal(heard.Instruments.Count, heard.Instruments.Select(i => i.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(heard.Instruments, i => Assert.True(i.Unit is { Length: > 0 } && i.Description is { Length: > 20 }, i.Name));
    }

    [Fact]
    public async Task Attributes_OfWhatIsOnNoList_AreOther()
    {
        await using var services = Host.InMemory();
        using var heard = new Heard(services.Instruments);
        var message = new Message(default, new Person(Role.DutySpo, "gwent"), MessageKind.Gathered, [], [], null, ["gwent"]);
        await services.Messages.RecordAsync([new Tried(new OutboxMessage("unknown", message, 0), new SendOutcome.Sent("someone@example.org"))], default, CancellationToken.None);
        await services.Queries.NoteRefusedAsync([("event", "X123456")], default, CancellationToken.None);
        Assert.Equal("other", heard.Of("recallalerts.sends").Single().Tag("channel"));
        Assert.Equal("other", heard.Of("recallalerts.events.refused").Single().Tag("problem"));
    }

    /// <summary>All that a play does not do.</summary>
    private static async Task OperateAsync(Services services)
    {
        var (none, late) = (CancellationToken.None, Instant.Parse("2029-01-01T09:00:00Z"));
        var instruments = services.Instruments;
        await services.Queries.NoteRefusedAsync([("event", "invalid-crn"), ("import", "not a problem")], late, none);
        await services.Queries.ProveWatchAsync(late, none);
        var unsent = (await services.Messages.UnsentAsync(late, 3, none)).ToArray();
        SendOutcome[] outcomes = [new SendOutcome.Sent("email"), new SendOutcome.Failed("No address.", late), new SendOutcome.HandedOver(late)];
        for (var i = 0; i < outcomes.Length; i++) await services.Messages.RecordAsync([new Tried(unsent[i], outcomes[i])], late, none);
        using var passed = JsonDocument.Parse("""{ "eventType": "tier.calculation.changed", "version": 1, "occurredAt": "2026-01-01T09:00:00Z" }""");
        await services.Ingest.ApplyAsync([passed.RootElement], late, none);
        await services.Record.ApplyAsync([], late, none);
        await Host.RecordAsync(services, Instant.Parse("2026-01-01T09:00:00Z"), Host.Line("held", "handover.completed", "X999999", "2026-01-01T09:00:00Z"));
        await services.Cases.ExpireHeldAsync(late, none);
        await RecallAsync(services);
        await new AlertsOfPractitioners(services.Queries, instruments).RunAsync(none);
        await services.Audit.NoteAsync(new AuditNote(late, AuditSource.Program, AuditAction.Consulted) { WatchIds = ["w"] }, none);
        instruments.Audit.Failed();
        await services.Anchor.RunAsync(AnchorScope.All, late, none);
        Assert.Empty((await services.Verify.RunAsync(null, none)).Findings);
        foreach (var route in ApiRoutes.All) instruments.Requests.Answered(route.Method, route.Pattern, 200, TimeSpan.FromMilliseconds(3));
    }

    private static async Task RecallAsync(Services services)
    {
        var at = Instant.Parse("2028-06-02T09:00:00Z");
        await services.RecordAsync(at, Host.Registration("X700001", "2028-06-01").Replace("2027-06-30", "2029-06-30", StringComparison.Ordinal));
        await services.StepAsync(at.PlusHours(30));
        Assert.True(await new AlertsOfPractitioners(services.Queries, services.Instruments).RunAsync(CancellationToken.None) > 0);
        await services.RecordAsync(at, Host.Line("r", "recall.recorded", "X700001", "2028-06-03T09:00:00Z", new { recallId = "R7", type = "LR", narrative = "No address to go to." }));
        await services.StepAsync(at.PlusHours(40));
        var recall = (await services.Recalls.FindAsync("R7", CancellationToken.None))[0];
        await services.Answer.RunAsync(recall.ReleaseId, "R7", new Person(Role.DutySpo, "gwent"), recall.Record.Reason, "Yes.", at.PlusHours(41), CancellationToken.None);
    }

    private static void AssertListed(Measurement measurement)
    {
        foreach (var (name, value) in measurement.Tags)
        {
            Assert.True(ListOf(name).Contains($"{value}", StringComparer.Ordinal), $"{measurement.Name}: {name} may not be {value}.");
            Assert.DoesNotMatch(Id(), $"{value}");
        }
    }

    private static IReadOnlyList<string> ListOf(string attribute) => attribute switch
    {
        "http.request.method" => ["GET", "POST"],
        "http.route" => [.. ApiRoutes.All.Select(r => r.Pattern)],
        "http.response.status_code" => [.. Enumerable.Range(100, 500).Select(s => $"{s}")],
        _ => ClosedLists.All[attribute],
    };

    // A CRN, a NOMS number, hex of some length, an address, or a role with an id.
    [GeneratedRegex("[A-Z][0-9]{4,}|[0-9a-f]{12,}|@|:[A-Za-z0-9]", RegexOptions.None, 1_000)]
    private static partial Regex Id();
}
