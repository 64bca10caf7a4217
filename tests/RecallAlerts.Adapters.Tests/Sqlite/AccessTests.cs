using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests;

public sealed class AccessInMemoryTests : AccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class AccessFileAloneTests : AccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class AccessFileServingTests : AccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class LimitingInMemoryTests : LimitingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class LimitingFileAloneTests : LimitingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class LimitingFileServingTests : LimitingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}
