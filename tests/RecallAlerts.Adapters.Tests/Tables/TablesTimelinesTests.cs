using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Adapters.Tests.Tables;

public sealed class TablesTimelinesTests : TimelinesContract
{
    [Fact]
    public async Task LastRecordedAt_IsNowBecauseWatchesRunAllTheTime()
    {
        await RecordAsync();
        Assert.Equal(Instant.Parse("2100-01-01T00:00:00Z"), await Store.One.Timelines.LastRecordedAtAsync(None));
    }

    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}
