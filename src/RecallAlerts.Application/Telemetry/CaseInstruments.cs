using System.Diagnostics.Metrics;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Telemetry;

/// <summary>Reviews and alerts.</summary>
public sealed class CaseInstruments
{
    private static readonly InstrumentAdvice<double> Deciding = new() { HistogramBucketBoundaries = [0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 1] };
    private static readonly InstrumentAdvice<long> Waiting = new() { HistogramBucketBoundaries = [0, 1, 5, 15, 30, 60, 90, 120, 300, 900, 3_600] };
    private static readonly InstrumentAdvice<long> Standing = new() { HistogramBucketBoundaries = [0, 1, 2, 5, 10, 15, 20, 30, 50, 100] };

    private readonly Counter<long> _reviews;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _wait;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _dismissed;
    private readonly Histogram<long> _load;

    internal CaseInstruments(Meter meter)
    {
        _reviews = meter.CreateCounter<long>("recallalerts.reviews", "{review}", "Reviews that were committed, by whether an alert changed. Alarm: no-reviews.");
        _duration = meter.CreateHistogram("recallalerts.review.duration", "s", "How long deciding one review took, without the store.", null, Deciding);
        _wait = meter.CreateHistogram("recallalerts.review.wait", "s", "From the first fact that waited to its review. Alarm: reviews-late.", null, Waiting);
        _changes = meter.CreateCounter<long>("recallalerts.alerts.changes", "{change}", "What happened to alerts. Alarm: alerts-surge.");
        _dismissed = meter.CreateCounter<long>(
            "recallalerts.alerts.dismissed", "{alert}", "Dismissals by rule and reason: with the openings, the published precision of each rule. Alarm: rule-imprecise.");
        _load = meter.CreateHistogram(
            "recallalerts.practitioner.alerts", "{alert}", "Alerts that stand with one practitioner, standing ones included; each practitioner once a day. Alarm: too-many-alerts.", null, Standing);
    }

    /// <summary>Whether anybody listens.</summary>
    internal bool AreMeasured => _reviews.Enabled || _changes.Enabled;

    /// <summary>Alerts of one practitioner.</summary>
    internal void Load(int alerts) => _load.Record(alerts);

    internal void Committed(DecidedCase decided)
    {
        if (decided.Update.Reviewed is { } reviewed)
        {
            _reviews.Add(1, new KeyValuePair<string, object?>("changed", ClosedLists.Of(decided.Update.Changes.Count > 0)));
            _duration.Record(decided.Took.TotalSeconds);
            if (decided.PendingSince is { } since) _wait.Record(Math.Max(0, reviewed.At.Seconds - since.Seconds));
        }

        foreach (var change in decided.Update.Changes) Changed(change);
    }

    private void Changed(ChangedAlert changed)
    {
        var rule = new KeyValuePair<string, object?>("rule", NameOf<RuleId>.Text(changed.Alert.Rule));
        var severity = new KeyValuePair<string, object?>("severity", NameOf<Severity>.Text(changed.Alert.Severity));
        var change = new KeyValuePair<string, object?>("change", ClosedLists.Change(changed.Change));
        if (changed.Change is Closed closed) _changes.Add(1, change, rule, severity, new("closed", NameOf<ClosedHow>.Text(closed.How)));
        else _changes.Add(1, change, rule, severity);
        if (changed.Change is Dismissed dismissed) _dismissed.Add(1, rule, new("reason", ClosedLists.DismissReason(dismissed.Reason)));
    }
}
