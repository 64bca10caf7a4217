using System.Diagnostics.Metrics;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Telemetry;

/// <summary>The audit log.</summary>
public sealed class AuditInstruments
{
    private readonly Counter<long> _noted;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _anchors;
    private readonly Counter<long> _verifications;
    private readonly Gauge<long> _findings;

    internal AuditInstruments(Meter meter)
    {
        _noted = meter.CreateCounter<long>("recallalerts.audit.noted", "{entry}", "Entries of what was shown or left in an export. Those of acts are written with the acts.");
        _failed = meter.CreateCounter<long>("recallalerts.audit.failed", "{entry}", "Entries that could not be written, so that nothing was shown. Alarm: audit-fails.");
        _anchors = meter.CreateCounter<long>("recallalerts.audit.anchors", "{anchor}", "Runs that anchored heads of chains, whether any had moved or not. Alarm: no-audit-anchors.");
        _verifications = meter.CreateCounter<long>("recallalerts.audit.verifications", "{verification}", "Verifications that read all chains to their end. Alarm: no-audit-verification.");
        _findings = meter.CreateGauge<long>("recallalerts.audit.findings", "{finding}", "What the last verification found wrong. Alarm: audit-broken, on anything but 0.");
    }

    /// <summary>An entry could not be written.</summary>
    public void Failed() => _failed.Add(1);

    /// <summary>An entry was written.</summary>
    internal void Noted(AuditAction action) => _noted.Add(1, new KeyValuePair<string, object?>("action", NameOf<AuditAction>.Text(action)));

    /// <summary>Chains were anchored.</summary>
    internal void Anchored() => _anchors.Add(1);

    /// <summary>Chains were verified.</summary>
    internal void Verified(long findings)
    {
        _verifications.Add(1);
        _findings.Record(findings);
    }
}
