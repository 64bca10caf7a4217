using System.Diagnostics.Metrics;
using RecallAlerts.Application.Queries;

namespace RecallAlerts.Functions.Watching;

/// <summary>The proof of watch and the outbox as figures, under the names that the alarms of infra/ ask for.</summary>
internal static class WatchMeter
{
    /// <summary>The name by which figures are exported.</summary>
    public const string Name = "RecallAlerts";

    private static readonly Meter Meter = new(Name);
    private static readonly Gauge<long> Watched = Meter.CreateGauge<long>("recallalerts.watch.watched", description: "Releases that are pending or watched.");
    private static readonly Gauge<long> Unwatched = Meter.CreateGauge<long>("recallalerts.watch.unwatched", description: "Of these, without a next wake and nothing pending.");
    private static readonly Gauge<long> Overdue = Meter.CreateGauge<long>("recallalerts.watch.overdue", description: "Wakes overdue by more than five minutes.");
    private static readonly Gauge<long> Pending = Meter.CreateGauge<long>("recallalerts.watch.pending_too_long", description: "Reviews pending for more than two minutes.");
    private static readonly Gauge<long> Failing = Meter.CreateGauge<long>("recallalerts.outbox.failing", description: "Messages with at least one failed try.");
    private static readonly Gauge<long> Oldest = Meter.CreateGauge<long>("recallalerts.outbox.oldest_seconds", "s", "How long the oldest message has waited that should have been handed over; 0 when none waits.");
    private static readonly Gauge<long> Held = Meter.CreateGauge<long>("recallalerts.held_events", description: "Events for releases that are not known.");

    public static void Record(WatchProof proof)
    {
        Watched.Record(proof.Watched);
        Unwatched.Record(proof.Unwatched);
        Overdue.Record(proof.Overdue);
        Pending.Record(proof.PendingTooLong);
        Failing.Record(proof.Failing);
        Held.Record(proof.Held);
    }

    public static void RecordOldest(long seconds) => Oldest.Record(seconds);
}
