namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>The event types of api.md and rules.md, without their common prefix.</summary>
internal static class FactTypes
{
    public const string Registered = "release.registered";
    public const string Amended = "release.amended";
    public const string Withdrawn = "fact.withdrawn";
    public const string Accommodation = "accommodation.recorded";
    public const string AccommodationEnded = "accommodation.ended";
    public const string MoveOnPlanned = "move-on.planned";
    public const string MoveOnCancelled = "move-on.cancelled";
    public const string Booked = "appointment.booked";
    public const string Cancelled = "appointment.cancelled";
    public const string Outcome = "appointment.outcome";
    public const string Enforcement = "enforcement.recorded";
    public const string Allocated = "practitioner.allocated";
    public const string Unallocated = "practitioner.unallocated";
    public const string Handover = "handover.completed";
    public const string CheckRequested = "check.requested";
    public const string CheckCompleted = "check.completed";
    public const string Treatment = "treatment.started";
    public const string SubstanceTest = "substance.test";
    public const string Referred = "support.referred";
    public const string Suspended = "contact.suspended";
    public const string Resumed = "contact.resumed";
    public const string Recall = "recall.recorded";
    public const string WatchEnded = "watch.ended";
}
