using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

/// <summary>Help, options, policy, token, simulate and demo.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Help_ListsAllCommands()
    {
        var ran = await _tool.RunAsync("--help");
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        foreach (var command in (string[])["demo", "simulate", "import", "replay", "review", "what-if", "token", "--data", "--policy", "--port", "--json", "Exit codes"])
            Assert.Contains(command, ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("nonsense")]
    [InlineData("simulate")]
    [InlineData("import")]
    [InlineData("demo", "--releases", "many")]
    [InlineData("--port", "70x")]
    public async Task Arguments_WhenWrong_EndWith2AndSayHowToGetHelp(params string[] arguments)
    {
        var ran = await _tool.RunAsync(arguments);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains("--help", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("70000")]
    [InlineData("-1")]
    public async Task Port_WhenThereIsNoSuch_SaysSoAndEndsWith2(string port)
    {
        var ran = await _tool.RunAsync("--data", _tool.Data, "--port", port);
        Assert.Equal(2, ran.Exit);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_WhenInvalid_NamesEachWrongValue()
    {
        var policy = _tool.Write("policy.json", """{"version":"mine","rules":{"homeless":{"severity":"awful"},"noSuchRule":{"enabled":true}},"delivery":{"openHour":25}}""");
        var ran = await _tool.RunAsync("--policy", policy, "--data", _tool.Data);
        Assert.Equal(2, ran.Exit);
        foreach (var path in (string[])["homeless.severity", "noSuchRule"]) Assert.Contains(path, ran.Errors, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(_tool.Data) && File.Exists(new DataFolder(_tool.Data).Database));
    }

    [Fact]
    public async Task Settings_WhenInvalid_NameEachWrongValue()
    {
        System.IO.Directory.CreateDirectory(_tool.Data);
        await File.WriteAllTextAsync(Path.Combine(_tool.Data, "settings.json"), """{"Sending":{"Sender":"pigeon","Wings":2}}""");
        var ran = await _tool.RunAsync("--data", _tool.Data, "--port", $"{ServerProcess.FreePort()}");
        Assert.Equal(2, ran.Exit);
        Assert.Contains("Sending:Sender", ran.OneError, StringComparison.Ordinal);
        Assert.Contains("Sending:Wings", ran.OneError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_WhenNotJson_SaySoInOneLine()
    {
        System.IO.Directory.CreateDirectory(_tool.Data);
        await File.WriteAllTextAsync(Path.Combine(_tool.Data, "settings.json"), "{");
        var ran = await _tool.RunAsync("--data", _tool.Data, "--port", $"{ServerProcess.FreePort()}");
        Assert.Equal(2, ran.Exit);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_IsOneThatTheServerTakes()
    {
        var ran = await _tool.RunAsync("token", "--role", "practitioner", "--id", "P1", "--pdu", "derby-city", "--data", _tool.Data);
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        var caller = await new DevelopmentTokens(new DataFolder(_tool.Data).Secret(), TimeProvider.System).ReadAsync(ran.Output.Trim());
        Assert.Equal(("P1", "P1", "derby-city"), (caller?.Name, caller?.PractitionerId, caller?.Pdu));
        Assert.Equal([AppRole.Practitioner], caller!.Roles);
    }

    [Fact]
    public async Task Secret_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        await _tool.RunAsync("token", "--role", "service", "--data", _tool.Data);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_tool.Data, "service.key")));
    }

    [Fact]
    public async Task Simulate_WithTheSameSeed_WritesTheSameBytes()
    {
        async Task<string> MadeAsync(string name, string seed)
        {
            Assert.Equal(0, (await _tool.RunAsync("simulate", "--releases", "20", "--seed", seed, "--out", _tool.PathOf(name))).Exit);
            return await File.ReadAllTextAsync(_tool.PathOf(name));
        }

        var (one, same, other) = (await MadeAsync("a", "5"), await MadeAsync("b", "5"), await MadeAsync("c", "6"));
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        var ran = await _tool.RunAsync("simulate", "--releases", "20", "--seed", "5", "--out", "-");
        Assert.Equal(one, ran.Output);
    }

    [Fact]
    public async Task Demo_ForMachines_IsOneDocumentThatIsTheSameAgain()
    {
        string[] arguments = ["demo", "--releases", "15", "--days", "10", "--seed", "3", "--no-serve", "--json"];
        var ran = await _tool.RunAsync(arguments);
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        var report = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal((15, 3, 10), (report.Number("releases"), report.Number("seed"), report.Number("days")));
        Assert.NotEmpty(report.List("rules"));
        Assert.NotEmpty(report.List("messages"));
        Assert.Equal(ran.Output, (await _tool.RunAsync(arguments)).Output);
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_tool.Folder));
    }
}
