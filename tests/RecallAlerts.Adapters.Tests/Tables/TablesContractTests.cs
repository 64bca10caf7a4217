using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests.Tables;

// The contract of the store on Table storage.

public sealed class RecordingTablesTests : RecordingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class UpdatingTablesTests : UpdatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class SettlingTablesTests : SettlingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class FindingTablesTests : FindingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class HoldingTablesTests : HoldingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class SharingTablesTests : SharingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class DeliveringTablesTests : DeliveringContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class OutboxTablesTests : OutboxContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class KeepingTablesTests : KeepingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class PlayingTablesTests : PlayingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class AbsencesTablesTests : AbsencesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ForgettingTablesTests : ForgettingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}
