using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Exporting;

public sealed class FileExportJobsTests : IAsyncLifetime
{
    private static readonly Instant T0 = Instant.Parse("2026-07-16T09:00:00Z");
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly LargeExports _source = new();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("exports-").FullName;
    private IExportJobs _jobs = null!;

    public Task InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder, "left.csv"), "left by a run before");
        _jobs = new FileExportJobs(_folder, new ExportRows(_source, new byte[32]), TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncDisposable)_jobs).DisposeAsync();
        Assert.Empty(System.IO.Directory.GetFiles(_folder));
        System.IO.Directory.Delete(_folder);
    }

    [Fact]
    public void Start_OfTheProgram_ForgetsWhatWasLeft() => Assert.Empty(System.IO.Directory.GetFiles(_folder));

    [Fact]
    public async Task Job_ThatIsDone_CanBeReadByItsOwnerOnly()
    {
        var job = await StartAsync("ann");
        await UntilAsync("ann", job.Id, ExportJobState.Done);
        await using var file = (await _jobs.OpenAsync("ann", job.Id, T0, None))!;
        Assert.True(file.Length > 0);
        Assert.Null(await _jobs.OpenAsync("bob", job.Id, T0, None));
        Assert.Null(await _jobs.FindAsync("bob", job.Id, T0, None));
        Assert.Empty(await _jobs.OfAsync("bob", T0, None));
        Assert.False(await _jobs.CancelAsync("bob", job.Id, T0, None));
        Assert.Equal([job.Id], (await _jobs.OfAsync("ann", T0, None)).Select(j => j.Id));
    }

    [Theory]
    [InlineData(86_399, true)]
    [InlineData(86_400, false)]
    public async Task Job_IsKeptForADay(int seconds, bool isThere)
    {
        var job = await StartAsync("ann");
        await UntilAsync("ann", job.Id, ExportJobState.Done);
        Assert.Equal(isThere, await _jobs.FindAsync("ann", job.Id, T0.PlusSeconds(seconds), None) is not null);
    }

    [Fact]
    public async Task Job_WhileAnotherIsMade_Waits()
    {
        var first = await StartAsync("ann", LargeExports.Large);
        await UntilAsync("ann", first.Id, ExportJobState.Running);
        var second = await StartAsync("ann");
        Assert.Equal(ExportJobState.Waiting, (await _jobs.FindAsync("ann", second.Id, T0, None))!.State);
        Assert.True(await _jobs.CancelAsync("ann", first.Id, T0, None));
        await UntilAsync("ann", second.Id, ExportJobState.Done);
    }

    [Fact]
    public async Task Job_ThatCannotBeMade_HasFailedAndHoldsNobodyUp()
    {
        var request = new ExportRequest(ExportScope.Of(null, null, "broken"), ExportFormat.Csv, null);
        var broken = (await _jobs.StartAsync("ann", "recall-reasons", request, T0, None))!;
        await UntilAsync("ann", broken.Id, ExportJobState.Failed);
        Assert.Null(await _jobs.OpenAsync("ann", broken.Id, T0, None));
        await UntilAsync("ann", (await StartAsync("ann")).Id, ExportJobState.Done);
    }

    [Fact]
    public async Task Start_OfTheEleventh_IsNotTaken()
    {
        for (var i = 0; i < 10; i++) await StartAsync("ann", LargeExports.Large);
        Assert.Null(await _jobs.StartAsync("ann", "releases", Request(null), T0, None));
        Assert.NotNull(await _jobs.StartAsync("bob", "releases", Request(null), T0, None));
    }

    private static ExportRequest Request(string? region) => new(ExportScope.Of(null, null, region), ExportFormat.Csv, null);

    private async Task<ExportJob> StartAsync(string owner, string? region = null) => (await _jobs.StartAsync(owner, "releases", Request(region), T0, None))!;

    private async Task UntilAsync(string owner, string id, ExportJobState state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await _jobs.FindAsync(owner, id, T0, None))!.State != state) await Task.Delay(10, patience.Token);
    }
}
