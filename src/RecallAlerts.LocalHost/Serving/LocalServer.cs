using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using RecallAlerts.Api;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Pages;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Telemetry;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.CaseDetails;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Sending;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>A store to be served.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Setting">What it runs on, with the secret.</param>
/// <param name="Sending">How messages leave.</param>
public sealed record ServedStore(DataFolder Folder, Setting Setting, SendingOptions Sending)
{
    /// <summary>Where details of HMPPS events are asked for; null asks nobody.</summary>
    public CaseDetailsOptions? Details { get; init; }

    /// <summary>Whether calls of this machine without a token are taken, as the persona dev with all roles.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How much one caller may ask for; null sets no limit.</summary>
    public RequestLimits? Limits { get; init; }

    /// <summary>The clock of tokens, which are signed elsewhere; null for that of the server.</summary>
    public TimeProvider? TokenTime { get; init; }

    /// <summary>What exports read; null for the store itself.</summary>
    public IExportSource? ExportsFrom { get; init; }

    /// <summary>Events that a queue put aside; null, because there is no queue here.</summary>
    public IDeadLetters? DeadLetters { get; init; }

    /// <summary>A store by its folder and the settings in it.</summary>
    public static ServedStore Of(DataFolder folder, Setting setting)
    {
        var sending = SendingSettings.Read(folder);
        return new ServedStore(folder, setting with { Secret = folder.Secret(), Directory = SendingSettings.DirectoryOf(sending) }, sending)
        {
            Details = CaseDetailsOptionsReader.Read(SendingSettings.Of(folder)),
            Limits = new RequestLimits(),
        };
    }
}

