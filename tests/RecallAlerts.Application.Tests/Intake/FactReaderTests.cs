using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class FactReaderTests
{
    [Theory]
    [InlineData("accommodation.recorded", """{ "code": "A17", "expectedEndOn": "2026-08-01" }""", typeof(AccommodationRecorded))]
    [InlineData("accommodation.recorded", """{ "code": "A01A" }""", typeof(AccommodationRecorded))]
    [InlineData("accommodation.ended", "{}", typeof(AccommodationEnded))]
    [InlineData("accommodation.ended", Reading.Absent, typeof(AccommodationEnded))]
    [InlineData("move-on.planned", """{ "startsOn": "2026-08-01", "code": "A01A" }""", typeof(MoveOnPlanned))]
    [InlineData("move-on.cancelled", "{}", typeof(MoveOnCancelled))]
    [InlineData("appointment.booked", """{ "appointmentId": "a1", "startsAt": "2026-06-04T10:00:00Z", "kind": "office" }""", typeof(AppointmentBooked))]
    [InlineData("appointment.cancelled", """{ "appointmentId": "a1" }""", typeof(AppointmentCancelled))]
    [InlineData("appointment.outcome", """{ "appointmentId": "a1", "outcome": "ATTC" }""", typeof(AppointmentOutcome))]
    [InlineData("enforcement.recorded", """{ "appointmentId": "a1", "action": "ROM" }""", typeof(EnforcementRecorded))]
    [InlineData("practitioner.allocated", """{ "practitionerId": "P1" }""", typeof(PractitionerAllocated))]
    [InlineData("practitioner.unallocated", "{}", typeof(PractitionerUnallocated))]
    [InlineData("handover.completed", "{}", typeof(HandoverCompleted))]
    [InlineData("check.requested", """{ "check": "domestic-abuse" }""", typeof(CheckRequested))]
    [InlineData("check.completed", """{ "check": "child-safeguarding" }""", typeof(CheckCompleted))]
    [InlineData("treatment.started", """{ "service": "Turning Point" }""", typeof(TreatmentStarted))]
    [InlineData("substance.test", """{ "result": "refused" }""", typeof(SubstanceTested))]
    [InlineData("support.referred", """{ "need": "employment" }""", typeof(SupportReferred))]
    [InlineData("contact.suspended", """{ "reason": "remand" }""", typeof(ContactSuspended))]
    [InlineData("contact.resumed", "{}", typeof(ContactResumed))]
    [InlineData("recall.recorded", """{ "recallId": "r1", "type": "FTR_28", "recalledAt": "2026-06-03T10:00:00Z" }""", typeof(RecallRecorded))]
    [InlineData("watch.ended", """{ "reason": "died" }""", typeof(WatchEnded))]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["N01", "duty-spo:gwent", "practitioner:N02"] }""", typeof(AccessLimited))]
    [InlineData("access.limited", """{ "kind": "excluded", "staff": ["N01"] }""", typeof(AccessLimited))]
    [InlineData("access.unlimited", "{}", typeof(AccessUnlimited))]
    public void Fact_OfEachType_IsRead(string type, string data, Type expected)
    {
        var (fact, problem) = Reading.Fact(type, data);

        Assert.Null(problem);
        Assert.IsType(expected, fact);
        Assert.Equal((Reading.Head.EventId, Reading.Head.OccurredAt, Reading.Head.RecordedAt), (fact!.EventId, fact.OccurredAt,
            fact.RecordedAt));
    }

    [Fact]
    public void Types_AreTheTwentyOfTheTableTheTwoThatChangeWhatIsReviewedAndTheTwoOfWhoMaySeeIt() => Assert.Equal(24, FactReader.Types.Count);

    [Theory]
    [InlineData("accommodation.recorded", "{}", ProblemType.MissingField, "data.code")]
    [InlineData("accommodation.recorded", """{ "code": "A99" }""", ProblemType.UnknownCode, "data.code")]
    [InlineData("accommodation.recorded", """{ "code": "a17" }""", ProblemType.UnknownCode, "data.code")]
    [InlineData("accommodation.recorded", """{ "code": "A17", "expectedEndOn": "soon" }""", ProblemType.InvalidField, "data.expectedEndOn")]
    [InlineData("move-on.planned", """{ "code": "A01A" }""", ProblemType.MissingField, "data.startsOn")]
    [InlineData("move-on.planned", """{ "startsOn": "2026-08-01", "code": "B01" }""", ProblemType.UnknownCode, "data.code")]
    [InlineData("appointment.booked", """{ "appointmentId": "a1" }""", ProblemType.MissingField, "data.startsAt")]
    [InlineData("appointment.booked", """{ "startsAt": "2026-06-04T10:00:00Z" }""", ProblemType.MissingField, "data.appointmentId")]
    [InlineData("appointment.booked", """{ "appointmentId": "a1", "startsAt": "2026-06-04T10:00:00" }""", ProblemType.InstantWithoutOffset, "data.startsAt")]
    [InlineData("appointment.booked", """{ "appointmentId": "a1", "startsAt": "2028-06-10T12:00:01Z" }""", ProblemType.InstantOutOfRange, "data.startsAt")]
    [InlineData("appointment.cancelled", "{}", ProblemType.MissingField, "data.appointmentId")]
    [InlineData("appointment.outcome", """{ "appointmentId": "a1" }""", ProblemType.MissingField, "data.outcome")]
    [InlineData("enforcement.recorded", """{ "appointmentId": "a1" }""", ProblemType.MissingField, "data.action")]
    [InlineData("practitioner.allocated", """{ "practitionerId": 5 }""", ProblemType.InvalidField, "data.practitionerId")]
    [InlineData("access.limited", """{ "staff": ["N01"] }""", ProblemType.MissingField, "data.kind")]
    [InlineData("access.limited", """{ "kind": "open", "staff": ["N01"] }""", ProblemType.UnknownCode, "data.kind")]
    [InlineData("access.limited", """{ "kind": "restricted" }""", ProblemType.MissingField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": [] }""", ProblemType.InvalidField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": "N01" }""", ProblemType.InvalidField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["N01", 5] }""", ProblemType.InvalidField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["N01", ""] }""", ProblemType.InvalidField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["N01 "] }""", ProblemType.InvalidField, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["duty-sop:gwent"] }""", ProblemType.UnknownCode, "data.staff")]
    [InlineData("access.limited", """{ "kind": "restricted", "staff": ["duty-spo:"] }""", ProblemType.UnknownCode, "data.staff")]
    [InlineData("check.requested", """{ "check": "dbs" }""", ProblemType.UnknownCode, "data.check")]
    [InlineData("check.completed", "{}", ProblemType.MissingField, "data.check")]
    [InlineData("treatment.started", "{}", ProblemType.MissingField, "data.service")]
    [InlineData("substance.test", """{ "result": "inconclusive" }""", ProblemType.UnknownCode, "data.result")]
    [InlineData("support.referred", """{ "need": "substance-misuse" }""", ProblemType.UnknownCode, "data.need")]
    [InlineData("support.referred", """{ "need": "housing" }""", ProblemType.UnknownCode, "data.need")]
    [InlineData("contact.suspended", "{}", ProblemType.MissingField, "data.reason")]
    [InlineData("recall.recorded", "{}", ProblemType.MissingField, "data.recallId")]
    [InlineData("recall.recorded", """{ "recallId": "r1", "type": "FTR_90" }""", ProblemType.UnknownCode, "data.type")]
    [InlineData("recall.recorded", """{ "recallId": "r1", "recalledAt": "2026-06-03" }""", ProblemType.InvalidField, "data.recalledAt")]
    [InlineData("watch.ended", """{ "reason": "moved" }""", ProblemType.UnknownCode, "data.reason")]
    [InlineData("fact.withdrawn", """{ "reason": "wrong case" }""", ProblemType.MissingField, "data.eventId")]
    [InlineData("fact.withdrawn", """{ "eventId": "e1" }""", ProblemType.MissingField, "data.reason")]
    [InlineData("release.amended", """{ "rosh": "extreme" }""", ProblemType.UnknownCode, "data.rosh")]
    [InlineData("release.amended", """{ "region": null }""", ProblemType.MissingField, "data.region")]
    [InlineData("accommodation.recorded", Reading.Absent, ProblemType.MissingField, "data.code")]
    [InlineData("accommodation.ended", "[]", ProblemType.InvalidField, "data")]
    [InlineData("release.registered", "{}", ProblemType.UnknownType, "type")]
    [InlineData("Accommodation.Recorded", "{}", ProblemType.UnknownType, "type")]
    public void Fact_WithSomethingWrong_IsRefusedByItsField(string type, string data, ProblemType problemType, string field)
    {
        var (fact, problem) = Reading.Fact(type, data);

        Assert.Null(fact);
        Assert.Equal((problemType, field), (problem!.Type, problem.Field));
        Assert.NotEmpty(problem.Reason);
    }

    [Fact]
    public void Outcome_OfAnUnknownCode_IsAccepted() => Assert.Equal(
        OutcomeCategory.None, Assert.IsType<AppointmentOutcome>(Reading.Fact("appointment.outcome", """{ "appointmentId": "a1", "outcome": "NEWCODE" }""").Fact).Category);

    [Theory]
    [InlineData("LR")]
    [InlineData("FTR_14")]
    [InlineData("FTR_28")]
    [InlineData("FTR_56")]
    [InlineData("FTR_HDC_14")]
    [InlineData("FTR_HDC_28")]
    [InlineData("CUR_HDC")]
    [InlineData("IN_HDC")]
    public void Recall_OfEachType_IsRead(string type) => Assert.Null(Reading.Fact("recall.recorded", $$"""{ "recallId": "r1", "type": "{{type}}" }""").Problem);

    [Fact]
    public void Recall_WithANarrativeOf20000Characters_IsRead() => Assert.Null(Recall(20_000));

    [Fact]
    public void Recall_WithALongerNarrative_IsRefused()
    {
        var problem = Recall(20_001);

        Assert.Equal((ProblemType.NarrativeTooLong, "data.narrative"), (problem!.Type, problem.Field));
    }

    [Fact]
    public void Recall_ItsNarrative_IsNoPartOfTheFact() => Assert.DoesNotContain(
        "hostel",
        Reading.Fact("recall.recorded", """{ "recallId": "r1", "narrative": "left the hostel" }""").Fact!.ToString(),
        StringComparison.Ordinal);

    private static Problem? Recall(int length) =>
        Reading.Fact("recall.recorded", $$"""{ "recallId": "r1", "narrative": "{{new string('n', length)}}" }""").Problem;
}
