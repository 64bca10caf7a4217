using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Releases;
using Xunit.Abstractions;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What a verification of the audit log costs: each request is paid for. docs/operations.md goes on from here to a large store.</summary>
public sealed class VerifyCostsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Releases = 300;
    private const int Commits = 6;
    private const int Looks = 1_200;
    private const int Together = 8;
    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Verification_OfSomeHundredReleases_CostsAQueryForEachThousandRows()
    {
        await FillAsync();
        Store.Counting.Reset();
        var began = TimeProvider.System.GetTimestamp();
        var report = await new VerifyAudit(Store.One.Audit).RunAsync(null, None);
        output.WriteLine($"{report.Entries} entries, {report.Chains} chains, {report.Anchors} heads: {Store.Counting} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s");
        Assert.Equal((0, (Releases * (Commits + 1)) + Looks + 1), (report.Found, report.Entries));

        // Entries and release rows; anchors twice, the months, and of the month its ends and entries.
        Assert.Equal($"{2 + 2 + 1 + 1 + Thousands(Looks)} audit query, {Thousands(Releases * (Commits + 2))} cases query", Store.Counting.ToString());
        await RangesCostAsync();
    }

    // Each range more reads the anchors again, the months, and what is left of a page.
    private async Task RangesCostAsync()
    {
        Store.Counting.Reset();
        var report = await new VerifyAudit(Store.One.Audit) { HeadsAtOnce = 100 }.RunAsync(null, None);
        output.WriteLine($"in ranges of 100 heads: {Store.Counting}");
        Assert.Equal(Releases + 1, report.Anchors);
        Assert.InRange(Store.Counting.Total, 15, 40);
    }

    private static int Thousands(int rows) => (rows + 999) / 1_000;

    private async Task FillAsync()
    {
        ReleaseId[] ids = [.. Enumerable.Range(0, Releases).Select(n => new ReleaseId($"X{n:000000}-20260602"))];
        await Store.One.Cases.RegisterAsync([.. ids.Select(id => Case(id.Value[..7]))], None);
        foreach (var part in ids.Chunk(Together)) await Task.WhenAll(part.Select(AppendAsync));
        for (var n = 0; n < Looks; n++) await Store.One.Audit.NoteAsync(Acted(T0.PlusSeconds(n), AuditAction.Consulted, Key.WatchIdOf(ids[n % Releases])), None);
        await new AnchorChains(Store.One.Audit).RunAsync(AnchorScope.All, T0.PlusHours(1), None);
    }

    private async Task AppendAsync(ReleaseId id)
    {
        for (var n = 0; n < Commits; n++) await Store.One.Cases.AppendAsync(id, Fact($"e{n}"), T0.PlusSeconds(n));
    }
}
