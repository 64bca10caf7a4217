using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests;

// The contract of exports and reports, on each way in which SQLite is used.

public sealed class ExportingInMemoryTests : ExportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ExportingFileAloneTests : ExportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ExportingFileServingTests : ExportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ReportingInMemoryTests : ReportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ReportingFileAloneTests : ReportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ReportingFileServingTests : ReportingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}
