using System.Diagnostics.Metrics;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Counts HMPPS events by type and by what became of them. A metric and not a row: whoever lets all of a topic through would cost a write for
/// each event that says nothing here.
/// </summary>
public sealed class HmppsCounts : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "RecallAlerts.Hmpps";

    /// <summary>The name of the counter; its tags are type and outcome.</summary>
    public const string Events = "recall_alerts.hmpps.events";

    private readonly Meter _meter = new(Meter);
    private readonly Counter<long> _events;

    /// <summary>A counter.</summary>
    public HmppsCounts() => _events = _meter.CreateCounter<long>(Events, "{event}", "HMPPS domain events by type and by what became of them.");

    /// <summary>Counts one event.</summary>
    /// <param name="type">A type that is known, or "other": what is sent may say anything.</param>
    /// <param name="outcome">The written name of what became of it, and why where it was let pass.</param>
    public void Add(string type, string outcome) => _events.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
