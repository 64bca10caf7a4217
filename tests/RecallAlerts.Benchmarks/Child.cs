using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RecallAlerts.Benchmarks;

/// <summary>The program as a process of its own, with the time it took and the most memory it held.</summary>
internal static class Child
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "RecallAlerts.LocalHost.dll");

    public static async Task<(TimeSpan Took, double PeakMegabytes)> RunAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        double peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.Delay(20);
        }

        await output;
        return process.ExitCode <= 1 ? (watch.Elapsed, peak) : throw new InvalidOperationException($"{arguments[0]} failed: exit code {process.ExitCode}");
    }

    /// <summary>Runs a command whose output is counted and thrown away.</summary>
    public static async Task<(TimeSpan Took, double PeakMegabytes, long Bytes)> RunToNowhereAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var (buffer, bytes, peak) = (new byte[1 << 20], 0L, 0.0);
        for (var read = -1; read != 0; bytes += Math.Max(0, read))
        {
            read = await process.StandardOutput.BaseStream.ReadAsync(buffer);
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (watch.Elapsed, peak, bytes) : throw new InvalidOperationException($"{arguments[0]} failed: exit code {process.ExitCode}");
    }

    /// <summary>The high-water mark of resident memory, which the system keeps, in MB.</summary>
    private static double PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

/// <summary>The server as a process of its own.</summary>
internal sealed class ServedChild : IDisposable
{
    private readonly Process _process;

    private ServedChild(Process process, HttpClient client, TimeSpan readyAfter) => (_process, Client, ReadyAfter) = (process, client, readyAfter);

    public HttpClient Client { get; }

    public TimeSpan ReadyAfter { get; }

    public static async Task<ServedChild> StartAsync(string data, string clockFrom)
    {
        var port = FreePort();
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        var watch = Stopwatch.StartNew();
        string[] arguments = [Child.Program, "--data", data, "--port", $"{port}", "--clock-from", clockFrom, "--open"];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        while (!await IsReadyAsync(client)) await Task.Delay(5);
        return new ServedChild(process, client, watch.Elapsed);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Client.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
