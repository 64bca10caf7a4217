using RecallAlerts.Api.Pages.Releases;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Pages.Tests.Releases;

public sealed class LookedModelTests
{
    [Fact]
    public void Days_AreLocalAndTheLatestFirst() => Assert.Equal(
        ["2026-07-16: ann consulted a release x1", "2026-07-15: ann consulted a release x1"],
        Text(Entry("2026-07-15T22:59:59Z"), Entry("2026-07-15T23:00:00Z")));

    [Fact]
    public void SameLookOnADay_StandsOnceWithTheLastTime()
    {
        var days = Model(Entry("2026-07-15T09:00:00Z"), Entry("2026-07-15T11:00:00Z"), Entry("2026-07-15T10:00:00Z")).Days;
        var line = Assert.Single(Assert.Single(days).Lines);
        Assert.Equal((Instant.Parse("2026-07-15T11:00:00Z"), 3), (line.Last.At, line.Times));
    }

    [Fact]
    public void Others_AndOtherReasons_StandApartTheLatestFirst() => Assert.Equal(
        ["2026-07-15: bob consulted a release x1", "2026-07-15: ann altered acknowledging an alert x1", "2026-07-15: ann consulted a release x1"],
        Text(Entry("2026-07-15T09:00:00Z"), Entry("2026-07-15T09:01:00Z") with { What = "altered", Why = "acknowledging an alert" }, Entry("2026-07-15T09:02:00Z") with { Who = "bob" }));

    [Fact]
    public void Order_OfEntries_ChangesNothing()
    {
        LookedEntry[] entries = [Entry("2026-07-15T09:00:00Z"), Entry("2026-07-15T09:00:00Z") with { Who = "bob" }, Entry("2026-07-16T09:00:00Z")];
        Assert.Equal(Text(entries), Text([.. entries.Reverse()]));
    }

    private static LookedEntry Entry(string at) => new(Instant.Parse(at), "ann", "practitioner", "consulted", "a release");

    private static LookedModel Model(params LookedEntry[] entries) => new("w", "X000001", entries);

    private static IEnumerable<string> Text(params LookedEntry[] entries) =>
        Model(entries).Days.SelectMany(d => d.Lines.Select(l => $"{d.Date:yyyy-MM-dd}: {l.Last.Who} {l.Last.What} {l.Last.Why} x{l.Times}"));
}
