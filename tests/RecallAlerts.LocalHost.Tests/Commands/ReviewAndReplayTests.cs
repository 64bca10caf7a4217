using System.Text.Json;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

public sealed class ReviewAndReplayTests : IDisposable
{
    private const string WorkedCase =
        """
        {"id":"hand-002","release":{"crn":"X100001","releasedAt":"2026-06-02T09:00:00Z","licenceEndsOn":"2027-06-01","region":"north-west","pdu":"bury-and-rochdale","rosh":"medium","needs":[],"checksRequired":[],"handoverCompleted":false},"facts":[],"now":"2026-06-02T09:00:00Z"}
        """;

    private const string WorkedAnswer =
        """{"id":"hand-002","state":"watching","phase":"release-day","conditions":[{"rule":"first-appointment-not-booked","key":"2026-06-02","since":"2026-06-02T09:00:00Z","severity":"high","suppressedBy":null},{"rule":"handover-not-completed","key":"2026-06-02","since":"2026-06-02T09:00:00Z","severity":"high","suppressedBy":"no-practitioner"},{"rule":"no-practitioner","key":"2026-06-02T09:00:00Z","since":"2026-06-02T09:00:00Z","severity":"urgent","suppressedBy":null}],"nextChangeAt":"2026-06-02T13:00:00Z"}""";

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Review_OfAWorkedCase_GivesItsAnswer()
    {
        var ran = await _tool.RunAsync("review", _tool.Write("cases", WorkedCase));
        Assert.Equal((0, WorkedAnswer + "\n", ""), (ran.Exit, ran.Output, ran.Errors));
        Assert.Equal(WorkedAnswer + "\n", (await _tool.RunAsync(WorkedCase, ["review", "-"])).Output);
    }

    [Fact]
    public async Task Review_WhenACaseCannotBeRead_GoesOnAndEndsWith1()
    {
        var half = WorkedCase.Replace("bury-and-rochdale", "\\ud800", StringComparison.Ordinal);
        var named = WorkedCase.Replace("\"facts\"", "\"\\ud800\":1,\"facts\"", StringComparison.Ordinal);
        var far = WorkedCase.Replace("2026-06-02T09:00:00Z\"}", "9999-12-31T23:59:59Z\"}", StringComparison.Ordinal);
        var ran = await _tool.RunAsync(string.Join('\n', "{", "17", half, named, far, "", WorkedCase), ["review", "-"]);
        Assert.Equal(1, ran.Exit);
        Assert.EndsWith(WorkedAnswer + "\n", ran.Output, StringComparison.Ordinal);
        foreach (var n in (int[])[1, 2, 3, 4]) Assert.Contains($"line {n}:", ran.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_UntilAnInstant_PlaysThatInstantToo()
    {
        var lines = _tool.Write(
            "lines", Sent.Event("r", "release.registered", "any", "2026-06-01T09:00:00Z", Sent.Release("X100001")),
            Sent.Event("e1", "accommodation.recorded", "X100001", "2026-06-02T09:00:00Z", """{"code":"A08A"}"""));
        async Task<string[]> RulesAsync(string until)
        {
            var ran = await _tool.RunAsync("replay", lines, "--until", until, "--out", _tool.PathOf(until[11..13] + until[17..19]));
            Assert.Equal((0, ""), (ran.Exit, ran.Errors));
            return [.. (await File.ReadAllLinesAsync(Path.Combine(_tool.PathOf(until[11..13] + until[17..19]), "alerts.jsonl"))).Select(l => JsonDocument.Parse(l).RootElement.Text("rule"))];
        }

        Assert.DoesNotContain("homeless", await RulesAsync("2026-06-02T08:59:59Z"));
        Assert.Contains("homeless", await RulesAsync("2026-06-02T09:00:00Z"));
        var message = JsonDocument.Parse((await File.ReadAllLinesAsync(Path.Combine(_tool.PathOf("0900"), "messages.jsonl")))[^1]).RootElement;
        Assert.Equal(("2026-06-02T09:00:00Z", "immediate"), (message.Text("at"), message.Text("kind")));
    }

    [Fact]
    public async Task Replay_WhenLinesAreRefused_NamesThemAndEndsWith1()
    {
        var lines = _tool.Write(
            "lines", Sent.Event("r", "release.registered", "any", "2026-06-01T09:00:00Z", Sent.Release("X100001")), "{", "{\"\\ud800\":1}", "{\"id\":\"1\"}",
            Sent.Event("a", "alert.acknowledge", new string('0', 32), "2026-06-01T10:00:00Z", """{"by":"practitioner:P1"}"""));
        var ran = await _tool.RunAsync("replay", lines, "--until", "2026-06-02T09:00:00Z", "--out", _tool.PathOf("out"));
        Assert.Equal(1, ran.Exit);
        Assert.Equal(["line 2", "line 3", "line 4", "line 5"], ran.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':')[0]));
        Assert.NotEmpty(await File.ReadAllLinesAsync(_tool.PathOf("out/alerts.jsonl")));
    }

    [Theory]
    [InlineData("replay", "lines", "--out", "out", "--until", "tomorrow")]
    [InlineData("replay", "absent", "--out", "out")]
    [InlineData("review", "absent")]
    [InlineData("import", "absent")]
    [InlineData("import", "lines", "--server", "nowhere")]
    [InlineData("import", "lines", "--server", "http://localhost:1")]
    [InlineData("simulate", "--releases", "0", "--out", "x")]
    [InlineData("simulate", "--releases", "1", "--out", "no/such/folder/x")]
    [InlineData("demo", "--releases", "0")]
    [InlineData("token", "--role", "king")]
    [InlineData("token", "--role", "practitioner")]
    [InlineData("token", "--role", "duty-manager")]
    [InlineData("--bank-holidays", "lines", "review", "lines")]
    [InlineData("--policy", "absent", "review", "lines")]
    public async Task Command_ThatCannotBeDone_SaysSoInOneLineAndEndsWith2(params string[] arguments)
    {
        _tool.Write("lines", Sent.Event("r", "release.registered", "any", "2026-06-01T09:00:00Z", Sent.Release("X100001")));
        var ran = await _tool.RunAsync(arguments);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.DoesNotContain("   at ", ran.OneError, StringComparison.Ordinal);
    }
}
