using System.Diagnostics.Metrics;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Telemetry;

/// <summary>The proof of watch and the outbox, as they were last looked at.</summary>
public sealed class WatchInstruments
{
    private readonly Counter<long> _proofs;
    private readonly Gauge<long> _watched;
    private readonly Gauge<long> _unwatched;
    private readonly Gauge<long> _overdue;
    private readonly Gauge<long> _pendingTooLong;
    private readonly Gauge<long> _withoutAudience;
    private readonly Gauge<long> _held;
    private readonly Gauge<long> _unsent;
    private readonly Gauge<long> _failing;
    private readonly Gauge<long> _oldest;

    internal WatchInstruments(Meter meter)
    {
        _proofs = meter.CreateCounter<long>("recallalerts.watch.proofs", "{proof}", "Proofs of watch that were made, whatever they found. Alarm: no-proof-of-watch.");
        _watched = meter.CreateGauge<long>("recallalerts.watch.watched", "{release}", "Releases that are pending or watched.");
        _unwatched = meter.CreateGauge<long>("recallalerts.watch.unwatched", "{release}", "Of these, without a next wake and nothing pending. Alarm: unwatched-releases, on anything but 0.");
        _overdue = meter.CreateGauge<long>("recallalerts.watch.overdue", "{release}", "Wakes overdue by more than five minutes. Alarm: wakes-overdue.");
        _pendingTooLong = meter.CreateGauge<long>("recallalerts.watch.pending_too_long", "{release}", "Reviews pending for more than two minutes. Alarm: reviews-late.");
        _withoutAudience = meter.CreateGauge<long>("recallalerts.watch.without_audience", "{alert}", "Open alerts of limited cases of which neither the owner nor a manager of the PDU may be told.");
        _held = meter.CreateGauge<long>("recallalerts.events.held", "{event}", "Events for releases that are not known. Alarm: source-broken.");
        _unsent = meter.CreateGauge<long>("recallalerts.outbox.unsent", "{message}", "Messages that wait to leave.");
        _failing = meter.CreateGauge<long>("recallalerts.outbox.failing", "{message}", "Of these, with at least one failed try. Alarm: failing-sends.");
        _oldest = meter.CreateGauge<long>("recallalerts.outbox.oldest_seconds", "s", "For how long the oldest of these waits; 0 when none does. Alarm: outbox-age.");
    }

    /// <summary>The watch was proven, or not.</summary>
    internal void Proved(WatchProof proof, Instant now)
    {
        _proofs.Add(1);
        _watched.Record(proof.Watched);
        _unwatched.Record(proof.Unwatched);
        _overdue.Record(proof.Overdue);
        _pendingTooLong.Record(proof.PendingTooLong);
        _withoutAudience.Record(proof.WithoutAudience);
        _held.Record(proof.Held);
        LookedAtOutbox(proof.Unsent, proof.Failing, proof.OldestUnsentAt, now);
    }

    /// <summary>The outbox was looked at, by the proof of watch or by who empties it.</summary>
    /// <param name="unsent">Messages that wait to leave.</param>
    /// <param name="failing">Of these, with at least one failed try.</param>
    /// <param name="oldestAt">When the oldest of them was decided, UTC; null when none waits.</param>
    /// <param name="now">Now, UTC.</param>
    public void LookedAtOutbox(long unsent, long failing, Instant? oldestAt, Instant now)
    {
        _unsent.Record(unsent);
        _failing.Record(failing);
        _oldest.Record(oldestAt is { } at ? Math.Max(0, now.Seconds - at.Seconds) : 0);
    }
}
