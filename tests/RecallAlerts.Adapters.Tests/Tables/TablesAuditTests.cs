using Azure.Data.Tables;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

public sealed class AuditingTablesTests : AuditingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class AuditLogTablesTests : AuditLogContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

/// <summary>Entries that cannot be written, answers that are lost, and entries that somebody tampered with.</summary>
public sealed class TablesAuditTests : IAsyncLifetime
{
    private static readonly string Watch = Key.WatchIdOf(X1);
    private TablesStores? _stores;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Stores => _stores!;

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Stores.DisposeAsync();

    // The place of its entry is taken: an entry is never written over.
    [Fact]
    public async Task Act_WhoseEntryCannotBeWritten_DoesNotHappen()
    {
        await Stores.One.Cases.WatchAsync(Alert(X1, "k"));
        var before = await Stores.One.Cases.GetAsync(X1);
        var taken = new TableEntity(Watch, "z|0000000002");
        await Stores.Tables.Cases.AddEntityAsync(taken);
        await Assert.ThrowsAsync<TableStoreException>(() => ActAsync(Stores.One));
        await Assert.ThrowsAsync<TableStoreException>(() => Stores.One.Cases.AppendAsync(X1, Fact("e1")));
        var after = await Stores.Another.Cases.GetAsync(X1);
        Assert.Equal((before.Version, 0, AlertStatus.Open), (after.Version, after.History.Recorded.Count, after.Alerts[0].Status));
        await Stores.Tables.Cases.DeleteEntityAsync(taken);
        await ActAsync(Stores.One);
        Assert.Equal(AlertStatus.Acknowledged, (await Stores.Another.Cases.GetAsync(X1)).Alerts[0].Status);
        Assert.Empty((await new VerifyAudit(Stores.One.Audit).RunAsync(null, None)).Findings);
    }

    // Dead at any request: the act is there with its entry, or neither is.
    [Fact]
    public async Task Act_BrokenOffAtAnyRequest_IsThereWithItsEntryOrNotAtAll()
    {
        for (var n = 1; n <= 4; n++)
        {
            foreach (var fault in (Fault[])[Fault.Crash, Fault.CrashAfter])
            {
                await using var stores = await TablesStores.CreateAsync();
                await stores.One.Cases.WatchAsync(Alert(X1, "k"));
                stores.Faults.Reset(i => i == n ? fault : Fault.None);
                await Assert.ThrowsAsync<CrashException>(() => ActAsync(stores.One));
                var entries = (await stores.Another.Audit.OfReleaseAsync(Watch, null, 10, None)).Count;
                Assert.Equal((await stores.Another.Cases.GetAsync(X1)).Alerts[0].Status == AlertStatus.Acknowledged ? 2 : 1, entries);
                Assert.Empty((await new VerifyAudit(stores.Another.Audit).RunAsync(null, None)).Findings);
            }
        }
    }

    [Theory]
    [InlineData(Fault.LostAnswer)]
    [InlineData(Fault.Busy)]
    public async Task Look_WhoseAnswerIsLostAtAnyRequest_IsOneEntry(Fault fault)
    {
        await Stores.One.Cases.RegisterAsync(Case());
        for (var n = 1; n <= 3; n++)
        {
            Stores.Faults.Reset(i => i == n ? fault : Fault.None);
            await Stores.One.Audit.NoteAsync(Acted(T0.PlusHours(n), AuditAction.Consulted), None);
        }

        Assert.Equal(4, (await Stores.Another.Audit.OfReleaseAsync(Watch, null, 10, None)).Count);
        Assert.Empty((await new VerifyAudit(Stores.Another.Audit).RunAsync(null, None)).Findings);
    }

    [Theory]
    [InlineData(Fault.Crash)]
    [InlineData(Fault.CrashAfter)]
    public async Task Look_BrokenOff_IsAnErrorAndTheChainGoesOnWhole(Fault fault)
    {
        await Stores.One.Audit.NoteAsync(Acted(T0, AuditAction.Consulted), None);
        Stores.Faults.Reset(i => i == 1 ? fault : Fault.None);
        await Assert.ThrowsAsync<CrashException>(() => Stores.One.Audit.NoteAsync(Acted(T0.PlusHours(1), AuditAction.Consulted), None));
        Stores.Faults.Reset();
        await Stores.One.Audit.NoteAsync(Acted(T0.PlusHours(2), AuditAction.Consulted), None);
        Assert.Empty((await new VerifyAudit(Stores.Another.Audit).RunAsync(null, None)).Findings);
    }

