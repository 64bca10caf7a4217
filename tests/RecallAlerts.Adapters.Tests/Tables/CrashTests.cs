using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>A program dies, or an answer is lost, at each request of each operation.</summary>
public sealed class CrashTests
{
    private static readonly Instant Later = T0.PlusHours(1).PlusSeconds(900);

    public static TheoryData<string> Names => [.. Steps.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Crash_AtAnyRequest_LosesNothingAndDoesNothingTwice(string name)
    {
        var step = Steps.All.Single(s => s.Name == name);
        var (expected, requests) = await UndisturbedAsync(step);
        for (var n = 1; n <= requests; n++)
        {
            foreach (var fault in (Fault[])[Fault.Crash, Fault.CrashAfter]) await CrashAsync(step, n, fault, expected);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_LostOrRefusedAtAnyRequest_IsAsIfNothingHadHappened(string name)
    {
        var step = Steps.All.Single(s => s.Name == name);
        var (expected, requests) = await UndisturbedAsync(step);
        for (var n = 1; n <= requests; n++)
        {
            foreach (var fault in (Fault[])[Fault.LostAnswer, Fault.Busy])
            {
                await using var stores = await TablesStores.CreateAsync();
                await step.Given(stores.One);
                stores.Faults.Reset(i => i == n ? fault : Fault.None);
                await step.Do(stores.One);
                Assert.True(stores.Faults.Requests > requests, $"{fault} at {n} of {requests}: the request was not made again.");
                stores.Faults.Reset();
                Assert.Equal(expected, await stores.SeenAsync(X1));
                await stores.AssertIndexIsOfCasesAsync();
            }
        }
    }

    private static async Task<(string Expected, int Requests)> UndisturbedAsync(Step step)
    {
        await using var stores = await TablesStores.CreateAsync();
        await step.Given(stores.One);
        stores.Faults.Reset();
        await step.Do(stores.One);
        var requests = stores.Faults.Requests;
        await stores.AssertIndexIsOfCasesAsync();
        return (await stores.SeenAsync(X1), requests);
    }

    // Twice: it is done again by somebody else; or nobody does, and the sweep puts the index right.
    private static async Task CrashAsync(Step step, int n, Fault fault, string expected)
    {
        await using var stores = await TablesStores.CreateAsync();
        await step.Given(stores.One);
        stores.Faults.Reset(i => i == n ? fault : Fault.None);
        await Assert.ThrowsAsync<CrashException>(() => step.Do(stores.One));
        stores.Faults.Reset();
        await stores.AssertNothingIsHiddenAsync(T0, X1);
        await step.Do(stores.Another);
        Assert.Equal(expected, await stores.SeenAsync(X1));
        await stores.AssertNothingIsHiddenAsync(Later, X1);
        await stores.Another.Cases.ReviewAsync(X1, wake: T0.PlusHours(99), at: Later);
        await stores.AssertIndexIsOfCasesAsync();
    }
}
