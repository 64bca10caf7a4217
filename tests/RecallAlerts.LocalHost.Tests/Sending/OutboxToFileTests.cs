using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.LocalHost.Sending;
using RecallAlerts.LocalHost.Tests.Directory;
using RecallAlerts.Sqlite;
using static RecallAlerts.LocalHost.Tests.Sending.Outgoing;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>The outbox in SQLite, the directory file and the message file together.</summary>
public sealed class OutboxToFileTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("outbox-").FullName;
    private readonly SqliteDatabase _database = SqliteDatabase.OpenInMemory();
    private readonly SqliteMessageStore _store;

    public OutboxToFileTests() => _store = new SqliteMessageStore(_database, new ServiceKey(new byte[32]), new CaseCache(100));

    private string File => Path.Combine(_folder, "messages.ndjson");

    public Task InitializeAsync() => _store.AddWeekendListAsync([List("derby-city"), List("bath")], Now, default);

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_OneHasNoAddress_TheOtherIsInTheFileAndNothingIsLost()
    {
        Assert.Equal(new SendCounts(1, 1), await RunAsync(Now));
        Assert.Contains("\"to\":\"spo@staff.example\"", Assert.Single(await System.IO.File.ReadAllLinesAsync(File)), StringComparison.Ordinal);
        Assert.Equal(SendCounts.None, await RunAsync(Now.PlusSeconds(59)));
        Assert.Equal(new SendCounts(0, 1), await RunAsync(Now.PlusSeconds(60)));
        Assert.Equal(2, Assert.Single(await _store.UnsentAsync(Now.PlusHours(2), 10, default)).Tries);
    }

    [Fact]
    public async Task Run_KilledBetweenTheFileAndTheRecord_WritesNoSecondLine()
    {
        using (var before = FileMessageSender.Open(File, RetryPauses.Default))
        {
            foreach (var lost in await _store.UnsentAsync(Now, 10, default)) await before.SendAsync(Message(lost.MessageId), Now, default);
        }

        Assert.Equal(new SendCounts(1, 1), await RunAsync(Now));
        Assert.Equal(2, (await System.IO.File.ReadAllLinesAsync(File)).Length);
    }

    [Fact]
    public async Task Run_AudienceIsAway_TheCoverGetsIt()
    {
        await RunAsync(Now, DirectoryFiles.Away("duty-spo:derby-city", "practitioner:P3"));
        var line = Assert.Single(await System.IO.File.ReadAllLinesAsync(File));
        Assert.Contains("\"to\":\"p3@staff.example\",\"audience\":\"duty-spo:derby-city\"", line, StringComparison.Ordinal);
    }

    private async Task<SendCounts> RunAsync(Instant now, params string[] absences)
    {
        using var sender = FileMessageSender.Open(File, RetryPauses.Default);
        var settings = new SendSettings(SendingOptions.Default.LinkBase, RetryPauses.Default);
        return await new SendOutbox(_store, DirectoryFiles.Of(absences), sender, settings).RunAsync(now, default);
    }

    private static Message List(string pdu) =>
        new(Now, new Person(Role.DutySpo, pdu), MessageKind.Weekend, [], [new ReleaseId("X123456-2026-06-01")], null, [pdu]);
}
