using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>What a fact says, in words. Never more than the fact: a narrative is no part of it.</summary>
internal static class FactWords
{
    public static string Of(Fact fact) => fact switch
    {
        AccommodationRecorded f => $"Accommodation: {Lower(AccommodationWords.Of(f.Code))}{Until(f)}",
        AccommodationEnded => "Left the accommodation; no new address",
        MoveOnPlanned f => $"Next accommodation arranged from {Day(f.StartsOn)}: {Lower(AccommodationWords.Of(f.Code))}",
        MoveOnCancelled => "Next accommodation called off",
        PractitionerAllocated f => $"Case taken by {f.PractitionerId}",
        PractitionerUnallocated => "Nobody holds the case from then on",
        AppointmentFact f => OfAppointment(f),
        ReleaseAmended f => $"Release amended: {string.Join(", ", Changed(f.Amendment))}",
        FactWithdrawn f => $"Withdrawn, and no longer counts: {f.Reason}",
        RecallRecorded f => f.Type is { } type ? $"Recalled ({RecallWords.OfType(type)})" : "Recalled",
        WatchEnded f => $"Watch ended: {Spaced(f.Reason)}",
        _ => OfDuty(fact),
    };

    private static string OfAppointment(AppointmentFact fact) => fact switch
    {
        AppointmentBooked f => $"Appointment booked for {Day(LondonTime.Date(f.StartsAt))}{(f.Kind is { } kind ? $": {Spaced(kind)}" : "")}",
        AppointmentCancelled => "Appointment cancelled",
        AppointmentOutcome f => $"Appointment {Outcome(f)}",
        EnforcementRecorded f => $"Absence responded to (code {f.Action})",
        _ => "Appointment",
    };

    private static string OfDuty(Fact fact) => fact switch
    {
        HandoverCompleted => "Handover from prison completed",
        CheckRequested f => $"{Check(f.Check)} asked for",
        CheckCompleted f => $"{Check(f.Check)} answered",
        TreatmentStarted f => $"Treatment started: {Spaced(f.Service)}",
        SubstanceTested f => $"Substance test: {NameOf<TestResult>.Text(f.Result)}",
        SupportReferred f => $"Referred for support: {Spaced(NameOf<Need>.Text(f.Need))}",
        ContactSuspended f => $"Contact suspended: {Spaced(f.Reason)}",
        ContactResumed f => f.Reason is { } reason ? $"Contact resumed: {Spaced(reason)}" : "Contact resumed",
        _ => "Something was recorded",
    };

    private static string Outcome(AppointmentOutcome f) => f.Outcome switch
    {
        OutcomeCodes.Attended => "attended and complied with",
        "ATSS" => "attended, and sent home because of the service",
        "AFTC" or "ATSH" => "attended, and not complied with",
        _ => OfCategory(f),
    };

    private static string OfCategory(AppointmentOutcome f) => f.Category switch
    {
        OutcomeCategory.Contact => "attended",
        OutcomeCategory.Missed => "missed",
        OutcomeCategory.Excused => "excused",
        OutcomeCategory.Rescheduled => "moved to another time",
        _ => $"not held (code {f.Outcome})",
    };

    private static IEnumerable<string> Changed(ReleaseAmendment a)
    {
        if (a.NomsNumber is not null) yield return "NOMS number";
        if (a.LicenceEndsOn is { } ends) yield return $"licence ends on {Day(ends.Value)}";
        if (a.Region is { } region) yield return $"region {PlaceNames.Of(region.Value)}";
        if (a.Pdu is { } pdu) yield return $"PDU {PlaceNames.Of(pdu.Value)}";
        if (a.Team is { } team) yield return $"team {(team.Value is { } name ? PlaceNames.Of(name) : "removed")}";
        if (a.PractitionerId is { } practitioner) yield return $"practitioner {practitioner.Value ?? "removed"}";
        if (a.Rosh is { } rosh) yield return $"risk of serious harm {Spaced(NameOf<Rosh>.Text(rosh.Value))}";
        if (a.Needs is { } needs) yield return $"needs {List(needs.Value.Select(n => Spaced(NameOf<Need>.Text(n))))}";
        if (a.ChecksRequired is { } checks) yield return $"checks {List(checks.Value.Select(c => Spaced(NameOf<Check>.Text(c))))}";
        if (a.HandoverCompleted is { } handover) yield return handover.Value ? "handover done" : "handover not done";
        if (a.MappaLevel is { } mappa) yield return mappa.Value is { } level ? $"MAPPA level {level}" : "MAPPA level removed";
        if (a.ChildProtection is { } child) yield return child.Value ? "child protection plan" : "no child protection plan";
    }

    private static string Check(Check check) => check == Domain.Releases.Check.DomesticAbuse ? "Domestic abuse check" : "Child safeguarding check";

    private static string Until(AccommodationRecorded f) => f.ExpectedEndOn is { } end ? $", expected to end on {Day(end)}" : "";

    private static string List(IEnumerable<string> items) => string.Join(" and ", items) is { Length: > 0 } list ? list : "none";

    private static string Spaced(string name) => name.Replace('-', ' ');

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy");
}
