using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>A clock that is put back or jumps ahead loses nothing, and nothing comes twice.</summary>
public sealed class ClockTests
{
    /// <summary>Wednesdays and Fridays at all hours.</summary>
    public static TheoryData<string> Instants => ["2026-06-17T07:29:59Z", "2026-06-19T11:00:00Z", "2026-06-24T09:30:00Z", "2026-06-26T15:59:59Z", "2026-06-28T23:30:00Z"];

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Step_WithTheClockPutBackADay_DoesNothingUntilThen(string at)
    {
        var t = Instant.Parse(at);
        await using var services = await PlayedAsync(t);
        var before = await services.HistoryAsync();
        foreach (var back in (Instant[])[t.PlusHours(-24), t.PlusHours(-1), t]) await services.StepAsync(back);
        Assert.Equal(before, await services.HistoryAsync());
    }

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Step_PutBackAndAheadADay_IsAsIfItHadOnlyGoneAhead(string at)
    {
        var t = Instant.Parse(at);
        await using var jumped = await PlayedAsync(t);
        await using var straight = await PlayedAsync(t);
        foreach (var next in (Instant[])[t.PlusHours(-24), t, t.PlusHours(24)]) await jumped.StepAsync(next);
        await straight.StepAsync(t.PlusHours(24));
        Assert.Equal(await straight.HistoryAsync(), await jumped.HistoryAsync());
        Assert.False(await jumped.Messages.NextDueAsync(CancellationToken.None) <= t.PlusHours(24));
        await AssertSoundAsync(jumped);
    }

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Step_AheadADay_OpensWhatSteppingThroughItOpens(string at)
    {
        var t = Instant.Parse(at);
        await using var jumped = await PlayedAsync(t);
        await using var stepped = await PlayedAsync(t);
        for (var h = 1; h <= 24; h++) await stepped.StepAsync(t.PlusHours(h));
        await jumped.StepAsync(t.PlusHours(24));
        Assert.Equal(await OpenAsync(stepped), await OpenAsync(jumped));
        await AssertSoundAsync(stepped);
    }

    [Fact]
    public async Task Facts_RecordedWhileTheClockIsBack_AreReviewedAndNothingRunsBackwards()
    {
        var t = Instant.Parse("2026-06-24T09:30:00Z");
        await using var services = await PlayedAsync(t);
        var watched = (await services.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll }, CancellationToken.None))[0].Release.ReleaseId;
        var back = t.PlusHours(-24);
        await services.RecordAsync(back, Host.Line("late", "accommodation.recorded", watched.Value, back.ToString(), new { code = "A08A" }));
        Assert.Equal(1, await services.StepAsync(back));
        Assert.Contains(await services.AlertsAsync(), a => a.Alert.ReleaseId == watched && a.Alert is { Rule: RuleId.Homeless, Status: AlertStatus.Open });
        await services.StepAsync(t);
        await services.StepAsync(t.PlusHours(24));
        await AssertSoundAsync(services);
    }

    [Fact]
    public async Task Acts_WhileTheClockIsBack_DoNotRunBackwards()
    {
        var t = Instant.Parse("2026-06-24T09:30:00Z");
        await using var services = await PlayedAsync(t);
        var opened = (await services.AlertsAsync()).First(a => a.Alert.Status == AlertStatus.Open && a.Changes[^1].At > t.PlusHours(-20));
        var answer = await services.Acts.RunAsync(opened.Alert.Id, new Acknowledge(opened.Alert.Owner, null), t.PlusHours(-24), CancellationToken.None);
        Assert.IsType<ActOutcome.Done>(answer.Outcome);
        await services.StepAsync(t);
        await AssertSoundAsync(services);
    }

    [Fact]
    public async Task WeekendList_AfterAnOutageOfTwoWeeks_IsMadeOnceAndLate()
    {
        await using var services = await PlayedAsync(Instant.Parse("2026-06-24T09:30:00Z"));
        var later = Instant.Parse("2026-07-08T10:00:00Z");
        var before = (await services.MessagesAsync()).Count(m => m.Outbox.Message.Releases.Count > 0);
        await services.StepAsync(later);
        await services.StepAsync(later.PlusHours(-48));
        await services.StepAsync(later.PlusSeconds(1));
        var lists = (await services.MessagesAsync()).Where(m => m.Outbox.Message.Releases.Count > 0).Skip(before).ToArray();
        Assert.NotEmpty(lists);
        Assert.All(lists, m => Assert.Equal(later, m.Outbox.Message.At));
        Assert.Equal(lists.Length, lists.Select(m => m.Outbox.Message.Audience).Distinct().Count());
    }

    /// <summary>A cohort recorded and played up to an instant; the rest of its lines never come.</summary>
    private static async Task<Services> PlayedAsync(Instant until)
    {
        var services = Host.InMemory();
        var lines = Host.Cohort(30, 11).SelectMany(r => r.Events).OrderBy(e => e.RecordedAt).GroupBy(e => e.RecordedAt).Where(g => g.Key <= until).ToArray();
        var next = 0;
        for (Instant? at = lines[0].Key; at is { } now && now <= until;)
        {
            if (next < lines.Length && lines[next].Key == now) await services.RecordAsync(now, lines[next++].Select(Host.LineOf));
            await services.StepAsync(now);
            at = Instant.Earliest(next < lines.Length ? lines[next].Key : null, await services.Step.NextAtAsync(now, CancellationToken.None));
        }

        await services.StepAsync(until);
        return services;
    }

    private static async Task<IEnumerable<string>> OpenAsync(Services services) => (await services.AlertsAsync())
        .Where(a => a.Alert.Status != AlertStatus.Closed).Select(a => $"{a.Alert.Id} {a.Alert.Severity} {a.Alert.SuppressedBy} {a.Alert.Owner}");

    /// <summary>Nothing opens twice without closing, time never runs backwards, and no opening is told twice in one kind.</summary>
    private static async Task AssertSoundAsync(Services services)
    {
        var openings = new Dictionary<AlertId, int>();
        foreach (var (alert, changes) in (await services.AlertsAsync()).Select(a => (a.Alert, a.Changes)))
        {
            var isOpen = false;
            foreach (var change in changes.Select(c => c.Change).Where(c => c is "Opened" or "Reopened" or "Moved" or "Closed"))
            {
                Assert.NotEqual(change != "Closed", isOpen);
                isOpen = change != "Closed";
            }

            Assert.Equal(isOpen, alert.Status != AlertStatus.Closed);
            Assert.Equal(changes.Select(c => c.At).Order(), changes.Select(c => c.At));
            openings[alert.Id] = changes.Count(c => c.Change is not ("Closed" or "Suppressed" or "SeverityLowered"));
        }

        var immediate = (await services.MessagesAsync()).Where(m => m.Outbox.Message.Kind == Domain.Delivery.MessageKind.Immediate).ToArray();
        foreach (var told in immediate.SelectMany(m => m.Outbox.Message.Alerts.Select(a => (Alert: a, m.Outbox.Message.Audience))).GroupBy(x => x))
            Assert.True(told.Count() <= openings[told.Key.Alert], $"{told.Key} was told {told.Count()} times");
        var messages = await services.MessagesAsync();
        Assert.Equal(messages.Count, messages.Select(m => (m.Outbox.Message.At, m.Outbox.Message.Audience, m.Outbox.Message.Kind)).Distinct().Count());
    }
}
