using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Tests.Facts;

public sealed class TimelineTests
{
    [Fact]
    public void Timeline_OfAnyArrival_IsInFactOrder()
    {
        var timeline = Timeline.Of([Done("d", 9, 12), Done("c", 9, 11), Done("b", 8, 13), Done("a", 9, 12), Done("A", 9, 12)]);

        Assert.Equal(["b", "c", "A", "a", "d"], timeline.Facts.Select(f => f.EventId));
    }

    [Fact]
    public void Timeline_OfARepeatedEventId_KeepsTheFirstInFactOrder()
    {
        var kept = Assert.Single(Timeline.Of([Done("a", 9, 12), Done("a", 8, 14), Done("a", 9, 12)]).Facts);

        Assert.Equal(Given.At("2026-06-03T08:00:00Z"), kept.OccurredAt);
    }

    [Fact]
    public void Timeline_OfVariantsThatAgreeInFactOrder_DoesNotDependOnArrival()
    {
        var at = Given.At("2026-06-03T10:00:00Z");
        Fact one = new TreatmentStarted("a", at, at, "one"), two = new TreatmentStarted("a", at, at, "two");

        Assert.Equal(Timeline.Of([one, two]).Facts, Timeline.Of([two, one]).Facts);
    }

    [Theory]
    [InlineData(9, 12, "2026-06-03T12:00:00Z")]
    [InlineData(12, 9, "2026-06-03T12:00:00Z")]
    public void Fact_IsEffective_FromTheLaterOfHappeningAndRecording(int occurred, int recorded, string expected) =>
        Assert.Equal(expected, Done("a", occurred, recorded).EffectiveAt.ToString());

    [Fact]
    public void Timeline_OfNothing_IsEmpty() => Assert.Empty(Timeline.Empty.Facts);

    private static HandoverCompleted Done(string id, int occurred, int recorded) =>
        new(id, Given.At($"2026-06-03T{occurred:00}:00:00Z"), Given.At($"2026-06-03T{recorded:00}:00:00Z"));
}
