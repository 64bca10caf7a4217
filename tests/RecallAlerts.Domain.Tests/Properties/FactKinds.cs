using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using Check = RecallAlerts.Domain.Releases.Check;
using TestResult = RecallAlerts.Domain.Facts.TestResult;

namespace RecallAlerts.Domain.Tests.Properties;

internal readonly record struct FactHead(string Id, Instant At, Instant Recorded);

/// <summary>One fact of any type under a given head.</summary>
internal static class FactKinds
{
    private static readonly string[] Accommodations = ["A01A", "A02", "A03", "A17", "A17", "A08A", "A08", "Z99"];
    private static readonly string[] Outcomes = ["ATTC", "AFTC", "UAAB", "UAAB", "AFTA", "AACL", "AAM11", "NEWCODE"];

    public static Gen<Fact> Any(FactHead h, bool withAmendments) => Gen.Frequency(
        (5, Accommodation(h)), (9, Appointment(h)), (3, Practitioner(h)), (3, Duty(h)), (2, Contact(h)), (1, End(h)),
            (withAmendments ? 3 : 0, Amendment(h)));

    private static Gen<Fact> Accommodation(FactHead h) => Gen.OneOf(
        from code in Gen.Elements(Accommodations)
        from days in Gen.Elements<int?>(null, null, 0, 10, 40)
        select (Fact)new AccommodationRecorded(h.Id, h.At, h.Recorded, code, days is { } n ? LondonTime.Date(h.At).AddDays(n) : null),
        Of(new AccommodationEnded(h.Id, h.At, h.Recorded)),
        from days in Gen.Choose(0, 40)
        select (Fact)new MoveOnPlanned(h.Id, h.At, h.Recorded, LondonTime.Date(h.At).AddDays(days), "A01A"),
        Of(new MoveOnCancelled(h.Id, h.At, h.Recorded)));

    private static Gen<Fact> Appointment(FactHead h) =>
        from id in Gen.Elements("a", "B", "c")
        from hours in Gen.Elements(-30, 0, 1, 24, 72, 240)
        from code in Gen.Elements(Outcomes)
        from fact in Gen.Frequency<Fact>(
            (4, Of(new AppointmentBooked(h.Id, h.At, h.Recorded, id, h.At.PlusHours(hours), null))),
            (4, Of(new AppointmentOutcome(h.Id, h.At, h.Recorded, id, code))),
            (1, Of(new AppointmentCancelled(h.Id, h.At, h.Recorded, id))),
            (1, Of(new EnforcementRecorded(h.Id, h.At, h.Recorded, id, "ROM"))))
        select fact;

    private static Gen<Fact> Practitioner(FactHead h) => Gen.OneOf(
        Gen.Elements("P1", "P2", "P3").Select(id => (Fact)new PractitionerAllocated(h.Id, h.At, h.Recorded, id)),
        Of(new PractitionerUnallocated(h.Id, h.At, h.Recorded)));

    private static Gen<Fact> Duty(FactHead h) => Gen.OneOf(
        Of(new HandoverCompleted(h.Id, h.At, h.Recorded)),
        Of(new TreatmentStarted(h.Id, h.At, h.Recorded, "service")),
        Gen.Elements(Enum.GetValues<Check>()).Select(check => (Fact)new CheckRequested(h.Id, h.At, h.Recorded, check)),
        Gen.Elements(Enum.GetValues<Check>()).Select(check => (Fact)new CheckCompleted(h.Id, h.At, h.Recorded, check)),
        Gen.Elements(Enum.GetValues<TestResult>()).Select(result => (Fact)new SubstanceTested(h.Id, h.At, h.Recorded, result)),
        Gen.Elements(Need.Accommodation, Need.Employment, Need.Finance)
            .Select(need => (Fact)new SupportReferred(h.Id, h.At, h.Recorded, need)));

    private static Gen<Fact> Contact(FactHead h) => Gen.OneOf(
        Of(new ContactSuspended(h.Id, h.At, h.Recorded, "hospital")), Of(new ContactResumed(h.Id, h.At, h.Recorded, null)));

    private static Gen<Fact> End(FactHead h) => Gen.OneOf(
        Of(new RecallRecorded(h.Id, h.At, h.Recorded, "recall")), Of(new WatchEnded(h.Id, h.At, h.Recorded, "other")));

    private static Gen<Fact> Amendment(FactHead h) => Gen.OneOf(
        Gen.Choose(0, 14).Select(n => (Fact)new FactWithdrawn(h.Id, h.At, h.Recorded, $"e{n:00}", "wrong case")),
        Gen.Elements("P1", "P4", null).Select(id => (Fact)new ReleaseAmended(h.Id, h.At, h.Recorded,
            new ReleaseAmendment { PractitionerId = new(id) })),
        Gen.Elements("gwent", "bury-and-rochdale")
            .Select(pdu => (Fact)new ReleaseAmended(h.Id, h.At, h.Recorded, new ReleaseAmendment { Pdu = new(pdu) })),
        Gen.Elements(true, false).Select(done => (Fact)new ReleaseAmended(h.Id, h.At, h.Recorded,
            new ReleaseAmendment { HandoverCompleted = new(done) })));

    private static Gen<Fact> Of(Fact fact) => Gen.Constant(fact);
}
