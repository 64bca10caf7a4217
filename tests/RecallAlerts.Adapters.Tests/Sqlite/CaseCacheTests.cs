using RecallAlerts.Application.Cases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class CaseCacheTests
{
    private static readonly CaseRecord Record = new()
    {
        Id = X1, WatchId = "w", History = new(Release(), []), RegisteredAt = T0, Version = 3, Pdu = "gwent",
    };

    [Fact]
    public void Follow_OfTheDirectSuccessor_TakesItsPlace()
    {
        var cache = new CaseCache(10);
        cache.Put(Record);
        cache.Follow(X1, 4, known => known with { Pdu = "other" });
        Assert.Equal((4, "other"), (cache.Find(X1)!.Version, cache.Find(X1)!.Pdu));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Follow_OfAnyOther_ChangesNothing(long version)
    {
        var cache = new CaseCache(10);
        cache.Put(Record);
        cache.Follow(X1, version, _ => throw new InvalidOperationException("followed"));
        Assert.Same(Record, cache.Find(X1));
    }

    [Fact]
    public void Follow_OfWhatIsNotCached_ChangesNothing()
    {
        var cache = new CaseCache(10);
        cache.Follow(X1, 1, _ => throw new InvalidOperationException("followed"));
        Assert.Null(cache.Find(X1));
    }

    [Fact]
    public void Remove_OfACase_ForgetsIt()
    {
        var cache = new CaseCache(10);
        cache.Put(Record);
        cache.Remove(X1);
        Assert.Null(cache.Find(X1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    public void Put_OfManyMore_KeepsWhatIsUsedAndNoMoreThanItsCapacity(int capacity)
    {
        var cache = new CaseCache(capacity);
        cache.Put(Record);
        for (var n = 100; n < 300; n++)
        {
            cache.Put(Record with { Id = Release($"X000{n}").Id });
            Assert.NotNull(cache.Find(X1));
        }

        Assert.InRange(Enumerable.Range(100, 200).Count(n => cache.Find(Release($"X000{n}").Id) is not null), 0, capacity + 1);
    }
}
