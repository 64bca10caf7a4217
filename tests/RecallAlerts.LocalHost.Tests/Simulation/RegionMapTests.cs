using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Simulation;

public sealed class RegionMapTests
{
    private readonly RegionMap _map = RegionMap.Load();

    [Fact]
    public void Load_TheBuiltInList_Has12RegionsAnd108Units()
    {
        Assert.Equal(12, _map.Regions.Count);
        Assert.Equal(108, _map.Pdus.Count);
    }

    [Fact]
    public void Pdus_TheFirstTwelve_AreOneOfEachRegion() =>
        Assert.Equal(12, _map.Pdus.Take(12).Select(p => p.Region).Distinct(StringComparer.Ordinal).Count());
}
