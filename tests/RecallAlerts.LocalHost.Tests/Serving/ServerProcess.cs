using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>The program as a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });

    public HttpClient Client { get; }

    /// <summary>What it wrote to standard output and standard error.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public static Task<ServerProcess> StartAsync(string folder, Instant from, string? logLevel = null, IEnumerable<(string Name, string Value)>? with = null)
    {
        var environment = logLevel is null ? [] : new[] { "Logging__LogLevel__Default", "Logging__LogLevel__Microsoft.AspNetCore" }.Select(n => (n, logLevel));
        return StartAsync(["--data", folder, "--clock-from", $"{from}"], environment.Concat(with ?? []));
    }

    /// <summary>A demo that is served, with its files in a folder for temporary ones.</summary>
    public static Task<ServerProcess> StartDemoAsync(string temporary, params string[] arguments) => StartAsync(["demo", .. arguments], [("TMPDIR", temporary)]);

    private static async Task<ServerProcess> StartAsync(string[] arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var port = FreePort();
        string[] all = [Path.Combine(AppContext.BaseDirectory, "RecallAlerts.LocalHost.dll"), .. arguments, "--port", $"{port}", "--open"];
        var start = new ProcessStartInfo("dotnet", all)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var server = new ServerProcess(process, new Uri($"http://localhost:{port}"));
        process.OutputDataReceived += (_, e) => server.Said.Enqueue(e.Data ?? "");
        process.ErrorDataReceived += (_, e) => server.Said.Enqueue(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is told.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as a service manager or Ctrl+C does; answers the exit code.</summary>
    public async Task<int> StopAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(StartsWithin);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        Client.Dispose();
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < StartsWithin && !_process.HasExited)
        {
            try
            {
                using var response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException($"The server did not become ready: {string.Join('\n', Said)}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
