using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RecallAlerts.Application.Telemetry;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>One measurement.</summary>
internal sealed record Measurement(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    public string? Tag(string name) => Tags.TryGetValue(name, out var value) ? value?.ToString() : null;
}

/// <summary>What one set of instruments measures, and nothing of others.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _listener = new();

    public Heard(Instruments instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != instruments.Meter) return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public ConcurrentQueue<Measurement> All { get; } = new();

    public IEnumerable<Measurement> Of(string name) => All.Where(m => m.Name == name);

    /// <summary>The sum of a counter.</summary>
    public double Sum(string name, params (string Tag, string Value)[] of) =>
        Of(name).Where(m => of.All(t => m.Tag(t.Tag) == t.Value)).Sum(m => m.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copied = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, tag) in tags) copied.Add(name, tag);
        All.Enqueue(new Measurement(instrument.Name, value, copied));
    }
}
