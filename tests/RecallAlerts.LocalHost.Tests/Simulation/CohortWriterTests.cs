using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Simulation;

public sealed class CohortWriterTests
{
    private static readonly CohortOptions Options = new(2_000, 7, TestCohort.From);

    [Fact]
    public void Write_SameSeed_GivesSameBytes() => Assert.Equal(TestCohort.Bytes(Options), TestCohort.Bytes(Options));

    [Fact]
    public void Write_OtherSeed_GivesOtherBytes() => Assert.NotEqual(TestCohort.Bytes(Options), TestCohort.Bytes(Options with { Seed = 8 }));

    [Fact]
    public void Write_EveryLine_ObeysTheRulesOfEvents()
    {
        var lines = TestCohort.Lines(Options).ToList();
        Assert.True(lines.Count > 30_000);
        foreach (var line in lines) EventRules.Obey(line);
    }

    [Fact]
    public void Write_Lines_EndWithLineFeedOnly()
    {
        var bytes = TestCohort.Bytes(Options with { Releases = 20 });
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void Write_WhenCancelled_Stops()
    {
        var events = Cohort.Generate(Options, RegionMap.Load(), TestCohort.Calendar);
        Assert.Throws<OperationCanceledException>(() => CohortWriter.Write(Stream.Null, events, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ByRecording_OfACohort_IsInOrder()
    {
        var sorted = CohortWriter.ByRecording(Cohort.Generate(Options, RegionMap.Load(), TestCohort.Calendar));
        Assert.All(sorted.Zip(sorted.Skip(1)), x => Assert.True(x.First.RecordedAt <= x.Second.RecordedAt));
    }
}
