using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Reviews;

/// <summary>Released on Tuesday 2 June 2026 at ten in London; the appointment is on Thursday 4 June at ten, and its outcome is overdue on Friday 5 June at five in the afternoon.</summary>
public sealed class ForesightTests
{
    private const string Appointment = "2026-06-04T09:00:00Z";

    [Theory]
    [InlineData("2026-06-04T08:59:59Z", false)]
    [InlineData("2026-06-04T09:00:00Z", true)]
    [InlineData("2026-06-04T09:00:01Z", true)]
    public void OutcomeThatIsNotRecorded_IsForeseenOnceTheAppointmentHasBegun(string now, bool isForeseen) =>
        Assert.Equal(isForeseen, Rules(Seen().Booked("a2", Appointment), now).Contains(RuleId.OutcomeOverdue));

    [Theory]
    [InlineData("2026-06-04T08:59:59Z")]
    [InlineData("2026-06-04T09:00:00Z")]
    public void OutcomeThatIsRecorded_IsNotForeseenEither(string now) => Assert.DoesNotContain(RuleId.OutcomeOverdue, Rules(Seen().Held("a2", Appointment, "ATTC"), now));

    [Theory]
    [InlineData(null, true)]
    [InlineData(Appointment, false)]
    public void NoContact_IsForeseenWhereNoAppointmentIsBookedBefore(string? booked, bool isForeseen)
    {
        var c = booked is null ? Seen() : Seen().Booked("a2", booked);
        Assert.Equal(isForeseen, Rules(c, "2026-06-04T08:00:00Z", days: 9).Contains(RuleId.NoContact));
    }

    [Fact]
    public void NoContact_IsForeseenWhereTheNextAppointmentIsTooLate() =>
        Assert.Contains(RuleId.NoContact, Rules(Seen().Booked("a2", "2026-06-30T09:00:00Z"), "2026-06-04T08:00:00Z", days: 9));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void FirstAppointment_OfAReleaseToCome_IsForeseenUnlessItIsBooked(bool isBooked, bool isForeseen)
    {
        var c = Given.Release();
        if (isBooked) c.Booked("a1", "2026-06-03T09:00:00Z", at: "2026-06-01T08:00:00Z");
        var rules = Rules(c, "2026-06-01T09:00:00Z");
        Assert.Equal((isForeseen, isForeseen), (rules.Contains(RuleId.FirstAppointmentNotBooked), rules.Contains(RuleId.FirstAppointmentNotAttended)));
    }

    [Fact]
    public void DutyThatIsNotDone_IsForeseenWhateverIsBooked() => Assert.Contains(
        RuleId.HandoverNotCompleted, Rules(Given.Release().With(r => r with { HandoverCompleted = false }).Booked("a1", "2026-06-03T09:00:00Z", at: "2026-06-01T08:00:00Z"), "2026-06-01T09:00:00Z"));

    [Fact]
    public void WhatHoldsAlready_IsNotForeseen()
    {
        var c = Given.Release().Lives("A08A", "2026-06-02T09:00:00Z").Case();
        Assert.Contains(Reviewer.Review(c, Given.At("2026-06-03T09:00:00Z")).Conditions, x => x.Rule == RuleId.Homeless);
        Assert.DoesNotContain(Foresight.Of(c, Given.At("2026-06-03T09:00:00Z"), Given.At("2026-06-10T09:00:00Z")), x => x.Condition.Rule == RuleId.Homeless);
    }

    [Theory]
    [InlineData("2026-06-05T15:59:59Z", false)]
    [InlineData("2026-06-05T16:00:00Z", true)]
    public void WhatBeginsAtTheLastInstant_IsForeseen(string until, bool isForeseen)
    {
        var c = Seen().Booked("a2", Appointment).Case();
        var since = Assert.Single(Foresight.Of(c, Given.At(Appointment), Given.At("2026-06-12T09:00:00Z")), x => x.Condition.Rule == RuleId.OutcomeOverdue).At;
        Assert.Equal(Given.At("2026-06-05T16:00:00Z"), since);
        Assert.Equal(isForeseen, Foresight.Of(c, Given.At(Appointment), Given.At(until)).Any(x => x.Condition.Rule == RuleId.OutcomeOverdue));
    }

    private static CaseBuilder Seen() => Given.Release().Held("a1", "2026-06-03T09:00:00Z", "ATTC");

    private static RuleId[] Rules(CaseBuilder c, string now, int days = 7) =>
        [.. Foresight.Of(c.Case(), Given.At(now), Given.At(now).PlusHours(24 * days)).Select(x => x.Condition.Rule)];
}
