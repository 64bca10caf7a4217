using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RecallAlerts.Api;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Imports;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>A store to be served.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Setting">What it runs on, with the secret.</param>
public sealed record ServedStore(DataFolder Folder, Setting Setting);

/// <summary>Serves the API on loopback, runs the wake loop and sends messages, until stopped.</summary>
public static class ServeCommand
{
    /// <summary>Serves until stopped.</summary>
    public static async Task<int> RunAsync(ServedStore store, int port, TimeProvider time, CancellationToken cancellation)
    {
        await using var services = new Services(SqliteDatabase.Open(store.Folder.Database, SqliteUse.Serving), store.Setting);
        using var signal = new Signal();
        var app = Build(store, services, port, time, signal);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            Output.Error($"Port {port} is in use: another program, perhaps another RecallAlerts, listens there. Choose another with --port.");
            return ExitCode.Failed;
        }

        Console.Out.WriteLine($"RecallAlerts serves on http://localhost:{port} with data in {store.Folder.Path} (development tokens, this machine only). Ctrl+C stops it.");
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Done;
    }

    private static WebApplication Build(ServedStore store, Services services, int port, TimeProvider time, Signal signal)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, port));
        builder.Services.AddRecallAlertsOpenApi().AddRouting();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddHostedService(p => new WakeLoop(services, Sending.Build(store, services, time), signal, time, p.GetRequiredService<ILogger<WakeLoop>>()));
        var app = builder.Build();
        app.Use(AnswerStoreProblemsAsync);
        app.MapRecallAlerts(ApiServicesOf(store, services, time, signal));
        return app;
    }

    // Loopback only, until pages and sign-in exist: the service signs its own tokens.
    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Loopback, port);
    }

    private static ApiServices ApiServicesOf(ServedStore store, Services services, TimeProvider time, Signal signal)
    {
        var tokens = new DevelopmentTokens(store.Setting.Secret, time);
        return new ApiServices
        {
            Cases = services.Cases,
            Queries = services.Queries,
            Record = services.Record,
            Import = new ImportLines(services.Record, services.Queries),
            Reviews = services.Reviews,
            Acts = services.Acts,
            Directory = store.Setting.Directory,
            Policies = store.Setting.Policies,
            Calendar = store.Setting.Calendar,
            ReadToken = tokens.ReadAsync,
            WithoutToken = http => IsThisMachine(http) ? Caller.Developer : null,
            Time = time,
            Signal = signal.Set,
            IsReady = services.IsReadyAsync,
        };
    }

    // A page of another site can make a browser on this machine send requests here: they carry its Origin, or another Host.
    private static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && http.Request.Headers.Origin.Count == 0 &&
        http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    private static async Task AnswerStoreProblemsAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (StoreException e) when (!http.Response.HasStarted)
        {
            var status = e.Problem == StoreProblem.DiskFull ? 507 : 503;
            await Problems.Of(status, e.Problem == StoreProblem.DiskFull ? "disk-full" : "store-unavailable", e.Message).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left: there is nobody to answer.
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await Problems.Of(e.StatusCode, "bad-request", "The request is malformed.").ExecuteAsync(http);
        }
    }
}
