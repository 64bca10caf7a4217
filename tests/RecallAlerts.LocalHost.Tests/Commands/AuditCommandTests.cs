using System.Text.Json;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Verify_OfAStoreAsWritten_EndsWith0_AndTamperedWith1()
    {
        var file = _tool.Write("two", Sent.Registration("r1", Sent.Release("K000001")), Sent.Registration("r2", Sent.Release("K000002")));
        Assert.Equal(0, (await _tool.RunAsync("import", file, "--data", _tool.Data)).Exit);
        Assert.Equal(0, (await _tool.RunAsync("export", "releases", "--data", _tool.Data)).Exit);
        var whole = await _tool.RunAsync("audit", "verify", "--data", _tool.Data);
        Assert.Equal((0, ""), (whole.Exit, whole.Errors));
        Assert.Contains("4 entries in 3 chains, 0 heads anchored.", whole.Output, StringComparison.Ordinal);
        Assert.Contains("All chains are whole.", whole.Output, StringComparison.Ordinal);
        var store = new StoreFile(new DataFolder(_tool.Data).Database);
        var chain = store.Text("SELECT watch_id FROM releases WHERE crn = 'K000001'")!;
        store.Run($"DROP TRIGGER audit_unchanged; UPDATE audit SET who = 'x' WHERE chain = '{chain}'");
        var changed = await _tool.RunAsync("audit", "verify", "--data", _tool.Data);
        Assert.Equal(1, changed.Exit);
        Assert.Contains($"{chain} 1: changed", changed.Output, StringComparison.Ordinal);
        var json = await _tool.RunAsync("audit", "verify", "--json", "--data", _tool.Data);
        Assert.Equal(1, json.Exit);
        Assert.Equal("changed", JsonDocument.Parse(json.Output).RootElement.List("findings")[0].Text("problem"));
        Assert.Equal(1, (await _tool.RunAsync("audit", "verify", "--anchor", "3:ff", "--data", _tool.Data)).Exit);
        Assert.Equal(2, (await _tool.RunAsync("audit", "verify", "--anchor", "ff", "--data", _tool.Data)).Exit);
        Assert.Equal(2, (await _tool.RunAsync("audit", "verify", "--data", _tool.PathOf("none"))).Exit);
    }
}
