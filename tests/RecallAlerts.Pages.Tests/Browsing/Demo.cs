using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Commands;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Notify.Directory;
using RecallAlerts.Sqlite;

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

    public async Task InitializeAsync()
    {
        var setting = Settings.Read(null, null) with { Secret = "recall-alerts-pages-tests-secret"u8.ToArray(), Directory = new RolesOnlyDirectory() };
        await using (var services = new Services(SqliteDatabase.Open(Folder.Database, SqliteUse.Alone), setting, cachedCases: 1_000))
        {
            var player = new Player(services.Record, services.Acts, services.Step, Clock.MoveTo);
            var lines = DemoCommand.LinesOf(new DemoOptions(Releases, Seed: 1, Days: 46, Serves: false, Port: 0), setting);
            await player.PlayAsync(lines, Now, (_, reason) => Assert.Fail(reason), null, CancellationToken.None);
            await services.Database.FlushAsync(CancellationToken.None);
        }

        Clock.MoveTo(Now);
        _server = await LocalServer.StartAsync(new ServedStore(Folder, setting, SendingOptions.Default with { File = Folder.Messages }) { ExportsFrom = Exports }, port: 0, Clock, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        System.IO.Directory.Delete(_path, recursive: true);
    }
}
