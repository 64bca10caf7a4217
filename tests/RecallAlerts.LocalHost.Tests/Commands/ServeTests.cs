using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

/// <summary>Starting and stopping the server as a process.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Tool _tool = new();

    private string Database => new DataFolder(_tool.Data).Database;

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Serve_WhenThePortIsInUse_SaysSoInOneLineAndEndsWith2()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var ran = await ServeAsync(port);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.Contains($"Port {port} is in use", ran.OneError, StringComparison.Ordinal);
        Assert.Equal(2, (await _tool.RunAsync("demo", "--releases", "2", "--days", "2", "--port", $"{port}")).Exit);
    }

    [Fact]
    public async Task Serve_OnAFileThatIsNoDatabase_SaysSoAndLeavesItAlone()
    {
        System.IO.Directory.CreateDirectory(_tool.Data);
        await File.WriteAllTextAsync(Database, "These are minutes of a meeting." + new string('.', 5_000));
        var before = await File.ReadAllBytesAsync(Database);
        var ran = await ServeAsync();
        Assert.Equal(2, ran.Exit);
        Assert.Contains("is not a database", ran.OneError, StringComparison.Ordinal);
        Assert.Equal(2, (await _tool.RunAsync("import", _tool.Write("lines", "{}"), "--data", _tool.Data)).Exit);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database));
    }

    [Theory]
    [InlineData("CREATE TABLE minutes (text TEXT)", "another program")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    [InlineData("PRAGMA application_id = 1380011090; PRAGMA user_version = 999", "newer version")]
    public async Task Serve_OnADatabaseThatIsNotForIt_SaysWhyInOneLine(string sql, string why)
    {
        System.IO.Directory.CreateDirectory(_tool.Data);
        new StoreFile(Database).Run(sql);
        var ran = await ServeAsync();
        Assert.Equal(2, ran.Exit);
        Assert.Contains(why, ran.OneError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_TwiceOnOneFolder_IsRefused()
    {
        using var first = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        var ran = await ServeAsync();
        Assert.Equal(2, ran.Exit);
        Assert.Contains("Another RecallAlerts serves the store", ran.OneError, StringComparison.Ordinal);
        first.Kill();
        using var second = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Serve_WhenAskedToStopUnderLoad_EndsWith0AndKeepsWhatWasAcknowledged(string signal)
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        var acknowledged = 0;
        using var stopping = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(async sender =>
        {
            for (var i = 0; !stopping.IsCancellationRequested; i++)
            {
                using var content = new StringContent(Sent.Release($"L{sender}{i:00000}"), Encoding.UTF8, "application/json");
                try
                {
                    using var response = await server.Client.PostAsync(new Uri("/api/releases", UriKind.Relative), content);
                    if (response.StatusCode == HttpStatusCode.Created) Interlocked.Increment(ref acknowledged);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    return;
                }
            }
        }));
        await Until.TrueAsync(() => Volatile.Read(ref acknowledged) > 40, TimeSpan.FromSeconds(20), "some load");
        Assert.Equal(0, await server.StopAsync(signal));
        await stopping.CancelAsync();
        await load;
        Assert.InRange(new StoreFile(Database).Count("SELECT count(*) FROM releases"), acknowledged, acknowledged + 4);
        Assert.DoesNotContain(server.Said, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_SaysWhereItServesAndThatTokensAreForDevelopment()
    {
        using var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start);
        await Until.TrueAsync(() => server.Said.Count(l => l.Length > 0) == 2, TimeSpan.FromSeconds(5), "two lines");
        var line = server.Said.Single(l => l.Contains("serves on", StringComparison.Ordinal));
        Assert.Contains("`demo`", server.Said.Single(l => l.Contains("The store is empty", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains($"http://localhost:{server.Client.BaseAddress!.Port}", line, StringComparison.Ordinal);
        Assert.Contains("development sign-in, this machine only", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Demo_ServesWhatItPlayedAndLeavesNothingBehind(string signal)
    {
        using var server = await ServerProcess.StartDemoAsync(_tool.Folder, "--releases", "10", "--days", "10");
        var proof = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/watch", UriKind.Relative))).RootElement;
        Assert.StartsWith("2026-06-11T09:00", proof.Text("at"), StringComparison.Ordinal);
        Assert.True(proof.GetProperty("isProven").GetBoolean());
        Assert.Equal(0, await server.StopAsync(signal));
        Assert.Empty(System.IO.Directory.GetFileSystemEntries(_tool.Folder, "recall-alerts-demo-*"));
    }

    [Fact]
    public async Task Demo_TakesTheTokensThatTheCommandPrintsForItsFolder()
    {
        using var server = await ServerProcess.StartDemoAsync(_tool.Folder, "--releases", "10", "--days", "10");
        var folder = Assert.Single(System.IO.Directory.GetFileSystemEntries(_tool.Folder, "recall-alerts-demo-*"));
        var token = (await _tool.RunAsync("--data", folder, "token", "--role", "operations")).Output.Trim();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/watch", UriKind.Relative)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Serve_WhenTheSecretIsAnother_DoesNotRunOnItSilently()
    {
        using (var server = await ServerProcess.StartAsync(_tool.Data, RunningServer.Start))
        {
            using var content = new StringContent(Sent.Release("L900000"), Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.Created, (await server.Client.PostAsync(new Uri("/api/releases", UriKind.Relative), content)).StatusCode);
            await server.StopAsync("TERM");
        }

        await File.WriteAllTextAsync(Path.Combine(_tool.Data, "service.key"), "no secret");
        var ran = await ServeAsync();
        Assert.Equal(2, ran.Exit);
        Assert.DoesNotContain("   at ", ran.OneError, StringComparison.Ordinal);
    }

    private Task<Ran> ServeAsync(int? port = null) => _tool.RunAsync("--data", _tool.Data, "--port", $"{port ?? ServerProcess.FreePort()}");
}
