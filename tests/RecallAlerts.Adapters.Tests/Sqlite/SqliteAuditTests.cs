using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class AuditingInMemoryTests : AuditingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class AuditingFileServingTests : AuditingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class AuditLogInMemoryTests : AuditLogContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class AuditLogFileServingTests : AuditLogContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

/// <summary>Entries that cannot be written, and entries that somebody tampered with.</summary>
public sealed class SqliteAuditTests : IDisposable
{
    private const string NoEntries = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END";
    private const string NoTriggers = "DROP TRIGGER audit_unchanged; DROP TRIGGER audit_kept;";
    private readonly TempFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteUse.Serving)]
    [InlineData(SqliteUse.Alone)]
    public async Task Act_WhoseEntryCannotBeWritten_DoesNotHappen(SqliteUse use)
    {
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        var ports = SqliteStores.PortsOf(database);
        await ports.Cases.WatchAsync(Alert(X1, "k"));
        var before = await ports.Cases.GetAsync(X1);
        await database.FlushAsync(None);
        await ScriptAsync(database, NoEntries);
        await database.FlushAsync(None);
        await Assert.ThrowsAsync<StoreException>(() => ActAsync(ports));
        await Assert.ThrowsAsync<StoreException>(() => ports.Cases.AppendAsync(X1, Fact("e1")));
        await Assert.ThrowsAsync<StoreException>(() => ports.Cases.RegisterAsync(Case("X000002")));
        await Assert.ThrowsAsync<StoreException>(() => ports.Audit.NoteAsync(Acted(T0, AuditAction.Consulted), None));
        await ScriptAsync(database, "DROP TRIGGER full");
        var after = await SqliteStores.PortsOf(database).Cases.GetAsync(X1);
        Assert.Equal((before.Version, 0, AlertStatus.Open), (after.Version, after.History.Recorded.Count, after.Alerts[0].Status));
        Assert.Empty(await ports.Cases.FindAllAsync(new Domain.Releases.Crn("X000002"), None));
        await ActAsync(ports);
        Assert.Equal(AlertStatus.Acknowledged, (await ports.Cases.GetAsync(X1)).Alerts[0].Status);
        Assert.Empty((await new VerifyAudit(ports.Audit).RunAsync(null, None)).Findings);
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    public async Task Entries_AreNeitherChangedNorDeleted(string script)
    {
        await using var database = SqliteDatabase.OpenInMemory();
        await SqliteStores.PortsOf(database).Cases.RegisterAsync(Case());
        await Assert.ThrowsAsync<StoreException>(() => ScriptAsync(database, script));
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'nobody' WHERE action = 'acknowledged'", AuditProblem.Changed)]
    [InlineData("UPDATE audit SET action = 'looked' WHERE action = 'acknowledged'", AuditProblem.Changed)]
    [InlineData("UPDATE audit SET watch_ids = '[' WHERE action = 'consulted'", AuditProblem.Changed)]
    [InlineData("UPDATE audit SET at = at - 1 WHERE chain = 'anchors'", AuditProblem.Changed)]
    [InlineData("DELETE FROM audit WHERE action = 'collected'", AuditProblem.Missing)]
    [InlineData("DELETE FROM audit WHERE action = 'acknowledged'", AuditProblem.CutOff)]
    [InlineData("DELETE FROM audit WHERE chain <> 'anchors'", AuditProblem.CutOff)]
    [InlineData("UPDATE audit SET number = CASE number WHEN 1 THEN 2 ELSE 1 END WHERE chain NOT LIKE '%-%' AND chain <> 'anchors' AND number = 3 OR action = 'acknowledged'", AuditProblem.Changed)]
    public async Task Entries_TamperedWith_AreFound(string script, AuditProblem expected)
    {
        await using var database = SqliteDatabase.OpenInMemory();
        var ports = SqliteStores.PortsOf(database);
        await ports.Cases.WatchAsync(Alert(X1, "k"));
        await ActAsync(ports);
        await ports.Audit.NoteAsync(Acted(T0, AuditAction.Consulted), None);
        await new AnchorChains(ports.Audit).RunAsync(AnchorScope.Changed, T0, None);
        var verify = new VerifyAudit(ports.Audit);
        Assert.Empty((await verify.RunAsync(null, None)).Findings);
        await ScriptAsync(database, NoTriggers + (script.Contains("CASE", StringComparison.Ordinal) ? "DROP INDEX audit_place;" : "") + script);
        var found = (await verify.RunAsync(null, None)).Findings;
        Assert.Contains(expected, found.Select(f => f.Problem));
        Assert.Equal(found, (await new VerifyAudit(ports.Audit) { HeadsAtOnce = 1 }.RunAsync(null, None)).Findings);
    }

    private static Task ActAsync(Ports ports) => ports.Cases.UpdateAsync([X1], r => new CaseUpdate(
        [.. r.Alerts.Select(a => a with { Status = AlertStatus.Acknowledged })], [], null, T0)
    {
        Audit = [Acted(T0, AuditAction.Acknowledged)],
    }, None);

    private static Task ScriptAsync(SqliteDatabase database, string script) => database.WriteAsync(
        s =>
        {
            s.Script(script);
            return true;
        },
        None);
}
