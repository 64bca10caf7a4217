using System.Text.Json.Nodes;

namespace RecallAlerts.LocalHost.Tests.Commands;

public sealed class ClassifyTests : IDisposable
{
    private const string Good = """{"id":"n1","text":"Evicted from his flat, rough sleeping since. Denies using drugs."}""";
    private const string Recall = """{"recallId":"r1","releaseId":"X100001-20260602","type":"FTR_14","narrative":"Tested positive for cocaine twice, relapsed.","recordedReasons":["POOR_BEHAVIOUR_DRUGS"]}""";

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Classify_OfAFile_AnswersEachLine()
    {
        var ran = await _tool.RunAsync("classify", _tool.Write("lines", Good, Recall));

        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        Assert.Equal(["n1 homelessness", "r1 substance_misuse"], Answers(ran).Select(a => $"{a["id"]} {a["primary"]}"));
        Assert.All(Answers(ran), a => Assert.Equal(["id", "primary", "secondary", "confidence", "needsReview", "evidence", "classifier"], a.Select(f => f.Key)));
        Assert.Equal(ran.Output, (await _tool.RunAsync($"{Good}\n{Recall}", ["classify", "-"])).Output);
    }

    [Fact]
    public async Task Classify_WhenLinesCannotBeRead_GoesOnAndEndsWith1()
    {
        var tooLong = $$"""{"id":"n2","text":"{{new string('x', 20_001)}}"}""";
        var overTheLine = $$"""{"id":"n3","text":"{{new string('y', 300_000)}}"}""";
        var ran = await _tool.RunAsync(string.Join('\n', "{", "17", """{"text":"secretword"}""", """{"id":"n1","text":5}""", tooLong, overTheLine, "", Good), ["classify", "-"]);

        Assert.Equal(1, ran.Exit);
        Assert.Equal("n1 homelessness", Assert.Single(Answers(ran).Select(a => $"{a["id"]} {a["primary"]}")));
        foreach (var n in (int[])[1, 2, 3, 4, 5, 6]) Assert.Contains($"line {n}:", ran.Errors, StringComparison.Ordinal);
        foreach (var never in (string[])["   at ", "secretword"]) Assert.DoesNotContain(never, ran.Errors, StringComparison.Ordinal);
    }

    // Escapes make a text of 20,000 characters 120,000 bytes long: it is answered all the same.
    [Fact]
    public async Task Classify_OfTheLongestTextInEscapes_IsAnswered()
    {
        var ran = await _tool.RunAsync($$"""{"id":"n1","text":"{{string.Concat(Enumerable.Repeat("\\u00e9", 20_000))}}"}""", ["classify", "-"]);

        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        Assert.Single(Answers(ran));
    }

    [Fact]
    public async Task Classify_StoresNothing()
    {
        await _tool.RunAsync(Good, ["classify", "-", "--data", _tool.Data]);

        Assert.False(System.IO.Directory.Exists(_tool.Data) && System.IO.Directory.EnumerateFiles(_tool.Data, "*.db").Any());
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("classify", "no-such-file")]
    public async Task Classify_WithoutAFile_EndsWith2(params string[] arguments)
    {
        var ran = await _tool.RunAsync(arguments);

        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    private static JsonObject[] Answers(Ran ran) => [.. ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
}
