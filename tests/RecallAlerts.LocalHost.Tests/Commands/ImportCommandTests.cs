using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private static readonly string[] Good =
        [Sent.Registration("r1", Sent.Release("K000001")), Sent.Event("k1", "handover.completed", "K000001"), Sent.Event("k2", "handover.completed", "K999999")];

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Import_WhenAllIsGood_EndsWith0AndIsReviewed()
    {
        var ran = await ImportAsync(_tool.Write("good", Good));
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        Assert.Equal((3, 2, 0, 1, 0), Counts(ran));
        Assert.False(File.Exists(_tool.PathOf("rejected-lines.ndjson")));
        var store = new StoreFile(new DataFolder(_tool.Data).Database);
        Assert.Equal(0, store.Count("SELECT count(*) FROM releases WHERE pending_since IS NOT NULL"));
        var again = await ImportAsync(_tool.Write("good", Good));
        Assert.Equal((3, 0, 2, 1, 0), Counts(again));
        Assert.Equal(2, store.Count("SELECT (SELECT count(*) FROM facts) + (SELECT count(*) FROM held)"));
    }

    [Fact]
    public async Task Import_WhenLinesAreRefused_EndsWith1AndNamesThemInAFile()
    {
        var file = _tool.Write("bad", [.. Good, "not json", Sent.Event("k3", "no.such", "K000001"), new string(' ', 10) + "\"" + new string('x', 70_000) + "\""]);
        var ran = await ImportAsync(file, "--rejected", _tool.PathOf("refused"));
        Assert.Equal(1, ran.Exit);
        Assert.Equal((6, 2, 0, 1, 3), Counts(ran));
        Assert.Equal(["4 malformed-json", "5 unknown-type", "6 line-too-long"], await RejectedAsync("refused"));
        Assert.DoesNotContain("K000001", await File.ReadAllTextAsync(_tool.PathOf("refused")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FromStandardInput_IsTheSame()
    {
        var ran = await _tool.RunAsync(string.Join('\n', Good), ["import", "-", "--data", _tool.Data, "--json"]);
        Assert.Equal((3, 2, 0, 1, 0), Counts(ran));
    }

    [Fact]
    public async Task Import_ForPeople_SaysItInWords()
    {
        var ran = await _tool.RunAsync("import", _tool.Write("good", Good), "--data", _tool.Data);
        Assert.StartsWith("3 lines: 2 accepted, 0 known already, 1 held, 0 rejected", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_IntoAServer_SendsPartsAndNamesEveryRefusedLine()
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        var address = server.Client.BaseAddress!.ToString();
        var good = await _tool.RunAsync("import", _tool.Write("good", Good), "--server", address, "--json");
        Assert.Equal((0, (3, 2, 0, 1, 0)), (good.Exit, Counts(good)));
        var padding = new string(' ', 20_000);
        var lines = Enumerable.Range(1, 1_500).Select(i => i == 700 ? new string('y', 9_000_000) : i % 2 == 0 ? "{}" : $"{{\"id\":\"{i}\",{padding}").ToArray();
        var bad = await _tool.RunAsync("import", _tool.Write("bad", lines), "--server", address, "--json", "--rejected", _tool.PathOf("refused"));
        Assert.Equal((1, (1_500, 0, 0, 0, 1_500)), (bad.Exit, Counts(bad)));
        var rejected = await RejectedAsync("refused");
        Assert.Equal(Enumerable.Range(1, 1_500), rejected.Select(r => int.Parse(r.Split(' ')[0])));
        Assert.Contains("700 line-too-long", rejected);
    }

    [Fact]
    public async Task Import_IntoAServer_WhenMoreThanAThousandLinesOfAPartAreRefused_NamesThemAll()
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        var ran = await _tool.RunAsync(
            "import", _tool.Write("bad", [.. Enumerable.Repeat("{}", 2_500)]), "--server", server.Client.BaseAddress!.ToString(), "--json", "--rejected", _tool.PathOf("refused"));
        Assert.Equal((1, (2_500, 0, 0, 0, 2_500)), (ran.Exit, Counts(ran)));
        Assert.Equal(2_500, (await RejectedAsync("refused")).Length);
    }

    [Theory]
    [InlineData("service", 0)]
    [InlineData("analyst", 2)]
    public async Task Import_IntoAServer_NeedsATokenThatMaySend(string role, int exit)
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, Instant.From(TimeProvider.System.GetUtcNow()));
        var token = (await _tool.RunAsync("token", "--role", role, "--data", _tool.Data)).Output.Trim();
        var ran = await _tool.RunAsync("import", _tool.Write("good", Good), "--server", server.Client.BaseAddress!.ToString(), "--token", token);
        Assert.Equal(exit, ran.Exit);
        if (exit != 0) Assert.Contains("403", ran.OneError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WhileAServerRunsOnTheStore_LosesNothing()
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        var ran = await ImportAsync(_tool.Write("good", Good));
        if (ran.Exit == 2) Assert.NotEmpty(ran.OneError);
        else Assert.Equal((3, 2, 0, 1, 0), Counts(ran));
        using var page = await server.Client.GetAsync(new Uri("/api/releases/K000001-20260601", UriKind.Relative));
        Assert.Equal(ran.Exit == 2 ? 404 : 200, (int)page.StatusCode);
    }

    private Task<Ran> ImportAsync(string file, params string[] more) => _tool.RunAsync(["import", file, "--data", _tool.Data, "--json", .. more]);

    private async Task<string[]> RejectedAsync(string file) => [.. (await File.ReadAllLinesAsync(_tool.PathOf(file))).Select(l =>
    {
        using var line = JsonDocument.Parse(l);
        return $"{line.RootElement.Number("line")} {line.RootElement.Text("problem")}";
    })];

    private static (int Lines, int Accepted, int Duplicates, int Held, int Rejected) Counts(Ran ran)
    {
        Assert.True(ran.Output.StartsWith('{'), $"{ran.Output} {ran.Errors}");
        var o = JsonDocument.Parse(ran.Output).RootElement;
        return (o.Number("lines"), o.Number("accepted"), o.Number("duplicates"), o.Number("held"), o.Number("rejected"));
    }
}
