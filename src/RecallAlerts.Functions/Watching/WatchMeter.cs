using System.Diagnostics.Metrics;
using RecallAlerts.Application.Queries;

namespace RecallAlerts.Functions.Watching;

/// <summary>The proof of watch as figures.</summary>
internal static class WatchMeter
{
    /// <summary>The name by which figures are exported.</summary>
    public const string Name = "RecallAlerts";

    private static readonly Meter Meter = new(Name);
    private static readonly Gauge<long> Watched = Meter.CreateGauge<long>("recall_alerts.watched", description: "Releases that are pending or watched.");
    private static readonly Gauge<long> Unwatched = Meter.CreateGauge<long>("recall_alerts.unwatched", description: "Of these, without a next wake and nothing pending.");
    private static readonly Gauge<long> Overdue = Meter.CreateGauge<long>("recall_alerts.overdue", description: "Wakes overdue by more than five minutes.");
    private static readonly Gauge<long> Pending = Meter.CreateGauge<long>("recall_alerts.pending_too_long", description: "Reviews pending for more than two minutes.");
    private static readonly Gauge<long> Failing = Meter.CreateGauge<long>("recall_alerts.failing_messages", description: "Messages with at least one failed try.");
    private static readonly Gauge<long> Held = Meter.CreateGauge<long>("recall_alerts.held_events", description: "Events for releases that are not known.");

    public static void Record(WatchProof proof)
    {
        Watched.Record(proof.Watched);
        Unwatched.Record(proof.Unwatched);
        Overdue.Record(proof.Overdue);
        Pending.Record(proof.PendingTooLong);
        Failing.Record(proof.Failing);
        Held.Record(proof.Held);
    }
}
