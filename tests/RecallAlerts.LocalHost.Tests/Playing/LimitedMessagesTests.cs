using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>Messages of limited cases in virtual time: X000001 is homeless from its release on Monday 1 June 2026, and P1 holds it.</summary>
public sealed class LimitedMessagesTests
{
    private const string Crn = "X000001";

    [Fact]
    public async Task Open_IsToldToTheHolderAndTheManagers() =>
        Assert.Equal(["duty-spo:gwent", "head-of-pdu:gwent", "practitioner:P1"], await AudiencesAsync());

    [Theory]
    [InlineData("restricted", "P1", "practitioner:P1")]
    [InlineData("restricted", "duty-spo:gwent", "duty-spo:gwent")]
    [InlineData("restricted", "P1,head-of-pdu:gwent", "head-of-pdu:gwent practitioner:P1")]
    [InlineData("restricted", "P9", "")]
    [InlineData("excluded", "P1", "duty-spo:gwent head-of-pdu:gwent")]
    [InlineData("excluded", "duty-spo:gwent,head-of-pdu:gwent", "practitioner:P1")]
    [InlineData("excluded", "P9", "duty-spo:gwent head-of-pdu:gwent practitioner:P1")]
    public async Task Limited_IsToldToThoseWhomLimitsLeave(string kind, string named, string audiences) =>
        Assert.Equal(audiences.Split(' ', StringSplitOptions.RemoveEmptyEntries), await AudiencesAsync(Limited(kind, named)));

    [Fact]
    public async Task Limit_ThatWasLifted_IsToldOfWhatComesThen()
    {
        var lifted = Host.Line("u1", "access.unlimited", Crn, "2026-06-02T08:00:00Z");
        var moved = Host.Line("a2", "accommodation.recorded", Crn, "2026-06-03T08:30:00Z", new { code = "A01A" });
        var again = Host.Line("a3", "accommodation.recorded", Crn, "2026-06-04T08:30:00Z", new { code = "A08A" });
        Assert.Contains("practitioner:P1", await AudiencesAsync(Limited("excluded", "P1"), lifted, moved, again));
    }

    [Fact]
    public async Task Limited_ChangesNoAlert()
    {
        var (open, limited) = (await Host.ReplayAsync(Lines(), Until), await Host.ReplayAsync(Lines(Limited("restricted", "P9")), Until));
        Assert.NotEmpty(open.Alerts);
        Assert.Equal(open.Alerts, limited.Alerts);
        Assert.NotEqual(open.Messages, limited.Messages);
        Assert.Equal("", limited.Errors);
    }

    [Theory]
    [InlineData("duty-spo:gwent", 2)]
    [InlineData("P1", 1)]
    public async Task WeekendList_NamesReleasesThatTheDutySpoMaySee(string named, int listed)
    {
        await using var services = Host.InMemory();
        var at = Instant.Parse("2026-06-01T08:00:00Z");
        await services.StepAsync(at);
        await services.RecordAsync(at, Host.Registration(Crn, "2026-06-01"), Host.Registration("X000002", "2026-06-01"), Limited("restricted", named));
        for (var day = 0; day < 7; day++)
        {
            for (var hour = 0; hour < 24; hour++) await services.StepAsync(at.PlusHours((day * 24) + hour));
        }

        var list = (await services.MessagesAsync()).First(m => m.Outbox.Message.Kind == MessageKind.Weekend).Outbox.Message;
        Assert.Equal(new Person(Role.DutySpo, "gwent"), list.Audience);
        Assert.Equal(listed, list.Releases.Count);
    }

    private static Instant Until => Instant.Parse("2026-06-20T08:00:00Z");

    private static string Limited(string kind, string named) => Host.Line("l1", "access.limited", Crn, "2026-06-01T08:00:00Z", new { kind, staff = named.Split(',') });

    private static string[] Lines(params string[] more) =>
        [Host.Registration(Crn, "2026-06-01"), .. more, Host.Line("a1", "accommodation.recorded", Crn, "2026-06-01T08:30:00Z", new { code = "A08A" })];

    private static async Task<string[]> AudiencesAsync(params string[] more)
    {
        await using var services = Host.InMemory();
        var at = Instant.Parse("2026-06-01T08:00:00Z");
        await services.RecordAsync(at, Lines(more));
        for (; at < Until; at = at.PlusHours(1)) await services.StepAsync(at);
        return [.. (await services.MessagesAsync()).Where(m => m.Outbox.Message.Kind != MessageKind.Weekend).Select(m => m.Outbox.Message.Audience.ToString()).Distinct().Order(StringComparer.Ordinal)];
    }
}
