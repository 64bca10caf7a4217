using RecallAlerts.Api.Pages.Releases.Timeline;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Releases;

/// <summary>Hours are hours after ten o'clock on Tuesday 2 June 2026 in London; the picture ends after 100.</summary>
public sealed class AlertBarsTests
{
    private static readonly Instant T0 = Instant.Parse("2026-06-02T09:00:00Z");
    private static readonly ReleaseId X1 = new("X000001-20260602");
    private static readonly Alert First = Alert("first");
    private static readonly Alert Second = Alert("second");

    [Theory]
    [InlineData("1 Opened high", "high 1-100 open")]
    [InlineData("99 Opened high", "high 99-100 open")]
    [InlineData("100 Opened high", "")]
    [InlineData("1 Opened high;9 Closed high", "high 1-9")]
    [InlineData("1 Opened high;100 Closed high", "high 1-100 open")]
    [InlineData("1 Opened high;1 Closed high", "")]
    [InlineData("1 Opened medium;5 SeverityRaised urgent;9 SeverityLowered high;20 Closed high", "medium 1-5 urgent 5-9 high 9-20")]
    [InlineData("1 Opened high;5 Closed high;9 Reopened low", "high 1-5 low 9-100 open")]
    [InlineData("1 Opened high;5 Acknowledged high;6 Escalated high;7 Snoozed high", "high 1-100 open")]
    [InlineData("1 Opened low;1 Suppressed low", "")]
    [InlineData("1 Opened low;5 Suppressed low;9 Unsuppressed low;20 Closed low", "low 1-5 low 9-20")]
    [InlineData("1 Opened low;1 Suppressed low;5 Closed low;9 Reopened low", "low 9-100 open")]
    public void Bars_AreWhenItWasOpenAndSpokeForItself(string changes, string bars) => Assert.Equal(bars, Text(Of(changes)));

    [Theory]
    [InlineData("1 Opened high;5 Closed high;5 >Moved high", "high 1-100 open")]
    [InlineData("1 Opened high;5 Closed high;5 >Moved urgent", "high 1-5 urgent 5-100 open")]
    [InlineData("1 Opened high;2 Suppressed high;5 Closed high;5 >Moved high;9 >Unsuppressed high", "high 1-2 high 9-100 open")]
    [InlineData("1 Opened high;5 Closed high;5 >Moved high;9 >Closed high", "high 1-9")]
    public void Move_GoesOnInOneLane(string changes, string bars) => Assert.Equal(bars, Text(Of(changes)));

    [Fact]
    public void Lanes_AreByTheirFirstBar() => Assert.Equal("low 1-100 open / low 3-100 open", Text(Of("3 Opened low;1 >Opened low")));

    private static Alert Alert(string key) => new()
    {
        Id = AlertId.Of(X1, RuleId.Homeless, key), ReleaseId = X1, Rule = RuleId.Homeless, Key = key, Since = T0, Owner = new Person(Role.Practitioner, "P1"), OpenedAt = T0, Clock = T0, PolicyVersion = "p1",
    };

    private static IReadOnlyList<AlertLane> Of(string changes) => AlertBars.Of([First, Second], changes.Split(';').Select(Change), T0.PlusHours(100));

    // ">": of the second alert, which moves come to.
    private static ListedChange Change(string text)
    {
        var parts = text.Split(' ');
        var isSecond = parts[1][0] == '>';
        Assert.True(NameOf<Severity>.TryParse(parts[2], out var severity));
        return new ListedChange((isSecond ? Second : First).Id, T0.PlusHours(int.Parse(parts[0])), parts[1].TrimStart('>'), severity, null, null, null, isSecond ? First.Id.Value : null, "p1");
    }

    private static string Text(IReadOnlyList<AlertLane> lanes) => string.Join(" / ", lanes.Select(l =>
        string.Join(' ', l.Bars.Select(b => $"{NameOf<Severity>.Text(b.Severity)} {Hours(b.From)}-{Hours(b.Until)}")) + (l.IsOpen ? " open" : "")));

    private static long Hours(Instant t) => (t.Seconds - T0.Seconds) / 3_600;
}
