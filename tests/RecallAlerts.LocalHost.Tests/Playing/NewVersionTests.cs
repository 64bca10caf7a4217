using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>A new policy or calendar looks at every watch again, and what it opens is told at fixed times only.</summary>
public sealed class NewVersionTests : IDisposable
{
    private const string Stricter = """
        { "version": "2", "rules": {
            "checkOverdue": { "laterWorkingDays": 2, "workingDays": 1 }, "treatmentNotStarted": { "days": 1, "laterDays": 2 },
            "supportNotReferred": { "days": 1 }, "noContact": { "earlyIntervalDays": 1, "graceDays": 0 }, "unsettledAccommodation": { "days": 1 } } }
        """;

    // Wednesday, twenty to ten in London.
    private static readonly Instant Now = Instant.Parse("2026-06-24T08:40:00Z");

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("recall-alerts-versions-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task NewPolicy_OverAllWatches_ReviewsEachOnce()
    {
        var watched = await GivenCohortAsync();
        await using var services = Open(Host.Setting with { Policies = PolicyDocument.Load(Stricter) });
        Assert.Equal(0, await services.StepAsync(Now));
        var passes = new List<int>();
        while (await services.Step.RunUnderNewVersionsAsync(Now, 7, CancellationToken.None) is > 0 and var n) passes.Add(n);
        Assert.Equal(watched, passes.Sum());
        Assert.All(passes.SkipLast(1), n => Assert.Equal(7, n));
        Assert.Equal(0, await services.StepAsync(Now));
    }

    [Fact]
    public async Task NewPolicy_WhatItOpens_IsToldAtFixedTimesOnly()
    {
        await GivenCohortAsync();
        await using var services = Open(Host.Setting with { Policies = PolicyDocument.Load(Stricter) });
        var known = (await services.AlertsAsync()).ToDictionary(a => a.Alert.Id, a => a.Changes.Count);
        var sent = (await services.MessagesAsync()).Count;
        await services.Step.RunUnderNewVersionsAsync(Now, 10_000, CancellationToken.None);
        var opened = (await services.AlertsAsync()).Where(a => a.Changes.Skip(known.GetValueOrDefault(a.Alert.Id)).Any(c => c.Change is "Opened" or "Reopened" or "SeverityRaised")).ToArray();
        Assert.Contains(opened, a => a.Alert.Severity == Severity.Urgent);
        Assert.Contains(opened, a => a.Alert.Severity == Severity.High);
        Assert.All(opened.Where(a => a.Changes[^1].Change == "Opened"), a => Assert.Equal("2", a.Changes[^1].PolicyVersion));
        // Until the next morning nobody acts, so that some are escalated: those are told as ever.
        var ids = opened.Select(a => a.Alert.Id).ToHashSet();
        await PlayAsync(services, Now, Instant.Parse("2026-06-25T07:30:00Z"));
        var toOwners = (await services.MessagesAsync()).Skip(sent).Select(m => m.Outbox.Message).Where(m => m.Audience.Role == Role.Practitioner && m.Alerts.Any(ids.Contains)).ToArray();
        Assert.NotEmpty(toOwners);
        Assert.All(toOwners, m => Assert.Equal((MessageKind.Digest, Instant.Parse("2026-06-25T07:30:00Z")), (m.Kind, m.At)));
        Assert.DoesNotContain((await services.MessagesAsync()).Skip(sent), m => m.Outbox.Message.Audience.Role == Role.OnCall && m.Outbox.Message.Alerts.Any(ids.Contains));
    }

    [Fact]
    public async Task NewPolicy_WhatItChanges_CarriesItsVersion()
    {
        await GivenCohortAsync();
        await using var services = Open(Host.Setting with { Policies = PolicyDocument.Load(Stricter) });
        var known = (await services.AlertsAsync()).ToDictionary(a => a.Alert.Id, a => a.Changes.Count);
        await services.Step.RunUnderNewVersionsAsync(Now, 10_000, CancellationToken.None);
        var changes = (await services.AlertsAsync()).SelectMany(a => a.Changes.Skip(known.GetValueOrDefault(a.Alert.Id))).ToArray();
        Assert.Contains(changes, c => c.Change == "SeverityRaised");
        Assert.All(changes, c => Assert.Equal("2", c.PolicyVersion));
    }

    [Fact]
    public async Task NewCalendar_OverAllWatches_ReviewsEach()
    {
        var watched = await GivenCohortAsync();
        var holidays = new WorkingCalendar([new DateOnly(2026, 6, 23)], "v2");
        await using var services = Open(Host.Setting with { Calendar = holidays });
        Assert.Equal(watched, await services.Step.RunUnderNewVersionsAsync(Now, 10_000, CancellationToken.None));
        Assert.Equal(0, await services.Step.RunUnderNewVersionsAsync(Now, 10_000, CancellationToken.None));
    }

    [Fact]
    public async Task SameRulesUnderANewVersion_ChangeNoAlertAndTellNobody()
    {
        await GivenCohortAsync();
        await using var services = Open(Host.Setting with { Policies = PolicyDocument.Load("""{ "version": "2" }""") });
        var before = await services.HistoryAsync();
        Assert.True(await services.Step.RunUnderNewVersionsAsync(Now, 10_000, CancellationToken.None) > 20);
        await services.StepAsync(Now);
        Assert.Equal(before, await services.HistoryAsync());
    }

    [Fact]
    public async Task NewFact_UnderANewVersion_IsToldAsEver()
    {
        await GivenCohortAsync();
        await using var services = Open(Host.Setting with { Policies = PolicyDocument.Load("""{ "version": "2" }""") });
        await services.RecordAsync(Now, Host.Registration("X000001", "2026-06-24"), Host.Line("h", "accommodation.recorded", "X000001-20260624", Now.ToString(), new { code = "A08A" }));
        await services.StepAsync(Now);
        Assert.Contains(await services.MessagesAsync(), m => m.Outbox.Message is { Kind: MessageKind.Immediate } told && told.At == Now && told.Audience.Id == "P1");
    }

    private Services Open(Setting setting) => new(SqliteDatabase.Open(Path.Combine(_folder.FullName, "store.db"), SqliteUse.Alone), setting);

    private async Task<int> GivenCohortAsync()
    {
        await using var services = Open(Host.Setting with { Calendar = BankHolidays.Default });
        foreach (var group in Host.Cohort(40, 12).SelectMany(r => r.Events).Where(e => e.RecordedAt <= Now).GroupBy(e => e.RecordedAt).OrderBy(g => g.Key))
            await services.RecordAsync(group.Key, group.Select(Host.LineOf));
        await PlayAsync(services, Now.PlusSeconds(-1), Now);
        var states = await services.Queries.CountStatesAsync(CancellationToken.None);
        return (int)states.Where(s => s.Name != "ended").Sum(s => s.Count);
    }

    private static async Task PlayAsync(Services services, Instant from, Instant until)
    {
        for (Instant? at = from; at is { } now && now <= until; at = await services.Step.NextAtAsync(now, CancellationToken.None)) await services.StepAsync(now);
        await services.StepAsync(until);
    }
}
