using System.Text;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>Neither the order of lines nor repetition nor the way in which they come changes what is found.</summary>
public sealed class OrderTests
{
    private static readonly Instant Now = Instant.Parse("2026-08-12T10:00:00Z");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Replay_OfLinesInAnyOrder_HasTheSameHistory(int seed)
    {
        var lines = Host.Cohort(40, seed).SelectMany(r => r.Events).Select(Host.LineOf).ToArray();
        var played = await Host.ReplayAsync(lines, Now);
        AssertRich(played);
        for (var shuffle = 0; shuffle < 2; shuffle++) Assert.Equal(played, await Host.ReplayAsync(lines.Shuffled(shuffle), Now));
        Assert.Equal(played, await Host.ReplayAsync(lines.Reverse(), Now));
    }

    [Fact]
    public async Task Replay_ToTheEnd_InAnyOrder_HasTheSameHistory()
    {
        var lines = Host.Cohort(12, 7).SelectMany(r => r.Events).Select(Host.LineOf).ToArray();
        var played = await Host.ReplayAsync(lines);
        AssertRich(played);
        Assert.Equal(played, await Host.ReplayAsync(lines.Shuffled(1)));
        Assert.DoesNotContain("\"status\":\"open\"", played.Alerts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Again_WritesTheSameBytes()
    {
        var lines = Host.Cohort(40, 4).SelectMany(r => r.Events).Select(Host.LineOf).ToArray();
        Assert.Equal(await Host.ReplayAsync(lines, Now), await Host.ReplayAsync(lines, Now));
    }

    [Fact]
    public async Task Replay_OfEveryLineTwice_HasTheSameHistory()
    {
        var lines = Host.Cohort(40, 5).SelectMany(r => r.Events).Select(Host.LineOf).ToArray();
        var played = await Host.ReplayAsync(lines, Now);
        Assert.Equal(played, await Host.ReplayAsync(lines.SelectMany(l => (string[])[l, l]), Now));
        Assert.Equal(played, await Host.ReplayAsync(lines.Concat(lines), Now));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Cohort_HoweverItComes_EndsWithTheSameOpenAlerts(int seed)
    {
        var releases = Host.Cohort(40, seed).Select(OfReleaseIds).ToArray();
        var expected = await EventByEventAsync(releases.SelectMany(r => r).OrderBy(e => e.RecordedAt), e => e.RecordedAt);
        Assert.True(expected.Count > 20);
        Assert.Equal(expected, await OneImportAsync(releases.SelectMany(r => r)));
        Assert.Equal(expected, await OneImportAsync(releases.SelectMany(r => r).Reverse()));
        Assert.Equal(expected, await EventByEventAsync(releases.SelectMany(r => r.Shuffled(seed)), _ => Now));
    }

    [Fact]
    public async Task Cohort_ImportedTwice_ChangesNothing()
    {
        var events = Host.Cohort(40, 6).SelectMany(OfReleaseIds).ToArray();
        await using var services = Host.InMemory();
        await ImportAsync(services, events);
        await services.StepAsync(Now);
        var before = await services.HistoryAsync();
        var again = await ImportAsync(services, events);
        Assert.Equal((again.Lines, 0, 0, 0), (again.Duplicates, again.Accepted, again.Held, again.Rejected));
        Assert.Equal(0, await services.StepAsync(Now));
        Assert.Equal(before, await services.HistoryAsync());
    }

    // By CRN an event means the release that is not ended at the time of receipt: what is sent at another time means another.
    private static IEnumerable<SimulatedEvent> OfReleaseIds(SimulatedRelease r) =>
        r.Events.Where(e => e.RecordedAt <= Now).Select(e => e with { Subject = r.Profile.ReleaseId });

    private static async Task<IReadOnlyList<string>> EventByEventAsync(IEnumerable<SimulatedEvent> events, Func<SimulatedEvent, Instant> at)
    {
        await using var services = Host.InMemory();
        foreach (var e in events)
        {
            Assert.Null((await services.RecordAsync(at(e), Host.LineOf(e)))[0].Problem);
            await services.StepAsync(at(e));
        }

        return await OpenAsync(services);
    }

    private static async Task<IReadOnlyList<string>> OneImportAsync(IEnumerable<SimulatedEvent> events)
    {
        await using var services = Host.InMemory();
        Assert.Equal(0, (await ImportAsync(services, events)).Rejected);
        return await OpenAsync(services);
    }

    private static async Task<ImportCounts> ImportAsync(Services services, IEnumerable<SimulatedEvent> events)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(Host.LineOf))));
        return await new ImportLines(services.Record, services.Queries).RunAsync(stream, () => Now, null, _ => { }, null, CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(Services services)
    {
        await services.StepAsync(Now);
        var inbox = await services.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, AtMost = 100_000 }, CancellationToken.None);
        Assert.Equal(0, (await services.Queries.ProveWatchAsync(Now, CancellationToken.None)).Held);
        return [.. inbox.Select(a => $"{a.Alert.Id} {a.Alert.ReleaseId} {a.Alert.Rule} {a.Alert.Key} {a.Alert.Severity} {a.Alert.SuppressedBy}")];
    }

    private static void AssertRich(Played played)
    {
        Assert.Equal((0, ""), (played.Exit, played.Errors));
        foreach (var change in (string[])["Opened", "Closed", "Escalated", "SeverityRaised", "Suppressed"])
            Assert.Contains($"\"{change}\"", played.Alerts, StringComparison.Ordinal);
        foreach (var kind in (string[])["immediate", "digest", "gathered", "weekend"]) Assert.Contains($"\"{kind}\"", played.Messages, StringComparison.Ordinal);
    }
}
