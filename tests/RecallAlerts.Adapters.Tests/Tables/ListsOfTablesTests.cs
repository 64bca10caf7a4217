using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>Lists on tables: any character, more rows than one answer of the server holds, and an index that is behind.</summary>
public sealed class ListsOfTablesTests : IAsyncLifetime
{
    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    public static TheoryData<string> Odd => new()
    {
        "o'brien", "' or PartitionKey ne '", "a|b", "/\\#?%", "A", "\u0001\u007f\u0085\u009f\ufffe", "👩‍🚒", "i\u0307\u0130ı", " ", "}", "~", "_", new string('x', 500), "\u00e9", "e\u0301",
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Lists_OfAnyCharacter_AreOfWhatIsAskedFor(string odd)
    {
        var owner = new Person(Role.Practitioner, odd);
        var closed = Alert(X1, "closed") with { Owner = owner, Status = AlertStatus.Closed, Closed = ClosedHow.Cleared };
        await Store.One.Cases.RegisterAsync([Case(), Case("X000002")], None);
        await ReviewAsync(X1, odd, Alert(X1, "open") with { Owner = owner }, closed);
        var other = Release("X000002").Id;
        await ReviewAsync(other, odd + "x", Alert(other, "open") with { Owner = new Person(Role.Practitioner, odd + "x") });
        async Task<string> KeysAsync(InboxFilter filter) => string.Join(' ', (await Store.Another.Queries.InboxAsync(filter, None)).Select(a => $"{a.Release.ReleaseId}:{a.Alert.Key}"));
        Assert.Equal($"{X1}:open", await KeysAsync(new InboxFilter { For = Viewer.OfAll, Pdu = odd }));
        Assert.Equal($"{X1}:open", await KeysAsync(new InboxFilter { For = Viewer.OfAll, Owners = [owner] }));
        Assert.Equal($"{X1}:open", await KeysAsync(new InboxFilter { For = Viewer.OfAll, Owners = [owner], Pdu = odd }));
        Assert.Equal($"{X1}:closed", await KeysAsync(new InboxFilter { For = Viewer.OfAll, Owners = [owner], Status = AlertStatus.Closed }));
        Assert.Equal($"{X1}:closed", await KeysAsync(new InboxFilter { For = Viewer.OfAll, Pdu = odd, Status = AlertStatus.Closed }));
        Assert.Equal([X1], (await Store.Another.Queries.TriageAsync(odd, Viewer.OfAll, None)).Select(c => c.ReleaseId));
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Recalls_OfAnyCharacter_AreFoundAndAnsweredAgain(string odd)
    {
        await Store.One.Cases.RecallAsync();
        await Store.One.Recalls.DecideAsync(X1, Row(odd) with { Machine = Machine with { Classifier = odd }, Answers = [OfMachine(odd), OfPerson(odd)] });
        Assert.Equal([X1], (await Store.Another.Recalls.FindAsync(odd, None)).Select(r => r.ReleaseId));
        Assert.Empty(await Store.Another.Recalls.FindAsync(odd + "x", None));
        Assert.Empty(await Store.Another.Recalls.AnsweredByOtherAsync(odd, 10, None));
        Assert.Equal([X1], await Store.Another.Recalls.AnsweredByOtherAsync(odd + "x", 10, None));
        await Store.One.Queries.NoteRefusedAsync([(odd, odd)], T0, None);
        Assert.Equal(odd, Assert.Single(await Store.Tables.Refused.ReadAsync("", None)).ReadJson<RefusedRow>().Type);
    }

    [Fact]
    public async Task Recalls_WhoseIdsDifferInCaseOnly_AreTwo()
    {
        await Store.One.Cases.RecallAsync();
        await Store.One.Recalls.DecideAsync(X1, Row("r1"), Row("R1"));
        Assert.Equal(["R1", "r1"], (await Store.Another.Recalls.MaterialAsync(X1)).Rows.Select(r => r.RecallId));
        Assert.Single(await Store.Another.Recalls.FindAsync("r1", None));
    }

    [Fact]
    public async Task Lists_OverAThousandReleases_AreWhole()
    {
        var cases = Enumerable.Range(1, 1_100).Select(i => Indexed($"X{i:000000}")).ToArray();
        foreach (var part in cases.Chunk(Requests.MostRows)) await Store.Tables.Overall.SubmitTransactionAsync(part.Select(Requests.Put));
        Assert.Equal(1_100, (await Store.One.Queries.TriageAsync("gwent", Viewer.OfAll, None)).Count);
        Assert.Equal(1_100, (await Store.One.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, AtMost = 5_000 }, None)).Count);
        var page = await Store.One.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Pdu = "gwent" }, None);
        Assert.Equal(cases.Select(c => c.ReadJson<IndexedCase>().Alerts[0].Id).Order().Take(50), page.Select(a => a.Alert.Id));
        Assert.Equal(1_100, Assert.Single(await Store.One.Queries.CountStatesAsync(None)).Count);
        Assert.Equal(1_100, (await Store.One.Queries.ProveWatchAsync(T0, None)).Watched);
        Store.Counting.Reset();
        await Store.One.Queries.TriageAsync("gwent", Viewer.OfAll, None);
        Assert.Equal("2 overall query", Store.Counting.ToString());
    }

    [Fact]
    public async Task Release_OfAnOlderVersionThatComesLate_HidesNothing()
    {
        await Store.One.Cases.WatchAsync(Release(), id => [Alert(id, "k")], T0);
        var old = Assert.Single(await RowsAsync("w|"));
        await Store.One.Cases.ReviewAsync(X1, [Alert(X1, "k") with { Severity = Severity.Urgent }], T0);
        await Store.Tables.Overall.UpsertEntityAsync(old, TableUpdateMode.Replace);
        Assert.Equal(2, (await RowsAsync("w|")).Count);
        Assert.Equal(1, (await Store.Another.Queries.ProveWatchAsync(T0, None)).Watched);
        Assert.Equal([new("watching", 1)], await Store.Another.Queries.CountStatesAsync(None));
        Assert.Equal(Severity.Urgent, Assert.Single(await Store.Another.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll }, None)).Alert.Severity);
        Assert.Equal(Severity.Urgent, Assert.Single(await Store.Another.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Owners = [P1] }, None)).Alert.Severity);
        Assert.Equal(Severity.Urgent, Assert.Single(Assert.Single(await Store.Another.Queries.TriageAsync("gwent", Viewer.OfAll, None)).Alerts).Severity);
    }

    [Fact]
    public async Task Inbox_OfAnOwnerWithManyReleases_IsThatOfEachAlone()
    {
        foreach (var n in Enumerable.Range(1, 25)) await Store.One.Cases.WatchAsync(Release($"X{n:000000}"), id => [Alert(id, "k") with { Owner = n % 5 == 0 ? P2 : P1 }]);
        Assert.Equal(20, (await Store.Another.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Owners = [P1] }, None)).Count);
        Assert.Equal(25, (await Store.Another.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Owners = [P1, P2] }, None)).Count);
        Assert.Equal(5, (await Store.Another.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Owners = [P2] }, None)).Count);
    }

    [Fact]
    public async Task Proof_OfAnIndexThatIsBehind_PutsItRightAndCountsTheCase()
    {
        await Store.One.Cases.WatchAsync(Release(), _ => [], T0);
        var old = Assert.Single(await RowsAsync("w|"));
        await Store.One.Cases.ReviewAsync(X1, wake: T0.PlusHours(9));
        var row = Assert.Single(await RowsAsync("w|"));
        row[IndexRows.NextWake] = T0.Seconds;
        await Store.Tables.Overall.UpsertEntityAsync(row, TableUpdateMode.Replace);
        Assert.Equal(T0.Seconds, old.GetInt64(IndexRows.NextWake));
        Assert.Equal(0, (await Store.Another.Queries.ProveWatchAsync(T0.PlusHours(1), None)).Overdue);
        Assert.Equal(T0.PlusHours(9).Seconds, Assert.Single(await RowsAsync("w|")).GetInt64(IndexRows.NextWake));
    }

    private static TableEntity Indexed(string crn)
    {
        var release = Release(crn);
        var watchId = Key.WatchIdOf(release.Id);
        var row = new TableEntity(StoreTables.OverallPartition, RowKeys.Watch("gwent", watchId, 3))
        {
            [IndexRows.WatchId] = watchId, [IndexRows.ReleaseId] = release.Id.Value, [IndexRows.State] = (int)WatchState.Watching, [IndexRows.NextWake] = T0.Seconds,
        };
        row.PutJson(new IndexedCase(release.Id, watchId, 3, T0, StoredSummary.Of(WatchState.Watching, release, "P1", null), T0, "v1", null, [Alert(release.Id, "k")]));
        return row;
    }

    private Task<List<TableEntity>> RowsAsync(string prefix) => Store.Tables.Overall.ReadAsync(Requests.Under(StoreTables.OverallPartition, prefix), None);

    private Task ReviewAsync(ReleaseId id, string pdu, params Alert[] alerts) => Store.One.Cases.UpdateAsync([id], r =>
    {
        var update = Reviewed(r, alerts, T0.PlusHours(1));
        return update with { Reviewed = update.Reviewed! with { Summary = new CaseSummary(WatchState.Watching, r.History.Registered with { Pdu = pdu }, "P1") } };
    }, None);
}
