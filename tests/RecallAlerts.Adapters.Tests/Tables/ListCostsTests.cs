using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reports;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>What lists, recalls, exports and reports cost: each request is paid for.</summary>
public sealed class ListCostsTests : IAsyncLifetime
{
    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync()
    {
        _opened = await TablesStores.CreateAsync();
        await Store.One.Cases.RegisterAsync(Case());
        await Store.One.Cases.AppendAsync(X1, Recall("e1", "He slept rough."));
        await Store.One.Cases.ReviewAsync("X000001", Outcomes, null, ("k", Domain.Rules.Severity.High));
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Recall_FromReviewToAnswer_CostsFewRequests()
    {
        await CostsAsync(() => Store.One.Cases.ReviewRecallAsync(X1), "1 cases query, 3 transaction");
        await CostsAsync(() => Store.One.Recalls.PendingAsync(10, None), "1 cases get, 1 overall query");
        await CostsAsync(() => Store.One.Recalls.DecideAsync(X1, Row()), "1 cases query, 3 transaction");
        await CostsAsync(() => Store.One.Recalls.PendingAsync(10, None), "1 overall query");
        await CostsAsync(() => Store.One.Recalls.DecideAsync(X1, Row() with { Answers = [OfMachine(), OfPerson("Words.")] }), "1 cases query, 3 transaction");
        await CostsAsync(() => Store.One.Recalls.FindAsync("R1", None), "1 cases query, 1 overall query");
        await CostsAsync(() => Store.One.Recalls.AnsweredByOtherAsync("v1", 10, None), "1 overall query");
    }

    [Fact]
    public async Task Narratives_NotYetOld_CostTheLookAlone()
    {
        var days = new NarrativeDays(90, new Dictionary<string, int> { ["london"] = 30 });
        await CostsAsync(() => Store.One.Recalls.DeleteNarrativesAsync(days, T0.PlusHours(40 * 24), 10, None), "2 overall query");
        await CostsAsync(() => Store.One.Recalls.DeleteNarrativesAsync(days, T0.PlusHours(90 * 24), 10, None), "1 cases query, 2 overall query, 2 transaction");
        await CostsAsync(() => Store.One.Recalls.DeleteNarrativesAsync(days, T0.PlusHours(90 * 24), 10, None), "2 overall query");
    }

    [Fact]
    public async Task Lists_CostAQueryForEachThousandRows()
    {
        await CostsAsync(() => Store.One.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Pdu = "gwent" }, None), "1 overall query");
        await CostsAsync(() => Store.One.Queries.InboxAsync(new InboxFilter { For = Viewer.OfAll, Owners = [P1] }, None), "2 overall query");
        await CostsAsync(() => Store.One.Queries.TriageAsync([X1], Viewer.OfAll, None), "1 cases query");
        await CostsAsync(() => Store.One.Queries.TimelineAsync(X1, None), "1 cases query");
        await CostsAsync(() => Store.One.Queries.ChangesAsync(X1, None), "1 cases query");
        await CostsAsync(() => Store.One.Queries.NoteRefusedAsync([("a", "b"), ("a", "b")], T0, None), "1 transaction");
        await CostsAsync(() => Store.One.Reports.CohortAsync(new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1), None), "6 overall query");
        await CostsAsync(() => Store.One.Reports.IsSettledAsync(T0, T0.PlusHours(1), None), "2 overall query");
        await CostsAsync(() => Store.One.Reports.PublishAsync(new Quarter(2026, 2), new HashSet<Stage> { Stage.Release }, [], T0, None), "1 transaction");

        // Aliases are read too.
        await CostsAsync(async () => await Store.One.Exports.ReleasesAsync(ExportScope.Of(null, null, null), T0, None).ListAsync(), "1 cases query, 3 overall query");
    }

    private async Task CostsAsync(Func<Task> act, string expected)
    {
        Store.Counting.Reset();
        await act();
        Assert.Equal(expected, Store.Counting.ToString());
    }
}
