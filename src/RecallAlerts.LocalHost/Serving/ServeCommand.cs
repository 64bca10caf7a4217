using Microsoft.AspNetCore.Connections;
using RecallAlerts.LocalHost.Commands;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Serves the API on loopback, runs the wake loop and sends messages, until stopped.</summary>
public static class ServeCommand
{
    /// <summary>Serves until stopped.</summary>
    public static async Task<int> RunAsync(ServedStore store, int port, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var server = await LocalServer.StartAsync(store, port, time, cancellation);
            Console.Out.WriteLine($"RecallAlerts serves on http://localhost:{server.Address.Port} with data in {store.Folder.Path} (development sign-in, this machine only). Ctrl+C stops it.");
            if ((await server.Services.Queries.CountStatesAsync(cancellation)).Count == 0)
                Console.Out.WriteLine("The store is empty. `demo` in place of nothing shows RecallAlerts at work on a synthetic cohort; `import FILE --server URL` fills this one.");
            await server.WaitAsync(cancellation);
            return ExitCode.Done;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            Output.Error($"Port {port} is in use: another program, perhaps another RecallAlerts, listens there. Choose another with --port.");
            return ExitCode.Failed;
        }
    }
}
