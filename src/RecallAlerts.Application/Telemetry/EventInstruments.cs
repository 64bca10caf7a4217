using System.Diagnostics.Metrics;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Telemetry;

/// <summary>What comes in.</summary>
public sealed class EventInstruments
{
    private readonly Counter<long> _recorded;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _expired;
    private readonly Counter<long> _hmpps;

    internal EventInstruments(Meter meter)
    {
        _recorded = meter.CreateCounter<long>("recallalerts.events.recorded", "{event}", "Releases and events that came in, by what became of them and how they came.");
        _refused = meter.CreateCounter<long>("recallalerts.events.refused", "{event}", "Releases, events and recalls that were refused, by problem. Alarm: source-broken.");
        _expired = meter.CreateCounter<long>("recallalerts.events.expired", "{event}", "Held events that were forgotten because their release never came. Alarm: held-forgotten.");
        _hmpps = meter.CreateCounter<long>("recallalerts.events.hmpps", "{event}", "HMPPS domain events by type, by what became of them, and why where one was let pass.");
    }

    /// <summary>Events were recorded.</summary>
    public void Recorded(EventOrigin source, IReadOnlyList<EventAnswer> answers)
    {
        if (!_recorded.Enabled) return;
        foreach (var status in answers.CountBy(a => a.Status))
            _recorded.Add(status.Value, new("status", NameOf<EventStatus>.Text(status.Key)), new("source", NameOf<EventOrigin>.Text(source)));
    }

    /// <summary>An HMPPS domain event came in. A metric and not a row: whoever lets all of a topic through would cost a write for each that says nothing here.</summary>
    internal void Hmpps(string type, EventAnswer answer) => _hmpps.Add(
        1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("status", NameOf<EventStatus>.Text(answer.Status)),
        new KeyValuePair<string, object?>("passed", answer.Reason ?? ClosedLists.None));

    /// <summary>Something was refused.</summary>
    internal void Refused(string problem) => _refused.Add(1, new KeyValuePair<string, object?>("problem", ClosedLists.Problem(problem)));

    /// <summary>Held events were forgotten.</summary>
    internal void Expired(int events)
    {
        if (events > 0) _expired.Add(events);
    }
}
