using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>The server looks more than once within one second: what is found at the second look is told too.</summary>
public sealed class SameSecondTests
{
    private static readonly Person P1 = new(Role.Practitioner, "P1");

    [Fact]
    public async Task Digest_OfAMonday_IsFollowedByWhatOpensInTheSameSecond()
    {
        await using var services = Host.InMemory();
        // Six releases with a placement of more than a week: their alerts wait for the digest of Monday 8 June, or stand from before.
        var start = Instant.Parse("2026-05-25T08:00:00Z");
        for (var n = 1; n <= 6; n++)
        {
            var (crn, id) = ($"X00000{n}", $"X00000{n}-20260525");
            await services.RecordAsync(start, Host.Registration(crn, "2026-05-25"), Host.Line("a", "accommodation.recorded", id, start.ToString(), new { code = "A07A" }));
        }

        await PlayAsync(services, start, Instant.Parse("2026-06-08T07:29:59Z"));
        var at = Instant.Parse("2026-06-08T07:30:00Z");
        var ids = Enumerable.Range(1, 6).Select(n => new ReleaseId($"X00000{n}-20260525")).OrderBy(id => AlertId.Of(id, RuleId.OutcomeOverdue, "a1"));
        foreach (var id in ids)
        {
            // In the same second, one after the other, each release gets an appointment without an outcome: medium, for the digest.
            await services.StepAsync(at);
            await services.RecordAsync(at, Host.Line("b", "appointment.booked", id.Value, "2026-05-26T10:00:00Z", new { appointmentId = "a1", startsAt = "2026-05-27T10:00:00Z" }, at.ToString()));
        }

        await services.StepAsync(at);
        await PlayAsync(services, at, at.PlusHours(23));
        var opened = (await services.AlertsAsync()).Where(a => a.Alert.Rule == RuleId.OutcomeOverdue).Select(a => a.Alert.Id).ToArray();
        Assert.Equal(6, opened.Length);
        var told = (await services.MessagesAsync()).Where(m => m.Outbox.Message.At >= at && m.Outbox.Message.Audience == P1).SelectMany(m => m.Outbox.Message.Alerts).ToHashSet();
        Assert.Equal([], opened.Except(told));
    }

    [Fact]
    public async Task Messages_OfOneSecond_AreOneOfAKindToEachAudience()
    {
        await using var services = Host.InMemory();
        var at = Instant.Parse("2026-06-02T09:00:00Z");
        for (var n = 1; n <= 6; n++)
        {
            await services.RecordAsync(at, Host.Registration($"X00000{n}", "2026-06-02"), Host.Line("h", "accommodation.recorded", $"X00000{n}-20260602", at.ToString(), new { code = "A08A" }));
            await services.StepAsync(at);
        }

        await PlayAsync(services, at, at.PlusHours(1));
        var messages = (await services.MessagesAsync()).Where(m => m.Outbox.Message.Kind == MessageKind.Immediate).Select(m => m.Outbox.Message).ToArray();
        Assert.Equal(messages.Length, messages.Select(m => (m.At, m.Audience)).Distinct().Count());
        var homeless = (await services.AlertsAsync()).Where(a => a.Alert.Rule == RuleId.Homeless).Select(a => a.Alert.Id).ToHashSet();
        Assert.Equal(6, homeless.Count);
        Assert.Subset(messages.SelectMany(m => m.Alerts).ToHashSet(), homeless);
    }

    private static async Task PlayAsync(Services services, Instant from, Instant until)
    {
        for (Instant? at = from; at is { } now && now <= until; at = await services.Step.NextAtAsync(now, CancellationToken.None)) await services.StepAsync(now);
    }
}
