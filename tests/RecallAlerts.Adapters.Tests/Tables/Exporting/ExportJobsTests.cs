using RecallAlerts.Application.Exports;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Azure.Tables.Exporting;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables.Exporting;

/// <summary>Exports in the background on Table storage: asked for by one program, made by another.</summary>
public sealed class ExportJobsTests : IAsyncLifetime
{
    private readonly QuickTime _time = new(T0);
    private readonly GivenExports _source = new();
    private TablesStores? _stores;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Stores => _stores!;

    private TablesExportJobs Jobs => new(Stores.Tables);

    private ExportRows Rows => new(_source, Secret);

    private ExportMaker Maker => new(Stores.Tables, Rows, _time);

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync(_time);

    public async Task DisposeAsync() => await Stores.DisposeAsync();

    [Fact]
    public async Task Job_IsMadeAsItWouldBeStreamedAndIsItsOwnersOnly()
    {
        var job = await AskAsync("ann");
        Assert.Equal((ExportJobState.Waiting, 0), (job.State, job.Rows));
        Assert.Null(await Jobs.OpenAsync("ann", job.Id, T0, None));
        _time.Now = T0.PlusHours(9);
        Assert.Equal(1, await MakeAsync());
        using var streamed = new MemoryStream();
        await Rows.ReleasesAsync(RequestOf(null), T0, streamed, None);
        Assert.Equal(streamed.ToArray(), await ReadAsync("ann", job.Id));
        Assert.Equal(job with { State = ExportJobState.Done, Rows = GivenExports.Page }, Assert.Single(await Jobs.OfAsync("ann", T0, None)));
        Assert.Empty(await Jobs.OfAsync("bob", T0, None));
        Assert.Null(await Jobs.FindAsync("bob", job.Id, T0, None));
        Assert.Null(await Jobs.OpenAsync("bob", job.Id, T0, None));
        Assert.False(await Jobs.CancelAsync("bob", job.Id, T0, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("jobs")]
    [InlineData("0' or PartitionKey eq 'jobs")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task Find_OfAnIdThatIsNone_FindsNothing(string id)
    {
        await AskAsync("ann");
        Assert.Null(await Jobs.FindAsync("ann", id, T0, None));
        Assert.False(await Jobs.CancelAsync("ann", id, T0, None));
    }

    [Theory]
    [InlineData(86_399, true)]
    [InlineData(86_400, false)]
    public async Task Job_IsKeptForADay(int seconds, bool isThere)
    {
        var job = await AskAsync("ann");
        await MakeAsync();
        _time.Now = T0.PlusSeconds(seconds);
        Assert.Equal(isThere, await Jobs.FindAsync("ann", job.Id, _time.Now, None) is not null);
        await MakeAsync();
        Assert.Equal(isThere ? 2 : 0, await StoredAsync());
    }

    [Fact]
    public async Task Start_OfTheEleventh_IsNotTaken()
    {
        for (var i = 0; i < ExportJob.MostOfOne; i++) await AskAsync("ann");
        Assert.Null(await Jobs.StartAsync("ann", "releases", RequestOf(null), T0, None));
        Assert.NotNull(await Jobs.StartAsync("bob", "releases", RequestOf(null), T0, None));
        Assert.NotNull(await Jobs.StartAsync("ann", "releases", RequestOf(null), T0.PlusSeconds(86_400), None));
    }

    [Fact]
    public async Task Jobs_AreMadeInTheOrderInWhichTheyWereAskedForUntilTimeIsUp()
    {
        var second = await AskAsync("ann", at: T0.PlusSeconds(1));
        var first = await AskAsync("bob");
        Assert.Equal(0, await Maker.RunAsync(T0, None));
        Assert.Equal(2, await MakeAsync());
        Assert.NotNull(await Jobs.OpenAsync("bob", first.Id, T0, None));
        Assert.NotNull(await Jobs.OpenAsync("ann", second.Id, T0, None));
    }

    [Fact]
    public async Task Job_WhileItIsMade_SaysHowFarItIs()
    {
        var job = await AskAsync("ann", GivenExports.Held);
        var making = MakeAsync();
        await UntilAsync("ann", job.Id, j => j is { State: ExportJobState.Running, Rows: GivenExports.Page });
        Assert.Null(await Jobs.OpenAsync("ann", job.Id, T0, None));
        _source.LetThrough();
        Assert.Equal(1, await making);
        Assert.Equal(2 * GivenExports.Page, (await Jobs.FindAsync("ann", job.Id, T0, None))!.Rows);
    }

    [Fact]
    public async Task Job_ThatIsCancelledWhileItIsMade_LeavesNothing()
    {
        var job = await AskAsync("ann", GivenExports.Held);
        var making = MakeAsync();
        await UntilAsync("ann", job.Id, j => j.State == ExportJobState.Running);
        Assert.True(await Jobs.CancelAsync("ann", job.Id, T0, None));
        Assert.Equal(0, await making);
        await MakeAsync();
        Assert.Equal(0, await StoredAsync());
    }

    [Fact]
    public async Task Job_ThatFails_IsTriedThreeTimesAndHoldsOthersUpNoLonger()
    {
        var (broken, whole) = (await AskAsync("ann", GivenExports.Broken), await AskAsync("bob", at: T0.PlusSeconds(1)));
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(MakeAsync);
            Assert.Equal(ExportJobState.Waiting, (await Jobs.FindAsync("ann", broken.Id, T0, None))!.State);
        }

        Assert.Equal(1, await MakeAsync());
        Assert.Equal(ExportJobState.Failed, (await Jobs.FindAsync("ann", broken.Id, T0, None))!.State);
        Assert.Null(await Jobs.OpenAsync("ann", broken.Id, T0, None));
        Assert.NotNull(await Jobs.OpenAsync("bob", whole.Id, T0, None));
        Assert.Equal(0, await MakeAsync());
    }

    [Theory]
    [InlineData(119, 1)]
    [InlineData(120, 2)]
    public async Task Job_WhoseRunDied_IsBegunAnewWhenItWasSilentForTwoMinutes(int seconds, int begun)
    {
        var job = await AskAsync("ann", GivenExports.Held);
        using var death = new CancellationTokenSource();
        var dying = Maker.RunAsync(T0.PlusHours(1), death.Token);
        await UntilAsync("ann", job.Id, j => j.State == ExportJobState.Running);
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying);
        _source.LetThrough();
        _time.Now = T0.PlusSeconds(seconds);
        Assert.Equal(begun - 1, await MakeAsync());
        Assert.Equal(begun, _source.Begun);
    }

    [Fact]
    public async Task Run_ThatWasTakenForDead_ChangesNothingMore()
    {
        var job = await AskAsync("ann", GivenExports.Held);
        var slow = MakeAsync();
        await UntilAsync("ann", job.Id, j => j.State == ExportJobState.Running);
        var asked = new AskedExports(Stores.Tables.Exports);
        var other = (await asked.ClaimAsync(T0.PlusHours(1), None))!;
        _source.LetThrough();
        Assert.Equal(0, await slow);
        Assert.Equal(other, (await asked.FindAsync(job.Id, None))!.Export);
    }

    [Theory]
    [InlineData(Fault.LostAnswer)]
    [InlineData(Fault.Busy)]
    public async Task Job_WithAnAnswerLostOrRefusedAtAnyRequest_IsMade(Fault fault)
    {
        for (var n = 1; n <= 14; n++)
        {
            var job = await AskAsync($"ann{n}");
            Stores.Faults.Reset(i => i == n ? fault : Fault.None);
            Assert.Equal(1, await MakeAsync());
            Assert.Equal(ExportJobState.Done, (await Jobs.FindAsync($"ann{n}", job.Id, T0, None))!.State);
            Assert.NotEmpty(await ReadAsync($"ann{n}", job.Id));
        }
    }

    private static ExportRequest RequestOf(string? region) => new(ExportScope.Of(null, null, region), ExportFormat.Csv, "p");

    private Task<int> MakeAsync() => Maker.RunAsync(_time.Now.PlusHours(1), None);

    private async Task<ExportJob> AskAsync(string owner, string? region = null, Instant? at = null) => (await Jobs.StartAsync(owner, "releases", RequestOf(region), at ?? T0, None))!;

    private async Task<byte[]> ReadAsync(string owner, string id)
    {
        await using var file = (await Jobs.OpenAsync(owner, id, T0, None))!;
        using var read = new MemoryStream();
        await file.CopyToAsync(read);
        return read.ToArray();
    }

    private async Task<int> StoredAsync() => (await Requests.ReadAsync(Stores.Tables.Exports, "", None)).Count;

    private async Task UntilAsync(string owner, string id, Func<ExportJob, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo((await Jobs.FindAsync(owner, id, T0, None))!)) await Task.Delay(10, patience.Token);
    }
}
