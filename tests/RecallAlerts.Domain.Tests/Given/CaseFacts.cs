using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests;

/// <summary>The facts of rules.md in the words of the field.</summary>
internal static class CaseFacts
{
    public static CaseBuilder Lives(this CaseBuilder c, string code, string at, string? endsOn = null, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new AccommodationRecorded(id, o, r, code, endsOn is null ? null : Given.On(endsOn)));

    public static CaseBuilder Left(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new AccommodationEnded(id, o, r));

    public static CaseBuilder MovesOn(this CaseBuilder c, string startsOn, string at) =>
        c.Fact(at, null, (id, o, r) => new MoveOnPlanned(id, o, r, Given.On(startsOn), "A01A"));

    public static CaseBuilder MoveOnOff(this CaseBuilder c, string at) => c.Fact(at, null, (id, o, r) => new MoveOnCancelled(id, o, r));

    public static CaseBuilder Booked(this CaseBuilder c, string id, string startsAt, string? at = null, string? recorded = null) =>
        c.Fact(at ?? c.Release.ReleasedAt.ToString(), recorded, (e, o, r) => new AppointmentBooked(e, o, r, id, Given.At(startsAt), null));

    public static CaseBuilder Cancelled(this CaseBuilder c, string id, string at) =>
        c.Fact(at, null, (e, o, r) => new AppointmentCancelled(e, o, r, id));

    public static CaseBuilder Outcome(this CaseBuilder c, string id, string code, string at, string? recorded = null) =>
        c.Fact(at, recorded, (e, o, r) => new AppointmentOutcome(e, o, r, id, code));

    /// <summary>Booked at release, and its outcome recorded when it starts.</summary>
    public static CaseBuilder Held(this CaseBuilder c, string id, string startsAt, string code) =>
        c.Booked(id, startsAt).Outcome(id, code, startsAt);

    public static CaseBuilder Enforced(this CaseBuilder c, string id, string at) =>
        c.Fact(at, null, (e, o, r) => new EnforcementRecorded(e, o, r, id, "ROM"));

    public static CaseBuilder Allocated(this CaseBuilder c, string practitioner, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new PractitionerAllocated(id, o, r, practitioner));

    public static CaseBuilder Unallocated(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new PractitionerUnallocated(id, o, r));

    public static CaseBuilder HandedOver(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new HandoverCompleted(id, o, r));

    public static CaseBuilder CheckAsked(this CaseBuilder c, Check check, string at) =>
        c.Fact(at, null, (id, o, r) => new CheckRequested(id, o, r, check));

    public static CaseBuilder CheckDone(this CaseBuilder c, Check check, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new CheckCompleted(id, o, r, check));

    public static CaseBuilder Treated(this CaseBuilder c, string at) =>
        c.Fact(at, null, (id, o, r) => new TreatmentStarted(id, o, r, "Turning Point"));

    public static CaseBuilder Tested(this CaseBuilder c, TestResult result, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new SubstanceTested(id, o, r, result));

    public static CaseBuilder Referred(this CaseBuilder c, Need need, string at) =>
        c.Fact(at, null, (id, o, r) => new SupportReferred(id, o, r, need));

    public static CaseBuilder Suspended(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new ContactSuspended(id, o, r, "hospital"));

    public static CaseBuilder Resumed(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new ContactResumed(id, o, r, "home again"));

    public static CaseBuilder Recalled(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new RecallRecorded(id, o, r, "recall-1"));

    public static CaseBuilder WatchEnds(this CaseBuilder c, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new WatchEnded(id, o, r, "other"));

    public static CaseBuilder Amended(this CaseBuilder c, string at, ReleaseAmendment amendment, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new ReleaseAmended(id, o, r, amendment));

    public static CaseBuilder Withdrawn(this CaseBuilder c, string eventId, string at, string? recorded = null) =>
        c.Fact(at, recorded, (id, o, r) => new FactWithdrawn(id, o, r, eventId, "entered on the wrong case"));

    public static CaseBuilder NeedsHelpWith(this CaseBuilder c, params Need[] needs) => c.With(r => r with { Needs = needs });

    public static CaseBuilder Requires(this CaseBuilder c, params Check[] checks) => c.With(r => r with { ChecksRequired = checks });

    public static CaseBuilder WithNobody(this CaseBuilder c) => c.With(r => r with { PractitionerId = null });
}
