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

    internal EventInstruments(Meter meter)
    {
        _recorded = meter.CreateCounter<long>("recallalerts.events.recorded", "{event}", "Releases and events that came in, by what became of them and how they came.");
        _refused = meter.CreateCounter<long>("recallalerts.events.refused", "{event}", "Releases, events and recalls that were refused, by problem. Alarm: source-broken.");
        _expired = meter.CreateCounter<long>("recallalerts.events.expired", "{event}", "Held events that were forgotten because their release never came. Alarm: held-forgotten.");
    }

    /// <summary>Events were recorded.</summary>
    public void Recorded(EventOrigin source, IReadOnlyList<EventAnswer> answers)
    {
        if (!_recorded.Enabled) return;
        foreach (var status in answers.CountBy(a => a.Status))
            _recorded.Add(status.Value, new("status", NameOf<EventStatus>.Text(status.Key)), new("source", NameOf<EventOrigin>.Text(source)));
    }

    /// <summary>Something was refused.</summary>
    internal void Refused(string problem) => _refused.Add(1, new KeyValuePair<string, object?>("problem", ClosedLists.Problem(problem)));

    /// <summary>Held events were forgotten.</summary>
    internal void Expired(int events)
    {
        if (events > 0) _expired.Add(events);
    }
}