/// <summary>A running server on loopback: API, wake loop and sender.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Signal _signal;
    private readonly Outgoing _outgoing;
    private readonly FileStream _lock;

    private LocalServer(WebApplication app, Services services, Signal signal, Outgoing outgoing, FileStream claim) =>
        (_app, Services, _signal, _outgoing, _lock) = (app, services, signal, outgoing, claim);

    /// <summary>The use cases that it serves.</summary>
    public Services Services { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Opens the store and starts; port 0 takes a free one.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<LocalServer> StartAsync(ServedStore store, int port, TimeProvider time, CancellationToken cancellation)
    {
        // What was opened is closed again when a later step fails, so that the next try finds the store free.
        var opened = new Stack<IAsyncDisposable>();
        try
        {
            var claim = Claim(store.Folder);
            opened.Push(claim);
            var signal = new Signal();
            var services = new Services(SqliteDatabase.Open(store.Folder.Database, SqliteUse.Serving), store.Setting, watches: signal);
            opened.Push(services);
            await services.Directory.RefreshAsync(cancellation);
            var outgoing = new Outgoing(store, services, time);
            var server = new LocalServer(Build(store, services, port, time, outgoing, signal), services, signal, outgoing, claim);
            opened.Clear();
            opened.Push(server);
            await server._app.StartAsync(cancellation);
            opened.Clear();
            return server;
        }
        finally
        {
            while (opened.TryPop(out var left)) await left.DisposeAsync();
        }
    }

    /// <summary>Waits until it is told to stop.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    /// <summary>Stops: requests and the step under way end, then the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Services.DisposeAsync();
        _outgoing.Dispose();
        _signal.Dispose();
        await _lock.DisposeAsync();
    }

    // Two servers on one store would send each message twice. The system gives the lock back however the process ends.
    private static FileStream Claim(DataFolder folder)
    {
        System.IO.Directory.CreateDirectory(folder.Path);
        try
        {
            return new FileStream(Path.Combine(folder.Path, "serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StoreException(StoreProblem.Unavailable, $"Another RecallAlerts serves the store in {folder.Path}.", e);
        }
    }

    private static WebApplication Build(ServedStore store, Services services, int port, TimeProvider time, Outgoing outgoing, Signal signal)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.PostConfigure<LoggerFilterOptions>(LogWarningsOnly);
        builder.Services.AddRecallAlertsTelemetry(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, port));
        builder.Services.AddRecallAlertsOpenApi().AddRouting();
        builder.Services.AddRecallAlertsPages(new PageOptions(IsDevelopment: true)).ProtectKeysWith(store.Setting.Secret)
            .PersistKeysToFileSystem(System.IO.Directory.CreateDirectory(Path.Combine(store.Folder.Path, "keys")));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(_ => new FileExportJobs(store.Folder.Exports, ExportsOf(store, services), time));
        builder.Services.AddHostedService(p => new WakeLoop(services, signal, time, p.GetRequiredService<ILogger<WakeLoop>>()));
        builder.Services.AddHostedService(p => new DetailsLoop(services, store.Details, signal, time, p.GetRequiredService<ILogger<DetailsLoop>>()));
        builder.Services.AddHostedService(p => new AuditLoop(services, time, p.GetRequiredService<ILogger<AuditLoop>>()));
        builder.Services.AddHostedService(p => new SendLoop(outgoing, time, p.GetRequiredService<ILogger<SendLoop>>()));
        var app = builder.Build();
        var api = ApiServicesOf(store, services, time, app.Services.GetRequiredService<FileExportJobs>());
        app.Use(PagesUnderOurNameAsync);
        app.UseStatusCodePages(context => Nothing(context.HttpContext, api).ExecuteAsync(context.HttpContext));
        app.Use((HttpContext http, RequestDelegate next) => Failures.AnswerAsync(http, () => next(http)));
        app.MapRecallAlerts(api);
        app.MapRecallAlertsPages(api);
        return app;
    }

    private static IResult Nothing(HttpContext http, ApiServices services) =>
        http.Response.StatusCode == StatusCodes.Status404NotFound ? PageGate.NotFound(http, services) : Problems.OfStatus(http.Response.StatusCode);

    // Below warnings the framework logs paths, which name people: so whatever the environment asks for, it is not heard.
    private static void LogWarningsOnly(LoggerFilterOptions options)
    {
        options.MinLevel = LogLevel.Warning;
        options.Rules.Clear();
        options.Rules.Add(new LoggerFilterRule(null, "Microsoft.Extensions.Hosting", LogLevel.Critical, null));
    }

    // Loopback only, until pages and sign-in exist: the service signs its own tokens.
    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Loopback, port);
    }

    private static ApiServices ApiServicesOf(ServedStore store, Services services, TimeProvider time, IExportJobs exportJobs)
    {
        var tokens = new DevelopmentTokens(store.Setting.Secret, store.TokenTime ?? time);
        return new ApiServices
        {
            Cases = services.Cases,
            Queries = services.Queries,
            Record = services.Record,
            Ingest = services.Ingest,
            People = services.People,
            Import = new ImportLines(services.Record, services.Queries),
            Reviews = services.Reviews,
            Acts = services.Acts,
            Recalls = services.Recalls,
            RecordRecall = services.RecordRecall,
            AnswerRecall = services.Answer,
            Audit = new AuditTrail(services.Audit, time),
            Verify = services.Verify,
            Exports = ExportsOf(store, services),
            ExportJobs = exportJobs,
            Operations = services.Operations,
            DeadLetters = store.DeadLetters,
            Trial = TrialOf(store.Setting, services),
            Reports = services.Reports,
            Directory = services.Directory,
            Policies = store.Setting.Policies,
            Calendar = store.Setting.Calendar,
            ReadToken = tokens.ReadAsync,
            WithoutToken = http => store.IsOpen && IsThisMachine(http) ? Caller.Developer : null,
            Limits = store.Limits,
            Time = time,
            Watches = services.Watches,
            IsReady = services.IsReadyAsync,
            Instruments = services.Instruments,
        };
    }

    private static ExportRows ExportsOf(ServedStore store, Services services) => store.ExportsFrom is { } source ? new ExportRows(source, store.Setting.Secret) : services.Exports;

    private static PolicyTrial TrialOf(Setting setting, Services services)
    {
        var compare = new ComparePolicies(services.Cases, new SqliteTimelines(services.Database), setting.Calendar, new PlayedInMemory(setting.Calendar).PlayAsync);
        return new PolicyTrial(services.Cases, compare, TrialLimits.Default, TimeProvider.System);
    }

    // A site whose name leads to this machine would be the same origin to a browser: it could sign in as a persona, which takes no password, and read on.
    private static Task PagesUnderOurNameAsync(HttpContext http, RequestDelegate next) =>
        IsOurHost(http) || TakesTokensOnly(http.Request.Path) ? next(http) : Problems.OfStatus(StatusCodes.Status421MisdirectedRequest).ExecuteAsync(http);

    private static bool TakesTokensOnly(PathString path) => path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal);

    // A page of another site can make a browser on this machine send requests here: they carry its Origin.
    private static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && http.Request.Headers.Origin.Count == 0 && IsOurHost(http);

    private static bool IsOurHost(HttpContext http) => http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
