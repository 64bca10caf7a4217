using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>
/// The table server of the tests: azurite, in memory, started once for all of them. Where it is not installed the tests are skipped; in CI they fail.
/// </summary>
internal static class AzuriteServer
{
    // The well-known account of the emulator, which is no secret.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Main = "node_modules/azurite/dist/src/table/main.js";
    private const string Skip = "$XunitDynamicSkip$";
    private static readonly Lazy<Task<Uri>> Started = new(StartAsync);
    private static int _stores;

    /// <summary>A client of the server.</summary>
    public static async Task<TableServiceClient> OpenAsync(TableClientOptions options) =>
        new(await Started.Value, new TableSharedKeyCredential(Account, AccountKey), options);

    /// <summary>Begins the names of tables that no other test has.</summary>
    public static string NewPrefix() => string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _stores)}");

    private static async Task<Uri> StartAsync()
    {
        var folder = Ancestors(AppContext.BaseDirectory).Select(f => Path.Combine(f, "obj")).Where(Directory.Exists)
            .SelectMany(obj => Directory.EnumerateDirectories(obj, "azurite-*")).FirstOrDefault(f => File.Exists(Path.Combine(f, Main)));
        if (folder is null) throw Missing("azurite is not installed: npm was missing when this project was built.");
        var port = FreePort();
        string[] arguments = [Path.Combine(folder, Main), "--tableHost", "127.0.0.1", "--tablePort", port.ToString(CultureInfo.InvariantCulture), "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];
        var start = new ProcessStartInfo("node", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        var process = Process.Start(start) ?? throw Missing("node could not be started.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill();
        await AnswersAsync(port, process);
        return new Uri($"http://127.0.0.1:{port}/{Account}");
    }

    private static Exception Missing(string reason) => Environment.GetEnvironmentVariable("CI") == "true" ? new InvalidOperationException(reason) : new InvalidOperationException(Skip + reason);

    private static async Task AnswersAsync(int port, Process process)
    {
        for (var i = 0; i < 300 && !process.HasExited; i++)
        {
            using var client = new TcpClient();
            var connecting = client.ConnectAsync(IPAddress.Loopback, port);
            await connecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connecting.IsCompletedSuccessfully) return;
            await Task.Delay(100);
        }

        throw new InvalidOperationException("azurite did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var f = new DirectoryInfo(folder); f is not null; f = f.Parent) yield return f.FullName;
    }
}
