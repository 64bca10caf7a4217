using System.Diagnostics.Metrics;

namespace RecallAlerts.Application.Telemetry;

/// <summary>
/// All that is measured; docs/operations.md has each by name with the alarm that uses it. One set for each composition of the use cases. Everything is counted after its
/// commit, never in a decision, which may be made twice. Without a listener nothing is measured and nothing is paid.
/// </summary>
public sealed class Instruments : IDisposable
{
    /// <summary>The name under which a listener finds it.</summary>
    public const string Name = "RecallAlerts";

    /// <summary>Makes the instruments.</summary>
    public Instruments()
    {
        Meter = new Meter(Name);
        Events = new EventInstruments(Meter);
        Cases = new CaseInstruments(Meter);
        Messages = new MessageInstruments(Meter);
        Recalls = new RecallInstruments(Meter);
        Watch = new WatchInstruments(Meter);
        Audit = new AuditInstruments(Meter);
        Requests = new RequestInstruments(Meter);
    }

    /// <summary>Where they belong to.</summary>
    public Meter Meter { get; }

    /// <summary>What comes in.</summary>
    public EventInstruments Events { get; }

    /// <summary>Reviews and alerts.</summary>
    public CaseInstruments Cases { get; }

    /// <summary>What people are told, and what leaves.</summary>
    public MessageInstruments Messages { get; }

    /// <summary>Recalls and their narratives.</summary>
    public RecallInstruments Recalls { get; }

    /// <summary>The proof of watch and the outbox.</summary>
    public WatchInstruments Watch { get; }

    /// <summary>The audit log.</summary>
    public AuditInstruments Audit { get; }

    /// <summary>Requests.</summary>
    public RequestInstruments Requests { get; }

    /// <inheritdoc />
    public void Dispose() => Meter.Dispose();
}
