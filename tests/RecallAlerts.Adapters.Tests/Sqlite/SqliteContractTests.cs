using RecallAlerts.Adapters.Tests.Contracts;

namespace RecallAlerts.Adapters.Tests;

// The contract of the store, on each way in which SQLite is used.

public sealed class RecordingInMemoryTests : RecordingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class RecordingFileAloneTests : RecordingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class RecordingFileServingTests : RecordingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class FindingInMemoryTests : FindingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class FindingFileAloneTests : FindingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class FindingFileServingTests : FindingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class UpdatingInMemoryTests : UpdatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class UpdatingFileAloneTests : UpdatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class UpdatingFileServingTests : UpdatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class SharingInMemoryTests : SharingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class SharingFileAloneTests : SharingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class SharingFileServingTests : SharingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class HoldingInMemoryTests : HoldingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class HoldingFileAloneTests : HoldingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class HoldingFileServingTests : HoldingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class DeliveringInMemoryTests : DeliveringContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class DeliveringFileAloneTests : DeliveringContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class DeliveringFileServingTests : DeliveringContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class OutboxInMemoryTests : OutboxContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class OutboxFileAloneTests : OutboxContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class OutboxFileServingTests : OutboxContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ListingInMemoryTests : ListingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ListingFileAloneTests : ListingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ListingFileServingTests : ListingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ProvingInMemoryTests : ProvingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ProvingFileAloneTests : ProvingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ProvingFileServingTests : ProvingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class RecallingInMemoryTests : RecallingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class RecallingFileAloneTests : RecallingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class RecallingFileServingTests : RecallingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class NarrativesInMemoryTests : NarrativesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class NarrativesFileAloneTests : NarrativesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class NarrativesFileServingTests : NarrativesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ComparingInMemoryTests : ComparingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ComparingFileAloneTests : ComparingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class ComparingFileServingTests : ComparingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class SettlingInMemoryTests : SettlingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class SettlingFileAloneTests : SettlingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class SettlingFileServingTests : SettlingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class PlayingInMemoryTests : PlayingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class KeepingInMemoryTests : KeepingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class KeepingFileAloneTests : KeepingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class KeepingFileServingTests : KeepingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class AbsencesInMemoryTests : AbsencesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class OperatingInMemoryTests : OperatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class AbsencesFileAloneTests : AbsencesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class OperatingFileAloneTests : OperatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileAlone);
}

public sealed class AbsencesFileServingTests : AbsencesContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class OperatingFileServingTests : OperatingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}

public sealed class ForgettingInMemoryTests : ForgettingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.InMemory);
}

public sealed class ForgettingFileServingTests : ForgettingContract
{
    protected override Task<IStoreUnderTest> OpenAsync() => SqliteStores.OpenAsync(Kind.FileServing);
}
