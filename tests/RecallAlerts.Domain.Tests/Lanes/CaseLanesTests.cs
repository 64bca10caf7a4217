using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;

namespace RecallAlerts.Domain.Tests.Lanes;

/// <summary>Released on Tuesday 2 June 2026 at ten in London, with the practitioner P1; looked at on 1 July.</summary>
public sealed class CaseLanesTests
{
    private const string Released = "2026-06-02T09:00:00Z";
    private const string Now = "2026-07-01T09:00:00Z";

    [Fact]
    public void Accommodation_OfNothing_IsUnknownFromTheRelease() => AssertLives(Given.Release(), $"None {Released}..{Now}");

    [Theory]
    [InlineData("2026-05-20T09:00:00Z", "Settled 2026-06-02T09:00:00Z..2026-07-01T09:00:00Z")]
    [InlineData("2026-06-02T09:00:00Z", "Settled 2026-06-02T09:00:00Z..2026-07-01T09:00:00Z")]
    [InlineData("2026-06-02T09:00:01Z", "None 2026-06-02T09:00:00Z..2026-06-02T09:00:01Z, Settled 2026-06-02T09:00:01Z..2026-07-01T09:00:00Z")]
    [InlineData("2026-07-01T09:00:00Z", "None 2026-06-02T09:00:00Z..2026-07-01T09:00:00Z")]
    [InlineData("2026-07-01T09:00:01Z", "None 2026-06-02T09:00:00Z..2026-07-01T09:00:00Z")]
    public void Accommodation_BeforeAtAndAfterTheRelease_BeginsThen(string at, string lives) => AssertLives(Given.Release().Lives("A01A", at), lives);

    [Fact]
    public void Accommodation_RecordedLate_CountsFromWhenItWasOnceItIsKnown() => AssertLives(
        Given.Release().Lives("A08A", "2026-06-10T09:00:00Z", recorded: "2026-06-20T09:00:00Z"), $"None {Released}..2026-06-10T09:00:00Z, Homeless 2026-06-10T09:00:00Z..{Now}");

    [Fact]
    public void Accommodation_RecordedAfterNow_IsLeftOut() => AssertLives(Given.Release().Lives("A08A", "2026-06-10T09:00:00Z", recorded: "2026-07-01T09:00:01Z"), $"None {Released}..{Now}");

    [Fact]
    public void Accommodation_RecordedAgain_IsOneSpan() => AssertLives(Given.Release().Lives("A17", Released).Lives("A17", "2026-06-10T09:00:00Z"), $"Transient {Released}..{Now}");

    [Fact]
    public void Accommodation_LeftForAnotherAtOneMoment_HasNoGap() => AssertLives(
        Given.Release().Lives("A17", Released).Lives("A01A", "2026-06-10T09:00:00Z").Left("2026-06-10T09:00:00Z"), $"Transient {Released}..2026-06-10T09:00:00Z, Settled 2026-06-10T09:00:00Z..{Now}");

    [Fact]
    public void Practitioners_AreWhoHeldTheCaseAndNobody() => Assert.Equal(
        $"P1 {Released}..2026-06-10T09:00:00Z, - 2026-06-10T09:00:00Z..2026-06-12T09:00:00Z, P2 2026-06-12T09:00:00Z..{Now}",
        Text(LanesOf(Given.Release().Unallocated("2026-06-10T09:00:00Z").Allocated("P2", "2026-06-12T09:00:00Z")).Practitioners, p => p ?? "-"));

    [Fact]
    public void Lanes_BeforeTheRelease_AreEmpty()
    {
        var lanes = CaseLanes.Of(Given.Release().Case(), Given.At("2026-06-02T08:59:59Z"));
        Assert.Empty(lanes.Accommodation);
        Assert.Empty(lanes.Practitioners);
    }

    [Theory]
    [InlineData("ATTC", AppointmentStanding.Attended)]
    [InlineData("UAAB", AppointmentStanding.Missed)]
    [InlineData("AAHO", AppointmentStanding.NotHeld)]
    [InlineData("AAM11", AppointmentStanding.NotHeld)]
    public void Appointment_StandsAsItsOutcome(string code, AppointmentStanding standing) => AssertAppointment(Given.Release().Held("a1", "2026-06-03T09:00:00Z", code), standing);

