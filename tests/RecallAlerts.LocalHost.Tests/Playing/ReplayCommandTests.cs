using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Commands;

namespace RecallAlerts.LocalHost.Tests.Playing;

/// <summary>Lines that cannot be played are told and passed over; the rest is played.</summary>
public sealed class ReplayCommandTests
{
    private const string Id = "X000001-20260602";

    private static readonly string[] Good =
        [Host.Registration("X000001", "2026-06-02"), Host.Line("h", "accommodation.recorded", Id, "2026-06-02T09:00:00Z", new { code = "A08A" })];

    public static TheoryData<string> Broken =>
    [
        "not json", "[]", "null", "17", "\"text\"", "{}", "{\"time\":null}", "{\"time\":\"yesterday\"}", "{\"time\":\"2026-06-02T09:00:00\"}", "{\"time\":7}",
        "{\"time\":\"\\ud800\"}", "{\"recordedat\":\"\\udc00\",\"time\":\"2026-06-02T09:00:00Z\"}", "{\"time\":\"2026-06-02T09:00:00Z\",\"id\":\"\\ud800\"}",
        Host.Line("x", "no.such.type", Id, "2026-06-02T10:00:00Z"), Host.Line("x", "handover.completed", Id, "1999-12-31T23:59:59Z"),
        Host.Line("x", "handover.completed", "nobody", "2026-06-02T10:00:00Z"), Host.Line("x", "handover.completed", Id, "9999-12-31T23:59:59Z"),
        Host.Line("x", "handover.completed", Id, "2100-01-01T00:00:00Z"),
        Host.Line("x", "alert.acknowledge", new string('0', 32), "2026-06-02T10:00:00Z", new { by = "practitioner:P1" }),
        Host.Line("x", "alert.acknowledge", "not an alert", "2026-06-02T10:00:00Z", new { by = "practitioner:P1" }),
        Host.Line("x", "alert.applaud", new string('0', 32), "2026-06-02T10:00:00Z", new { by = "practitioner:P1" }),
        new('x', (64 * 1024) + 1),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Replay_WithALineThatCannotBePlayed_TellsItsNumberAndPlaysTheRest(string line)
    {
        var expected = await Host.ReplayAsync(Good);
        var played = await Host.ReplayAsync([Good[0], line, "", Good[1]]);
        Assert.Equal(ExitCode.SomeRefused, played.Exit);
        Assert.Equal((expected.Alerts, expected.Messages), (played.Alerts, played.Messages));
        Assert.StartsWith("line 2: ", Assert.Single(played.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfBytesThatAreNotUtf8_TellsTheLineAndPlaysTheRest()
    {
        var file = Path.GetTempFileName();
        try
        {
            byte[] time = [.. "{\"time\":\"2026-06-02T"u8, 0xC3, 0x28, .. "09:00:00Z\"}\n"u8];
            byte[] id = [.. "{\"time\":\"2026-06-02T09:00:00Z\",\"id\":\""u8, 0xFF, .. "\"}\n"u8];
            await File.WriteAllBytesAsync(file, [.. time, .. id, .. System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Good))]);
            var played = await Host.ReplayAsync(file, Instant.Parse("2026-06-20T12:00:00Z"));
            Assert.Equal(["line 1", "line 2"], played.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split(':')[0]).Order(StringComparer.Ordinal));
            Assert.Contains("\"homeless\"", played.Alerts, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Replay_OfNothing_WritesEmptyFiles() => Assert.Equal(new Played(ExitCode.Done, "", "", ""), await Host.ReplayAsync([]));

    [Fact]
    public async Task Replay_Until_IncludesThatInstant()
    {
        var noon = Instant.Parse("2026-06-02T09:00:00Z");
        Assert.DoesNotContain("homeless", (await Host.ReplayAsync(Good, noon.PlusSeconds(-1))).Alerts, StringComparison.Ordinal);
        Assert.Contains("homeless", (await Host.ReplayAsync(Good, noon)).Alerts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfALineWithoutRecordedAt_PlaysItAtItsTime()
    {
        var line = Good[1].Replace("\"recordedat\":\"2026-06-02T09:00:00Z\",", "", StringComparison.Ordinal);
        Assert.NotEqual(Good[1], line);
        Assert.Equal((await Host.ReplayAsync(Good)).Alerts, (await Host.ReplayAsync([Good[0], line])).Alerts);
    }
}