    [Fact]
    public async Task Looks_ManyAtOnce_AreOneWholeChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Stores.One.Audit.NoteAsync(Acted(T0.PlusHours(n), AuditAction.Consulted, $"w{n}"), None))));
        var report = await new VerifyAudit(Stores.Another.Audit).RunAsync(null, None);
        Assert.Equal((20, 0), ((int)report.Entries, report.Findings.Count));
    }

    [Theory]
    [InlineData("cases", "z|0000000002", AuditProblem.CutOff)]
    [InlineData("cases", "z|0000000001", AuditProblem.Missing)]
    [InlineData("audit", "e|one|0000000002", AuditProblem.CutOff)]
    [InlineData("audit", "e|one|0000000001", AuditProblem.Missing)]
    [InlineData("audit", "e|anchors|0000000001", AuditProblem.CutOff)]
    public async Task Entry_Deleted_IsFound(string table, string key, AuditProblem expected)
    {
        await GivenEntriesAsync();
        var rows = await TableOf(table).ReadAsync(TableClient.CreateQueryFilter($"RowKey eq {key}"), None);
        await TableOf(table).DeleteEntityAsync(Assert.Single(rows));
        Assert.Contains(expected, await FoundAsync());
    }

    [Theory]
    [InlineData("cases", "z|0000000002", "oid-1", "oid-2")]
    [InlineData("cases", "z|0000000002", "acknowledged", "looked")]
    [InlineData("audit", "e|one|0000000001", "GET", "PUT")]
    [InlineData("audit", "e|anchors|0000000001", ":2:", ":1:")]
    public async Task Entry_Changed_IsFound(string table, string key, string from, string to)
    {
        await GivenEntriesAsync();
        var row = Assert.Single(await TableOf(table).ReadAsync(TableClient.CreateQueryFilter($"RowKey eq {key}"), None));
        row["json"] = row.GetString("json").Replace(key.Contains("anchors", StringComparison.Ordinal) ? "2:" : from, to, StringComparison.Ordinal);
        await TableOf(table).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        Assert.Contains(AuditProblem.Changed, await FoundAsync());
    }

    [Theory]
    [InlineData("h|one")]
    [InlineData("h|anchors")]
    public async Task End_ThatIsNoneAnyMore_IsFound(string key)
    {
        await GivenEntriesAsync();
        var row = Assert.Single(await Stores.Tables.Audit.ReadAsync(TableClient.CreateQueryFilter($"RowKey eq {key}"), None));
        row["json"] = "{";
        await Stores.Tables.Audit.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        Assert.Equal([AuditProblem.CutOff], await FoundAsync());
    }

    // Chain and end are taken together: only the anchor still knows.
    [Fact]
    public async Task Chain_TakenAwayWithItsEnd_IsFoundByTheAnchor()
    {
        await GivenEntriesAsync();
        foreach (var row in (await Stores.Tables.Audit.ReadAsync("", None)).Where(r => r.RowKey.Contains("|one", StringComparison.Ordinal))) await Stores.Tables.Audit.DeleteEntityAsync(row);
        Assert.Equal([AuditProblem.CutOff], await FoundAsync());
    }

    // An hour's anchor leaves what may be of an act under way; later ones take the row away, and nothing is anchored anew for ever.
    [Fact]
    public async Task Anchor_OfAReleaseThatSomebodyActedOn_IsForgottenAfterAWhile()
    {
        await GivenEntriesAsync();
        Assert.Equal(2, await AnchorAsync(1));
        await AnchorAsync(4);
        Assert.Equal(0, await AnchorAsync(9));
        Assert.Empty(await FoundAsync());
    }

    private async Task<int> AnchorAsync(int hour) => (await new AnchorChains(Stores.One.Audit).RunAsync(AnchorScope.Changed, T0.PlusHours(hour), None)).Heads;

    private async Task GivenEntriesAsync()
    {
        await Stores.One.Cases.WatchAsync(Alert(X1, "k"));
        await ActAsync(Stores.One);
        for (var n = 0; n < 2; n++) await Stores.One.Audit.NoteAsync(Acted(T0, AuditAction.Consulted), None);
        Assert.Equal(2, await AnchorAsync(0));
        Assert.Empty(await FoundAsync());
    }

    private TableClient TableOf(string name) => name == "cases" ? Stores.Tables.Cases : Stores.Tables.Audit;

    // In constant memory the chains are read range by range, which finds the same.
    private async Task<IEnumerable<AuditProblem>> FoundAsync()
    {
        var found = (await new VerifyAudit(Stores.Another.Audit).RunAsync(null, None)).Findings;
        Assert.Equal(found, (await new VerifyAudit(Stores.Another.Audit) { HeadsAtOnce = 1 }.RunAsync(null, None)).Findings);
        return found.Select(f => f.Problem);
    }

    private static Task ActAsync(Ports ports) => ports.Cases.UpdateAsync([X1], r => new CaseUpdate(
        [.. r.Alerts.Select(a => a with { Status = AlertStatus.Acknowledged })], [], null, T0)
    {
        Audit = [Acted(T0, AuditAction.Acknowledged)],
    }, None);
}
