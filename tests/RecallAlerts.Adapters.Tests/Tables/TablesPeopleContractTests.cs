using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests.Tables;

// People, on Table storage.

public sealed class MergingTablesTests : MergingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ErasingTablesTests : ErasingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class MergingAccessTablesTests : MergingAccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}
