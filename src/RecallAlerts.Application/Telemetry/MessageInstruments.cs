using System.Diagnostics.Metrics;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Telemetry;

/// <summary>What people are told, and what leaves.</summary>
public sealed class MessageInstruments
{
    private readonly Counter<long> _decided;
    private readonly Counter<long> _tellings;
    private readonly Counter<long> _cancelled;
    private readonly Counter<long> _sends;

    internal MessageInstruments(Meter meter)
    {
        _decided = meter.CreateCounter<long>("recallalerts.messages.decided", "{message}", "Messages that were decided, by kind and role. Alarm: no-digests.");
        _tellings = meter.CreateCounter<long>("recallalerts.tellings.decided", "{telling}", "Tellings that fell due: told, put off by the cap, or cancelled.");
        _cancelled = meter.CreateCounter<long>("recallalerts.messages.cancelled", "{telling}", "Tellings that were not told when they fell due, by how their alert stood.");
        _sends = meter.CreateCounter<long>("recallalerts.sends", "{try}", "Tries to send a message, by channel and outcome. Alarm: sends-fail.");
    }

    /// <summary>Whether anybody listens.</summary>
    internal bool AreMeasured => _decided.Enabled || _tellings.Enabled || _cancelled.Enabled;

    internal void Delivered(AudienceDelivery delivery)
    {
        foreach (var message in delivery.Messages) Decided(message);
        foreach (var decision in delivery.Decisions) Told(decision);
    }

    internal void Decided(Message message) =>
        _decided.Add(1, new("kind", NameOf<MessageKind>.Text(message.Kind)), new KeyValuePair<string, object?>("role", NameOf<Role>.Text(message.Audience.Role)));

    internal void Recorded(SendOutcome outcome)
    {
        var (channel, name) = outcome switch
        {
            SendOutcome.Sent sent => (ClosedLists.Channel(sent.Channel), "sent"),
            SendOutcome.HandedOver => ("none", "handed-over"),
            _ => ("none", "failed"),
        };
        _sends.Add(1, new("channel", channel), new KeyValuePair<string, object?>("outcome", name));
    }

    private void Told(TellingDecision decision)
    {
        var name = decision switch { TellingDecision.Told => "told", TellingDecision.PutOff => "put-off", _ => "cancelled" };
        _tellings.Add(1, new KeyValuePair<string, object?>("decision", name));
        if (decision is TellingDecision.Cancelled) _cancelled.Add(1, new KeyValuePair<string, object?>("why", ClosedLists.WhyNot(decision.Waiting)));
    }
}
