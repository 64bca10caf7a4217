using System.Collections.Frozen;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Facts;

/// <summary>What an outcome code means for the rules.</summary>
public enum OutcomeCategory
{
    /// <summary>Unknown code: the appointment is not live, nothing else.</summary>
    None,

    /// <summary>Attended, complied with or not: contact.</summary>
    Contact,

    /// <summary>Missed without an accepted reason.</summary>
    Missed,

    /// <summary>Excused.</summary>
    Excused,

    /// <summary>To be held at another time.</summary>
    Rescheduled,
}

/// <summary>The official Delius outcome codes (rules.md, Facts).</summary>
public static class OutcomeCodes
{
    /// <summary>Attended and complied.</summary>
    public const string Attended = "ATTC";

    private static readonly FrozenDictionary<string, OutcomeCategory> Categories = Read().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the code is one of the official list.</summary>
    public static bool IsKnown(string code) => Categories.ContainsKey(code);

    /// <summary>The category of a code; <see cref="OutcomeCategory.None"/> for an unknown one.</summary>
    public static OutcomeCategory CategoryOf(string code) => Categories.GetValueOrDefault(code);

    private static IEnumerable<KeyValuePair<string, OutcomeCategory>> Read() =>
    [
        .. Of(OutcomeCategory.Contact, Attended, "ATSS", "AFTC", "ATSH"),
        .. Of(OutcomeCategory.Missed, "AFTA", "UAAB"),
        .. Of(OutcomeCategory.Excused, "AACL", "AAEM", "AAFC", "AAHO", "AAME", "AARE", "AARC", "CO05", "CO10"),
        .. Of(OutcomeCategory.Rescheduled, "AAM11"),
    ];

    private static IEnumerable<KeyValuePair<string, OutcomeCategory>> Of(OutcomeCategory category, params string[] codes) =>
        codes.Select(code => KeyValuePair.Create(code, category));
}

/// <summary>Something about one appointment.</summary>
/// <inheritdoc cref="Fact" />
public abstract record AppointmentFact(string EventId, Instant OccurredAt, Instant RecordedAt, string AppointmentId)
    : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Appointments;
}

/// <summary>An appointment was booked; the same id again moves it.</summary>
/// <inheritdoc cref="Fact" />
public sealed record AppointmentBooked(string EventId, Instant OccurredAt, Instant RecordedAt, string AppointmentId, Instant StartsAt, string? Kind)
    : AppointmentFact(EventId, OccurredAt, RecordedAt, AppointmentId);

/// <summary>An appointment was cancelled.</summary>
/// <inheritdoc cref="Fact" />
public sealed record AppointmentCancelled(string EventId, Instant OccurredAt, Instant RecordedAt, string AppointmentId)
    : AppointmentFact(EventId, OccurredAt, RecordedAt, AppointmentId);

/// <summary>The outcome of an appointment; the last one effective counts.</summary>
/// <inheritdoc cref="Fact" />
public sealed record AppointmentOutcome(string EventId, Instant OccurredAt, Instant RecordedAt, string AppointmentId, string Outcome)
    : AppointmentFact(EventId, OccurredAt, RecordedAt, AppointmentId)
{
    /// <summary>The category of the outcome.</summary>
    public OutcomeCategory Category { get; } = OutcomeCodes.CategoryOf(Outcome);
}

/// <summary>An absence was responded to.</summary>
/// <inheritdoc cref="Fact" />
public sealed record EnforcementRecorded(string EventId, Instant OccurredAt, Instant RecordedAt, string AppointmentId, string Action)
    : AppointmentFact(EventId, OccurredAt, RecordedAt, AppointmentId);

/// <summary>Who holds the case.</summary>
/// <inheritdoc cref="Fact" />
public abstract record PractitionerFact(string EventId, Instant OccurredAt, Instant RecordedAt) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.Practitioner;
}

/// <summary>A practitioner took the case.</summary>
/// <inheritdoc cref="Fact" />
public sealed record PractitionerAllocated(string EventId, Instant OccurredAt, Instant RecordedAt, string PractitionerId)
    : PractitionerFact(EventId, OccurredAt, RecordedAt);

/// <summary>Nobody holds the case from then on.</summary>
/// <inheritdoc cref="Fact" />
public sealed record PractitionerUnallocated(string EventId, Instant OccurredAt, Instant RecordedAt)
    : PractitionerFact(EventId, OccurredAt, RecordedAt);
