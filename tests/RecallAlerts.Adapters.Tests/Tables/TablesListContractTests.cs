using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests.Tables;

// The contract of lists, recalls, exports and reports on Table storage.

public sealed class ListingTablesTests : ListingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class AccessTablesTests : AccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class LimitingTablesTests : LimitingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ProvingTablesTests : ProvingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class RecallingTablesTests : RecallingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class NarrativesTablesTests : NarrativesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ComparingTablesTests : ComparingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ExportingTablesTests : ExportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class ReportingTablesTests : ReportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}

public sealed class OperatingTablesTests : OperatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => TablesStores.OpenAsync();
}
