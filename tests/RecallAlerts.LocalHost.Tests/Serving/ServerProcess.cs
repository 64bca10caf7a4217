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

    public static async Task<ServerProcess> StartAsync(string folder, Instant from)
    {
        var port = FreePort();
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "RecallAlerts.LocalHost.dll"), "--data", folder, "--port", $"{port}", "--clock-from", $"{from}"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => Console.Error.WriteLine(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, new Uri($"http://localhost:{port}"));
        await server.WaitUntilReadyAsync();
        return server;
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is told.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
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

        throw new InvalidOperationException("The server did not become ready.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
