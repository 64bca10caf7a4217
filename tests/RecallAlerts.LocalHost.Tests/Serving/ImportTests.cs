using System.Text;

namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class ImportTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Import_CountsWhatBecameOfEachLine()
    {
        string[] lines =
        [
            Sent.Registration("r1", Sent.Release("C000001")), Sent.Event("i1", "handover.completed", "C000001"), Sent.Event("i1", "handover.completed", "C000001"),
            Sent.Event("i2", "handover.completed", "C999999"), "", Sent.Event("i3", "no.such", "C000001"), "not json",
        ];
        var answer = await ImportAsync(string.Join('\n', lines) + "\n");
        Assert.Equal(200, answer.Status);
        Assert.Equal((6, 2, 1, 1, 2), Counts(answer));
        Assert.Equal([(6, "unknown-type"), (7, "malformed-json")], Rejected(answer));
        Assert.Equal(2, answer.Body.Number("rejectedLinesShown"));
    }

    [Fact]
    public async Task Import_WhenSentAgain_ChangesNothing()
    {
        var lines = Sent.Registration("r2", Sent.Release("C000002")) + "\n" + Sent.Event("i4", "handover.completed", "C000002") + "\n";
        await ImportAsync(lines);
        await server.RestAsync();
        var before = server.Store.Stored();
        Assert.Equal((2, 0, 2, 0, 0), Counts(await ImportAsync(lines)));
        await server.RestAsync();
        Assert.Equal(before, server.Store.Stored());
    }

    [Fact]
    public async Task Import_WhenLastLineHasNoLineBreakAndIsWhole_TakesIt() =>
        Assert.Equal((1, 1, 0, 0, 0), Counts(await ImportAsync(Sent.Registration("r3", Sent.Release("C000003")))));

    [Fact]
    public async Task Import_WhenLastLineIsCutOff_SaysSo()
    {
        var whole = Sent.Registration("r4", Sent.Release("C000004"));
        var answer = await ImportAsync(whole + "\r\n" + Sent.Event("i5", "handover.completed", "C000004")[..40]);
        Assert.Equal((2, 1, 0, 0, 1), Counts(answer));
        var rejected = Assert.Single(answer.Body.List("rejectedLines"));
        Assert.Equal(2, rejected.Number("line"));
        Assert.Contains("ends in the middle of a line", rejected.Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WhenALineIsNotUtf8_RefusesThatLineOnly()
    {
        var first = Encoding.UTF8.GetBytes(Sent.Event("i6", "handover.completed", "C000005") + "\n");
        var latin = Encoding.Latin1.GetBytes("{\"id\":\"caf\u00e9\"}\n");
        var answer = await ImportAsync([.. Encoding.UTF8.GetBytes(Sent.Registration("r5", Sent.Release("C000005")) + "\n"), .. latin, .. first]);
        Assert.Equal((3, 2, 0, 0, 1), Counts(answer));
        Assert.Equal([(2, "malformed-json")], Rejected(answer));
    }

    [Theory]
    [InlineData(64 * 1024, "accepted")]
    [InlineData((64 * 1024) + 1, "line-too-long")]
    [InlineData(3_000_000, "line-too-long")]
    public async Task Import_TakesLinesOfUpTo64KiB(int length, string outcome)
    {
        var line = Sent.Registration($"long{length}", Sent.Release($"C{length % 1_000_000:000000}"));
        line = line[..^1] + new string(' ', length - line.Length) + "}";
        var answer = await ImportAsync(line + "\n" + Sent.Event($"after{length}", "handover.completed", $"C{length % 1_000_000:000000}") + "\n");
        Assert.Equal(outcome == "accepted" ? [] : [(1, outcome)], Rejected(answer));
        Assert.Equal(2, answer.Body.Number("lines"));
    }

    [Fact]
    public async Task Import_WhenManyAreRejected_ShowsAThousandAndCountsAll()
    {
        var answer = await ImportAsync(string.Concat(Enumerable.Repeat("{}\n", 1_500)));
        Assert.Equal((1_500, 0, 0, 0, 1_500), Counts(answer));
        Assert.Equal(1_000, answer.Body.Number("rejectedLinesShown"));
    }

    [Fact]
    public async Task Import_WhenALineIsRefused_NotesTheProblemAsEventsDo()
    {
        await ImportAsync(Sent.Event("i7", "no.such", "C000001") + "\n");
        Assert.Equal("import unknown-type", server.Store.LastRefused());
    }

    [Fact]
    public async Task Import_WhenReleaseConflicts_RejectsTheLine()
    {
        await ImportAsync(Sent.Registration("r6", Sent.Release("C000006")));
        Assert.Equal([(1, "release-conflict")], Rejected(await ImportAsync(Sent.Registration("r6", Sent.Release("C000006", rosh: "low")))));
    }

    [Fact]
    public async Task Import_WhenEmpty_AnswersZero() => Assert.Equal((0, 0, 0, 0, 0), Counts(await ImportAsync("")));

    private Task<Answer> ImportAsync(string text) => ImportAsync(Encoding.UTF8.GetBytes(text));

    private async Task<Answer> ImportAsync(byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/x-ndjson");
        return await server.SendAsync(HttpMethod.Post, "/api/imports", content);
    }

    private static (int Lines, int Accepted, int Duplicates, int Held, int Rejected) Counts(Answer a) =>
        (a.Body.Number("lines"), a.Body.Number("accepted"), a.Body.Number("duplicates"), a.Body.Number("held"), a.Body.Number("rejected"));

    private static (int Line, string Problem)[] Rejected(Answer a) => [.. a.Body.List("rejectedLines").Select(l => (l.Number("line"), l.Text("problem")))];
}
