using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests;

// People, on each way in which SQLite is used.

public sealed class MergingInMemoryTests : MergingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ErasingInMemoryTests : ErasingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class MergingFileAloneTests : MergingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ErasingFileAloneTests : ErasingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class MergingFileServingTests : MergingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ErasingFileServingTests : ErasingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class MergingAccessInMemoryTests : MergingAccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class MergingAccessFileServingTests : MergingAccessContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}
