using RecallAlerts.Adapters.Tests.Contracts;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class SqliteTimelinesTests : TimelinesContract
{
    [Fact]
    public async Task LastRecordedAt_IsOfAnyFact()
    {
        await RecordAsync();
        Assert.Equal(T0.PlusHours(30), await Store.One.Timelines.LastRecordedAtAsync(None));
    }

    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}
