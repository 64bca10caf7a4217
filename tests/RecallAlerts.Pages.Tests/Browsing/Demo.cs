using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>The demo's cohort, played once into a folder and served on loopback, its clock standing at a Thursday at 10:00 in London. For all tests of pages.</summary>
public sealed class Demo : IAsyncLifetime
{
    /// <summary>Thursday 16 July 2026, 10:00 in London.</summary>
    public static readonly Instant Now = Instant.Parse("2026-07-16T09:00:00Z");

    private const int Releases = 120;
    private readonly string _path = System.IO.Directory.CreateTempSubdirectory("pages-").FullName;
    private LocalServer? _server;

    public VirtualTime Clock { get; } = new(Now);

    public Uri Address => _server!.Address;

    public Services Services => _server!.Services;

    public DataFolder Folder => new(_path);

    /// <summary>What exports read: a few rows, or many of the region that is called so.</summary>
    public LargeExports Exports { get; } = new();

    /// <summary>What a queue put aside.</summary>
    public PutAside PutAside { get; } = new();

    public async Task InitializeAsync()
    {
        var setting = Settings.Read(null, null) with { Secret = "recall-alerts-pages-tests-secret"u8.ToArray(), Directory = new RolesOnlyDirectory() };
        await using (var services = new Services(SqliteDatabase.Open(Folder.Database, SqliteUse.Alone), setting, cachedCases: 1_000))
        {
            var player = new Player(services.Record, services.Acts, services.Step, Clock.MoveTo);
            var lines = DemoCommand.LinesOf(new DemoOptions(Releases, Seed: 1, Days: 46, Serves: false, Port: 0), setting);
            await player.PlayAsync(lines, Now, (_, reason) => Assert.Fail(reason), null, CancellationToken.None);
            await AddFlaggedAsync(services);
            await services.Database.FlushAsync(CancellationToken.None);
        }

        Clock.MoveTo(Now);
        _server = await LocalServer.StartAsync(new ServedStore(Folder, setting, SendingOptions.Default with { File = Folder.Messages }) { ExportsFrom = Exports, DeadLetters = PutAside }, port: 0, Clock, CancellationToken.None);
    }

    // The cohort has nobody whose MAPPA level or child protection is known: one is added to the PDU that has most to do.
    private static async Task AddFlaggedAsync(Services services)
    {
        var alerts = await services.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, AtMost = 2_000 }, CancellationToken.None);
        var busiest = alerts.GroupBy(a => a.Release.Pdu).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        using var body = JsonDocument.Parse($$"""
            {"crn":"X900001","releasedAt":"2026-07-13T09:00:00Z","licenceEndsOn":"2027-07-13","region":"london","pdu":"{{busiest}}","practitionerId":"P-flagged","rosh":"medium","needs":[],"checksRequired":[],
            "handoverCompleted":false,"mappaLevel":2,"childProtection":true}
            """);
        var answers = await services.Record.ApplyAsync([EventReader.ReadRelease(body.RootElement, new Receipt(Now, null))], Now, CancellationToken.None);
        await services.Reviews.RunAsync([answers[0].ReleaseId!.Value], Now, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        System.IO.Directory.Delete(_path, recursive: true);
    }
}