    [Fact]
    public void Appointment_Cancelled_IsNotHeld() =>
        AssertAppointment(Given.Release().Booked("a1", "2026-06-03T09:00:00Z").Cancelled("a1", "2026-06-02T10:00:00Z"), AppointmentStanding.NotHeld);

    [Theory]
    [InlineData("2026-07-01T08:59:59Z", AppointmentStanding.Unrecorded)]
    [InlineData("2026-07-01T09:00:00Z", AppointmentStanding.Unrecorded)]
    [InlineData("2026-07-01T09:00:01Z", AppointmentStanding.Booked)]
    public void Appointment_WithoutAnOutcome_IsBookedUntilItStarts(string startsAt, AppointmentStanding standing) => AssertAppointment(Given.Release().Booked("a1", startsAt), standing);

    [Theory]
    [InlineData("2026-06-20T08:59:59Z", AppointmentStanding.Unrecorded)]
    [InlineData("2026-06-20T09:00:00Z", AppointmentStanding.AfterEnd)]
    [InlineData("2026-06-20T09:00:01Z", AppointmentStanding.AfterEnd)]
    [InlineData("2026-07-01T09:00:01Z", AppointmentStanding.AfterEnd)]
    public void Appointment_WithoutAnOutcome_IsOvertakenByARecall(string startsAt, AppointmentStanding standing)
    {
        AssertAppointment(Recalled("2026-06-20T09:00:00Z").Booked("a1", startsAt), standing);
        AssertAppointment(Recalled("2026-06-25T09:00:00Z").Booked("a1", startsAt), standing);
    }

    [Fact]
    public void Appointment_AfterARecall_StandsAsItsOutcome() => AssertAppointment(Recalled("2026-06-20T09:00:00Z").Held("a1", "2026-06-21T09:00:00Z", "ATTC"), AppointmentStanding.Attended);

    [Theory]
    [InlineData("2026-06-21T22:59:59Z", AppointmentStanding.Unrecorded)]
    [InlineData("2026-06-21T23:00:00Z", AppointmentStanding.AfterEnd)]
    public void Appointment_WithoutAnOutcome_IsOvertakenByTheEndOfTheLicence(string startsAt, AppointmentStanding standing) =>
        AssertAppointment(Given.Release().With(r => r with { LicenceEndsOn = Given.On("2026-06-21") }).Booked("a1", startsAt), standing);

    [Fact]
    public void Recall_EndsTheLanes()
    {
        var lanes = LanesOf(Recalled("2026-06-20T09:00:00Z"));
        Assert.Equal(Given.At("2026-06-20T09:00:00Z"), Assert.Single(lanes.Ends).At);
        Assert.Equal($"P1 {Released}..2026-06-20T09:00:00Z", Text(lanes.Practitioners, p => p ?? "-"));
    }

    [Theory]
    [InlineData("2026-06-21", true)]
    [InlineData("2026-07-01", false)]
    public void LicenceThatEnds_IsAnEndWithoutAFact(string endsOn, bool isEnd)
    {
        var lanes = LanesOf(Given.Release().With(r => r with { LicenceEndsOn = Given.On(endsOn) }));
        Assert.Equal(isEnd, lanes.Ends is [{ By: null }]);
    }

    // On 20 June, recorded then or later.
    private static CaseBuilder Recalled(string recorded) => Given.Release().Fact("2026-06-20T09:00:00Z", recorded, (id, o, r) => new RecallRecorded(id, o, r, "R1"));

    private static CaseLanes LanesOf(CaseBuilder c) => CaseLanes.Of(c.Case(), Given.At(Now));

    private static void AssertLives(CaseBuilder c, string expected) => Assert.Equal(expected, Text(LanesOf(c).Accommodation, d => d.Category.ToString()));

    private static void AssertAppointment(CaseBuilder c, AppointmentStanding standing) => Assert.Equal(standing, Assert.Single(LanesOf(c).Appointments).Standing);

    private static string Text<T>(IEnumerable<LaneSpan<T>> spans, Func<T, string> what) => string.Join(", ", spans.Select(s => $"{what(s.What)} {s.From}..{s.Until}"));
}
