using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>One property of an event's data; the value is a string, a list of strings or a bool.</summary>
public readonly record struct DataField(string Name, object Value);

/// <summary>One line of a cohort: a CloudEvent about a release.</summary>
/// <param name="Id">The event's id, unique over the whole cohort.</param>
/// <param name="Type">Without the prefix: release.registered, appointment.booked and so on.</param>
/// <param name="Subject">The releaseId, or the CRN where that names one release only.</param>
/// <param name="Time">When it happened.</param>
/// <param name="RecordedAt">When it was written down: often late, for plans earlier.</param>
/// <param name="RecordedBy">role:id, where it is known.</param>
/// <param name="Data">The data in the order in which it is written.</param>
public sealed record SimulatedEvent(
    string Id, string Type, string Subject, Instant Time, Instant RecordedAt, string? RecordedBy, IReadOnlyList<DataField> Data);

/// <summary>One release: what was drawn for it, and the lines that tell it.</summary>
public sealed record SimulatedRelease(ReleaseProfile Profile, IReadOnlyList<SimulatedEvent> Events);
