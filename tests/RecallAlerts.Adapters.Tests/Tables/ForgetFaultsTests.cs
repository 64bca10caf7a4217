using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>A program dies at each request while it forgets messages, or an answer is lost; and what forgetting costs.</summary>
public sealed class ForgetFaultsTests : IAsyncLifetime
{
    private const int MostRequests = 12;
    private static readonly Domain.Calendar.Instant Later = T0.PlusHours(401 * 24);
    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Theory]
    [InlineData(Fault.Crash)]
    [InlineData(Fault.CrashAfter)]
    public async Task Forget_DyingAtAnyRequest_IsDoneByAnother(Fault death)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            await TellAsync(n);
            Store.Faults.Reset(i => i == n ? death : Fault.None);
            var died = await Record.ExceptionAsync(() => ForgettingContract.ForgetAllAsync(Store.One.Messages, Later));
            Assert.True(died is null or CrashException);
            Store.Faults.Reset();
            await ForgettingContract.ForgetAllAsync(Store.Another.Messages, Later);
            await AssertForgottenAsync(n);
            if (died is null) return;
        }

        Assert.Fail("Forgetting takes more requests than expected.");
    }

    [Theory]
    [InlineData(Fault.LostAnswer)]
    [InlineData(Fault.Busy)]
    public async Task Forget_AnswerLostOrRefusedAtAnyRequest_ForgetsAll(Fault fault)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            await TellAsync(n);
            Store.Faults.Reset(i => i == n ? fault : Fault.None);
            await ForgettingContract.ForgetAllAsync(Store.One.Messages, Later);
            var isOver = Store.Faults.Requests < n;
            Store.Faults.Reset();
            await AssertForgottenAsync(n);
            if (isOver) return;
        }

        Assert.Fail("Forgetting takes more requests than expected.");
    }

    [Fact]
    public async Task Forget_WithNothingOld_CostsTheLookAlone()
    {
        await TellAsync(1);
        await CostsAsync(() => Store.One.Messages.ForgetAsync(T0, 1_000, None), "2 overall query");
        await CostsAsync(() => Store.One.Messages.ForgetAsync(Later, 1_000, None), "1 cases get, 1 overall get, 2 overall query, 1 transaction");
        await CostsAsync(() => Store.One.Messages.ForgetAsync(Later, 1_000, None), "2 overall query");
    }

    private async Task TellAsync(int n)
    {
        await ForgettingContract.TellAsync(Store.Another, IdOf(n));
        await ForgettingContract.EndAsync(Store.Another, IdOf(n));
    }

    private async Task AssertForgottenAsync(int n)
    {
        Assert.Empty(await Store.Another.Queries.AllMessagesAsync(None));
        Assert.Empty((await Store.Another.People.ReadAsync(IdOf(n), None))!.Told);
        Assert.DoesNotContain(await Store.Tables.Overall.ReadAsync("", None), row => row.RowKey.StartsWith("zd|", StringComparison.Ordinal));
    }

    private static ReleaseId IdOf(int n) => new($"X{n:000000}-20260602");

    private async Task CostsAsync(Func<Task> act, string expected)
    {
        Store.Counting.Reset();
        await act();
        Assert.Equal(expected, Store.Counting.ToString());
    }
}
