using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Watching;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class TimelineLinesTests
{
    private static readonly Instant Import = T0.PlusSeconds(200 * Instant.Day);

    [Fact]
    public void Lines_AreTheRegistrationAndThenTheFactsByTheirRecording()
    {
        var lines = Lines(Timeline(Release(), T0.PlusHours(-30), At("a", T0, T0.PlusHours(2)), At("b", T0.PlusHours(-5), T0.PlusHours(-4))));
        Assert.Equal([T0.PlusHours(-30), T0.PlusHours(2), T0.PlusHours(-4)], lines.Select(l => l.At));
        Assert.Equal([7, 8, 9], lines.Select(l => l.Number));
        Assert.Equal(Release(), Assert.IsType<Incoming.Registering>(lines[0].Accepted).Release);
        Assert.Equal(["a", "b"], lines.Skip(1).Select(l => Assert.IsType<Incoming.Recording>(l.Accepted).Fact.Fact.EventId));
        Assert.All(lines.Skip(1), l => Assert.Equal(Release().Id.Value, ((Incoming.Recording)l.Accepted!).Subject));
    }

    [Fact]
    public void Registration_IsNeverAfterTheFirstFact() =>
        Assert.Equal(T0.PlusHours(-50), Lines(Timeline(Release(), T0.PlusHours(-30), At("a", T0.PlusHours(-60), T0.PlusHours(-50))))[0].At);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(86_400, 86_400)]
    [InlineData(86_401, 0)]
    [InlineData(86_400 * 200, 0)]
    public void Registration_MoreThanADayLate_IsAnImportAndPlayedAtTheRelease(long secondsLate, long played) =>
        Assert.Equal(T0.PlusSeconds(played), Lines(Timeline(Release(), T0.PlusSeconds(secondsLate)))[0].At);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(3_600, true)]
    [InlineData(3_601, false)]
    public void Fact_ThatCameWithTheImport_CountsAsRecordedWhenItHappened(long secondsAfter, bool asHappened)
    {
        var fact = At("a", T0.PlusHours(9), Import.PlusSeconds(secondsAfter));
        var line = Lines(Timeline(Release(), Import, fact))[1];
        var expected = asHappened ? fact.OccurredAt : fact.RecordedAt;
        Assert.Equal((expected, expected), (line.At, ((Incoming.Recording)line.Accepted!).Fact.Fact.RecordedAt));
    }

    [Fact]
    public void Fact_OfAnImport_ThatLiesAhead_IsKnownFromTheImportOn() =>
        Assert.Equal(Import, Lines(Timeline(Release(), Import, At("a", Import.PlusHours(1), Import)))[1].At);

    [Fact]
    public void Fact_OfAReleaseRegisteredInTime_IsKnownWhenItWasRecorded() =>
        Assert.Equal(T0.PlusHours(3), Lines(Timeline(Release(), T0.PlusHours(3), At("a", T0, T0.PlusHours(3))))[1].At);

    private static PlayLine[] Lines(StoredTimeline timeline) => [.. TimelineLines.Of(timeline, 7)];

    private static HandoverCompleted At(string id, Instant occurredAt, Instant recordedAt) => new(id, occurredAt, recordedAt);
}
