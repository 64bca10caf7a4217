using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reports;
using static RecallAlerts.Adapters.Tests.Given;
using static RecallAlerts.Adapters.Tests.GivenOutcomes;
using static RecallAlerts.Adapters.Tests.GivenRecalls;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>A program dies at each request, or an answer is lost: another takes over, and recalls, index and narratives agree.</summary>
public sealed class RecallFaultsTests : IAsyncLifetime
{
    private const int MostRequests = 12;

    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    public static TheoryData<Fault> Deaths => new() { Fault.Crash, Fault.CrashAfter };

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Update_DyingAtAnyRequest_IsDoneByAnotherOnce(Fault death)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = await Store.Another.Cases.RecallAsync(Crn(n));
            var died = await DiesAsync(death, n, () => Store.One.Recalls.DecideAsync(id, Row()));
            await ClassifyAsync(_ => [Row()]);
            Assert.Empty(await Store.Another.Recalls.PendingAsync(10, None));
            Assert.Single(Assert.Single((await Store.Another.Recalls.MaterialAsync(id)).Rows).Answers);
            Assert.Equal(["R1"], await ExportedAsync(id));
            Assert.Contains(id, (await Store.Another.Recalls.FindAsync("R1", None)).Select(f => f.ReleaseId));
            Assert.Contains(id, await Store.Another.Recalls.AnsweredByOtherAsync("v2", 100, None));
            if (!died) return;
        }

        Assert.Fail("An update takes more requests than expected.");
    }

    // Nothing marks the release when a person answers: a crash after the commit must not leave the index as it was.
    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Answer_DyingAtAnyRequest_IsNotInTheCaseAlone(Fault death)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = await Store.Another.Cases.RecallAsync(Crn(n));
            await Store.Another.Recalls.DecideAsync(id, Row());
            var moved = Row().At(Instant.Parse("2026-09-02T09:00:00Z"));
            var died = await DiesAsync(death, n, () => Store.One.Recalls.DecideAsync(id, moved));
            await ClassifyAsync(material => material.Rows);
            var kept = Assert.Single((await Store.Another.Recalls.MaterialAsync(id)).Rows);
            Assert.Equal([MonthOf(kept.RecalledAt)], await MonthsAsync(id));
            if (!died) return;
        }

        Assert.Fail("An answer takes more requests than expected.");
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Review_DyingAtAnyRequest_LeavesNoRecallUnclassified(Fault death)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = Release(Crn(n)).Id;
            await Store.Another.Cases.RegisterAsync(Case(Crn(n)));
            await Store.Another.Cases.AppendAsync(id, Recall("e1", "He slept rough."));
            var died = await DiesAsync(death, n, () => Store.One.Cases.ReviewRecallAsync(id));
            foreach (var due in await Store.Another.Cases.DueAsync(T0, 10, None)) await Store.Another.Cases.ReviewRecallAsync(due);
            Assert.Equal([id], await Store.Another.Recalls.PendingAsync(10, None));
            await Store.Another.Recalls.DecideAsync(id, Row());
            Assert.Empty(await Store.Another.Recalls.PendingAsync(10, None));
            if (!died) return;
        }

        Assert.Fail("A review takes more requests than expected.");
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task DeleteNarratives_DyingAtAnyRequest_IsDoneByAnother(Fault death)
    {
        var (days, after) = (new NarrativeDays(90, new Dictionary<string, int>()), T0.PlusHours(91 * 24));
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = await Store.Another.Cases.RecallAsync(Crn(n));
            await Store.Another.Recalls.DecideAsync(id, Row());
            var died = await DiesAsync(death, n, () => Store.One.Recalls.DeleteNarrativesAsync(days, after, 10, None));
            await Store.Another.Recalls.DeleteNarrativesAsync(days, after, 10, None);
            var material = await Store.Another.Recalls.MaterialAsync(id);
            Assert.Empty(material.Narratives);
            Assert.False(material.Rows[0].HasNarrative);
            if (!died) return;
        }

        Assert.Fail("Deleting takes more requests than expected.");
    }

    [Fact]
    public async Task Update_LosingAnyAnswer_IsCommittedOnce()
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = await Store.Another.Cases.RecallAsync(Crn(n));
            var version = (await Store.Another.Cases.GetAsync(id)).Version;
            var decided = 0;
            Store.Faults.Reset(i => i == n ? Fault.LostAnswer : Fault.None);
            await Store.One.Recalls.UpdateAsync([id], m =>
            {
                decided++;
                return new RecallUpdate([Row() with { Answers = [.. m.Rows.SelectMany(r => r.Answers), OfMachine()] }], ["e1"]);
            }, None);
            var isOver = Store.Faults.Requests < n;
            Store.Faults.Reset();
            Assert.Equal(1, decided);
            Assert.Equal(version + 1, (await Store.Another.Cases.GetAsync(id)).Version);
            Assert.Single((await Store.Another.Recalls.MaterialAsync(id)).Rows[0].Answers);
            Assert.Equal(["R1"], await ExportedAsync(id));
            if (isOver) return;
        }
    }

    [Theory]
    [InlineData(Fault.LostAnswer, true)]
    [InlineData(Fault.CrashAfter, false)]
    public async Task Publish_WhoseAnswerIsLost_IsPublished(Fault fault, bool isAnswered)
    {
        var (quarter, stages) = (new Quarter(2026, 2), new HashSet<Stage> { Stage.Release, Stage.Early });
        PublishedCell[] cells = [new("", HeadlineCell.AllReleases, 41, Domain.Disclosure.CellState.Shown)];
        Store.Faults.Reset(n => n == 1 ? fault : Fault.None);
        var publishing = Store.One.Reports.PublishAsync(quarter, stages, cells, T0, None);
        if (isAnswered) Assert.True(await publishing);
        else await Assert.ThrowsAsync<CrashException>(() => publishing);
        Assert.False(await Store.Another.Reports.PublishAsync(quarter, stages, cells, T0.PlusHours(1), None));
        Assert.Equal([Stage.Release, Stage.Early], (await Store.Another.Reports.StagesAsync(quarter, None)).Keys.Order());
        Assert.Equal(cells, await Store.Another.Reports.PublishedAsync(quarter, None));
    }

    private static string Crn(int n) => $"X{n:000000}";

    private static string MonthOf(Instant t) => t.ToString()[..7];

    private async Task<bool> DiesAsync(Fault death, int at, Func<Task> act)
    {
        Store.Faults.Reset(n => n == at ? death : Fault.None);
        try
        {
            await act();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
        finally
        {
            Store.Faults.Reset();
        }
    }

    private async Task ClassifyAsync(Func<RecallMaterial, IReadOnlyList<RecallRecord>> rows)
    {
        for (var i = 0; await Store.Another.Recalls.PendingAsync(10, None) is { Count: > 0 } pending; i++)
        {
            Assert.True(i < 3);
            await Store.Another.Recalls.UpdateAsync(pending, m => new RecallUpdate(rows(m), []), None);
        }
    }

    private async Task<string[]> ExportedAsync(ReleaseId id)
    {
        var pages = await Store.Another.Exports.RecallsAsync(ExportScope.Of(null, null, null), None).ListAsync();
        return [.. pages.SelectMany(p => p).Where(r => r.ReleaseId == id.Value).Select(r => r.RecallId)];
    }

    private async Task<string[]> MonthsAsync(ReleaseId id)
    {
        var found = new List<string>();
        foreach (var month in new[] { new DateOnly(2026, 6, 1), new DateOnly(2026, 9, 1) })
        {
            var pages = await Store.Another.Exports.RecallsAsync(ExportScope.Of(month, month.AddMonths(1), null), None).ListAsync();
            found.AddRange(pages.SelectMany(p => p).Where(r => r.ReleaseId == id.Value).Select(r => MonthOf(r.RecalledAt)));
        }

        return [.. found];
    }
}
