using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Releases;

public sealed class CaseHistoryTests
{
    private static readonly ReleaseAmendment High = new() { Rosh = new(Rosh.High) };
    private static readonly ReleaseAmendment VeryHigh = new() { Rosh = new(Rosh.VeryHigh) };

    [Theory]
    [InlineData("2026-06-05T09:59:59Z", Rosh.Medium)]
    [InlineData("2026-06-05T10:00:00Z", Rosh.High)]
    [InlineData("2026-06-07T10:00:00Z", Rosh.VeryHigh)]
    public void Amendments_FromTheirTime_OverlayTheRelease(string t, Rosh rosh) => Assert.Equal(
        rosh, At(Given.Release().Amended("2026-06-05T10:00:00Z", High).Amended("2026-06-07T10:00:00Z", VeryHigh), t).Release.Rosh);

    [Fact]
    public void Amendments_RecordedOutOfOrder_OverlayInFactOrder() => Assert.Equal(
        Rosh.VeryHigh,
        At(Given.Release().Amended("2026-06-07T10:00:00Z", VeryHigh)
            .Amended("2026-06-05T10:00:00Z", High, recorded: "2026-06-08T10:00:00Z"), "2026-06-09T10:00:00Z").Release.Rosh);

    [Theory]
    [InlineData("2026-06-07T10:00:00Z", Rosh.Medium)]
    [InlineData("2026-06-08T10:00:00Z", Rosh.High)]
    public void Amendment_RecordedLate_IsEffectiveFromItsRecord(string t, Rosh rosh) => Assert.Equal(
        rosh, At(Given.Release().Amended("2026-06-05T10:00:00Z", High, recorded: "2026-06-08T10:00:00Z"), t).Release.Rosh);

    [Fact]
    public void Amendment_WithNull_Removes()
    {
        var nobody = new ReleaseAmendment
        {
            PractitionerId = new((string?)null), Team = new((string?)null),
            NomsNumber = new((NomsNumber?)null)
        };
        var c = At(Given.Release().With(r => r with { Team = "T1", NomsNumber = new NomsNumber("A1234BC") })
            .Amended("2026-06-05T10:00:00Z", nobody), "2026-06-05T10:00:00Z");

        Assert.Equal((null, null, null), (c.Release.PractitionerId, c.Release.Team, c.Release.NomsNumber));
    }

    [Fact]
    public void Amendment_OfOneField_LeavesTheOthers()
    {
        var before = Given.Release().NeedsHelpWith(Need.Finance).Requires(Check.DomesticAbuse)
            .With(r => r with { MappaLevel = 2, ChildProtection = true });
        var registered = before.Release;

        Assert.Equal(registered with { Pdu = "gwent" }, At(before.Amended("2026-06-05T10:00:00Z",
            new ReleaseAmendment { Pdu = new("gwent") }), "2026-06-05T10:00:00Z").Release);
    }

    [Theory]
    [InlineData("2026-06-05T09:59:59Z", "urgent")]
    [InlineData("2026-06-05T10:00:00Z", null)]
    public void Withdrawal_OfAFact_LeavesItOutFromThen(string t, string? severity) => Assert.Equal(
        severity, Homeless(Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Withdrawn("e001", "2026-06-05T10:00:00Z"), t));

    [Fact]
    public void Withdrawal_OfAnAmendment_LeavesItOut() => Assert.Equal(
        Rosh.Medium, At(Given.Release().Amended("2026-06-05T10:00:00Z", High)
            .Withdrawn("e001", "2026-06-06T10:00:00Z"), "2026-06-06T10:00:00Z").Release.Rosh);

    [Fact]
    public void Withdrawal_OfAWithdrawal_ChangesNothing() => Assert.Null(
        Homeless(Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Withdrawn("e001", "2026-06-05T10:00:00Z")
            .Withdrawn("e002", "2026-06-06T10:00:00Z"), "2026-06-07T10:00:00Z"));

    [Fact]
    public void Withdrawal_OfARecall_WatchesAgain() => Assert.Equal(
        "urgent",
        Homeless(Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Recalled("2026-06-04T10:00:00Z")
            .Withdrawn("e002", "2026-06-05T10:00:00Z"), "2026-06-05T10:00:00Z"));

    [Fact]
    public void NextAmendmentAfter_AnInstant_IsTheNextThatBecomesEffective()
    {
        var c = Given.Release().Lives("A08A", "2026-06-04T10:00:00Z").Amended("2026-06-09T10:00:00Z", High)
            .Withdrawn("e001", "2026-06-05T10:00:00Z", recorded: "2026-06-08T10:00:00Z");
        var history = new CaseHistory(c.Release, c.Facts);

        Assert.Equal("2026-06-08T10:00:00Z", history.NextAmendmentAfter(Given.At("2026-06-05T10:00:00Z")).ToString());
        Assert.Equal("2026-06-09T10:00:00Z", history.NextAmendmentAfter(Given.At("2026-06-08T10:00:00Z")).ToString());
        Assert.Null(history.NextAmendmentAfter(Given.At("2026-06-09T10:00:00Z")));
    }

    [Fact]
    public void Policy_OfTheCase_IsThatOfTheRegionInForce()
    {
        var c = Given.Release().Amended("2026-06-05T10:00:00Z", new ReleaseAmendment { Region = new("wales") });
        var history = new CaseHistory(c.Release, c.Facts);

        Assert.Equal("wales", history.At(Given.At("2026-06-05T10:00:00Z"), region => Given.Policy with { Version = region }, Given.Calendar)
            .Policy.Version);
    }

    private static Case At(CaseBuilder given, string t) =>
        new CaseHistory(given.Release, given.Facts).At(Given.At(t), _ => Given.Policy, Given.Calendar);

    private static string? Homeless(CaseBuilder given, string t)
    {
        var found = Domain.Reviews.Reviewer.Findings(At(given, t), RuleId.Homeless, Instant.Parse(t));
        return found.Count == 0 ? null : NameOf<Severity>.Text(found[0].Severity);
    }
}
