using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>Released on Tuesday 2 June 2026 at ten in London with a practitioner and the handover done.</summary>
public sealed class TimelineSignsTests
{
    private const string Recall = "2026-07-01T09:00:00Z";

    [Fact]
    public void Signs_OfASteadyCase_AreNone() => AssertSigns(Steady(), "");

    [Theory]
    [InlineData("A08", "homelessness homeless-at-recall e002")]
    [InlineData("A08A", "homelessness homeless-at-recall e002")]
    [InlineData("A17", "")]
    [InlineData("A01A", "")]
    public void Accommodation_AtTheRecall_SaysHomeless(string code, string signs) => AssertSigns(Steady().Lives(code, "2026-06-20T09:00:00Z"), signs);

    [Theory]
    [InlineData("2026-07-01T09:00:00Z", null, true)]
    [InlineData("2026-07-01T09:00:01Z", null, false)]
    [InlineData("2026-06-20T09:00:00Z", "2026-07-01T09:00:00Z", true)]
    [InlineData("2026-06-20T09:00:00Z", "2026-07-01T09:00:01Z", false)]
    public void Accommodation_KnownAfterTheRecallOnly_SaysNothing(string at, string? recorded, bool says) =>
        AssertSigns(Steady().Lives("A08A", at, recorded: recorded), says ? "homelessness homeless-at-recall e002" : "");

    [Fact]
    public void Accommodation_HousedAgain_SaysNothing() => AssertSigns(Steady().Lives("A08A", "2026-06-10T09:00:00Z").Lives("A01A", "2026-06-20T09:00:00Z"), "");

    [Fact]
    public void Placement_ThatEnded_IsASign() => AssertSigns(Steady().Lives("A17", "2026-06-03T09:00:00Z").Left("2026-06-20T09:00:00Z"), "homelessness placement-ended e003");

    [Fact]
    public void Placement_LeftForAnotherAtOneMoment_IsNoEnd() =>
        AssertSigns(Steady().Lives("A01A", "2026-06-20T09:00:00Z").Left("2026-06-20T09:00:00Z"), "");

    [Theory]
    [InlineData("2026-06-02T09:00:00Z", true)]
    [InlineData("2026-06-02T08:59:59Z", false)]
    public void TransientSpells_SinceRelease_AreASignFromTheSecond(string first, bool says) =>
        AssertSigns(Steady().Lives("A17", first).Lives("A03", "2026-06-20T09:00:00Z"), says ? "homelessness two-transient-spells e003" : "");

    [Theory]
    [InlineData(TestResult.Positive, "2026-06-03T09:00:01Z", "substance_misuse positive-test e002")]
    [InlineData(TestResult.Positive, "2026-06-03T09:00:00Z", "")]
    [InlineData(TestResult.Refused, "2026-06-20T09:00:00Z", "substance_misuse refused-test e002")]
    [InlineData(TestResult.Negative, "2026-06-20T09:00:00Z", "")]
    public void Test_WithinTheLast28Days_IsASign(TestResult result, string at, string signs) => AssertSigns(Steady().Tested(result, at), signs);

    [Fact]
    public void Test_BeforeTheRelease_SaysNothing() => Assert.Empty(TimelineSigns.Of(Steady().Tested(TestResult.Positive, "2026-06-02T08:59:59Z").Case(), Given.At("2026-06-05T09:00:00Z")));

    [Fact]
    public void Tests_OfOneResult_AreOneSignOfTheLast() => AssertSigns(
        Steady().Tested(TestResult.Positive, "2026-06-20T09:00:00Z").Tested(TestResult.Positive, "2026-06-21T09:00:00Z").Tested(TestResult.Refused, "2026-06-22T09:00:00Z"),
        "substance_misuse positive-test e003, substance_misuse refused-test e004");

    [Theory]
    [InlineData("2026-06-15T22:59:59Z", false)]
    [InlineData("2026-06-15T23:00:00Z", true)]
    public void Treatment_NotStarted_IsASignFromTheDayOfTheRule(string recalledAt, bool says)
    {
        var c = Steady().NeedsHelpWith(Need.SubstanceMisuse);
        Assert.Equal(14, Given.Policy.Rules.TreatmentNotStarted.Days);
        Assert.Equal(says ? ["no-treatment-started"] : [], TimelineSigns.Of(c.Case(), Given.At(recalledAt)).Select(s => s.Cue));
    }

    [Fact]
    public void Treatment_StartedOrNotNeeded_SaysNothing()
    {
        AssertSigns(Steady().NeedsHelpWith(Need.SubstanceMisuse).Treated("2026-06-10T09:00:00Z"), "");
        AssertSigns(Steady().NeedsHelpWith(Need.Accommodation), "");
    }

    [Theory]
    [InlineData("2026-07-01T09:00:00Z", true)]
    [InlineData("2026-07-01T09:00:01Z", false)]
    public void Handover_NotDoneByTheRecall_IsASign(string done, bool isDone) =>
        AssertSigns(Steady().With(r => r with { HandoverCompleted = false }).HandedOver(done), isDone ? "" : "continuity_failure no-handover -");

    [Fact]
    public void Practitioner_NobodyAtTheRecall_IsASign() => AssertSigns(Steady().Unallocated("2026-06-20T09:00:00Z"), "continuity_failure no-practitioner -");

    [Fact]
    public void Practitioners_Three_AreASignOfTheLast() => AssertSigns(
        Steady().Allocated("P2", "2026-06-10T09:00:00Z").Allocated("P1", "2026-06-11T09:00:00Z").Allocated("P3", "2026-06-12T09:00:00Z"),
        "continuity_failure three-practitioners e004");

    [Fact]
    public void Practitioners_Two_SayNothing() => AssertSigns(Steady().Allocated("P2", "2026-06-10T09:00:00Z").Allocated("P1", "2026-06-12T09:00:00Z"), "");

    [Fact]
    public void Appointments_NeverBooked_AreASign() => AssertSigns(Given.Release(), "continuity_failure no-appointment-booked -");

    [Fact]
    public void Signs_AreByLabelAndCue() => AssertSigns(
        Given.Release().WithNobody().Lives("A08A", "2026-06-10T09:00:00Z").Tested(TestResult.Refused, "2026-06-20T09:00:00Z").Tested(TestResult.Positive, "2026-06-21T09:00:00Z"),
        "homelessness homeless-at-recall e001, substance_misuse positive-test e003, substance_misuse refused-test e002, " +
        "continuity_failure no-appointment-booked -, continuity_failure no-practitioner -");

    private static CaseBuilder Steady() => Given.Release().Booked("a1", "2026-06-03T09:00:00Z");

    private static void AssertSigns(CaseBuilder c, string signs) => Assert.Equal(
        signs, string.Join(", ", TimelineSigns.Of(c.Case(), Given.At(Recall)).Select(s => $"{RecallReasons.Text(s.Label)} {s.Cue} {s.EventId ?? "-"}")));
}
