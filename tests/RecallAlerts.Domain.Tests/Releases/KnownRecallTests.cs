using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Releases;

public sealed class KnownRecallTests
{
    [Theory]
    [InlineData("2026-06-12T08:59:59Z", 0)]
    [InlineData("2026-06-12T09:00:00Z", 1)]
    public void Recall_IsKnownFromWhenItIsEffective(string now, int known)
    {
        var history = Of(Given.Release().Recalled("2026-06-10T09:00:00Z", recorded: "2026-06-12T09:00:00Z"));
        Assert.Equal(known, history.RecallsAt(Given.At(now)).Count);
        Assert.Equal(known == 1, history.HasRecallAt(Given.At(now)));
    }

    [Theory]
    [InlineData("2026-06-02T08:59:59Z", 0)]
    [InlineData("2026-06-02T09:00:00Z", 1)]
    public void Recall_FromBeforeTheRelease_IsAnEarlierOnes(string at, int known) =>
        Assert.Equal(known, Of(Given.Release().Recalled(at)).RecallsAt(Given.At("2026-07-01T09:00:00Z")).Count);

    [Theory]
    [InlineData("2026-06-14T08:59:59Z", false)]
    [InlineData("2026-06-14T09:00:00Z", true)]
    public void Recall_Withdrawn_IsSoFromThen(string now, bool withdrawn) =>
        Assert.Equal(withdrawn, Assert.Single(Of(Given.Release().Recalled("2026-06-10T09:00:00Z").Withdrawn("e001", "2026-06-14T09:00:00Z")).RecallsAt(Given.At(now))).IsWithdrawn);

    [Theory]
    [InlineData("2026-06-20T09:00:00Z", 0)]
    [InlineData("2026-06-20T09:00:01Z", 1)]
    public void Recall_WithdrawnBeforeItWasEffective_NeverWas(string withdrawn, int known) => Assert.Equal(
        known, Of(Given.Release().Recalled("2026-06-20T09:00:00Z", recorded: "2026-06-10T09:00:00Z").Withdrawn("e001", withdrawn)).RecallsAt(Given.At("2026-07-01T09:00:00Z")).Count);

    [Fact]
    public void Variants_OfOneEvent_AreTheFirstInFactOrder()
    {
        var at = Given.At("2026-06-10T09:00:00Z");
        RecallRecorded Variant(int hours, string type) => new("e", at.PlusHours(hours), at.PlusHours(9), "R1") { Type = type };
        var history = new CaseHistory(Given.Release().Release, [Variant(2, "LR"), Variant(1, "FTR_28"), Variant(3, "FTR_14")]);
        Assert.Equal("FTR_28", Assert.Single(history.RecallsAt(at.PlusHours(24))).Fact.Type);
    }

    [Fact]
    public void Recalls_AreInFactOrder()
    {
        var history = Of(Given.Release().Recalled("2026-06-12T09:00:00Z").Recalled("2026-06-10T09:00:00Z"));
        Assert.Equal(["e002", "e001"], history.RecallsAt(Given.At("2026-07-01T09:00:00Z")).Select(r => r.Fact.EventId));
    }

    private static CaseHistory Of(CaseBuilder c) => new(c.Release, c.Facts);
}
