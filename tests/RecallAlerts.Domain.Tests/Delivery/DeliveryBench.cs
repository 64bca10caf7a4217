using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Delivery;

/// <summary>Tellings that wait for one audience, and what the decider makes of them.</summary>
internal sealed class DeliveryBench
{
    private readonly List<WaitingTelling> _waiting = [];
    private readonly List<AlertId> _standing = [];
    private Person _audience = Given.P1;
    private (int Today, int Week) _sent;

    public bool StandingAsked { get; private set; }

    public static DeliveryBench For(Person audience) => new() { _audience = audience };

    public DeliveryBench Waits(string alert, TellingClass kind, string due, bool deliverable = true, string? highUntil = null, CaseAccess? access = null)
    {
        var telling = new Telling(TellingRole.Owner, Given.At(due))
        {
            Audience = _audience, Class = kind, DueAt = Given.At(due), HighUntil = highUntil is null ? null : Given.At(highUntil),
        };
        _waiting.Add(new WaitingTelling(new AlertId(alert), telling, deliverable, deliverable ? "" : "acknowledged", Severity.High, "gwent") { Access = access ?? CaseAccess.Open });
        return this;
    }

    public DeliveryBench Sent(int today, int thisWeek)
    {
        _sent = (today, thisWeek);
        return this;
    }

    public DeliveryBench Stands(params string[] alerts)
    {
        _standing.AddRange(alerts.Select(x => new AlertId(x)));
        return this;
    }

    public AudienceDelivery At(string now) => new DeliveryDecider(Given.Policy.Delivery, Given.Hours)
        .Decide(new AudienceState(_audience, _waiting, _sent.Today, _sent.Week, Standing), Instant.Parse(now));

    /// <summary>The messages, written "kind: alert alert".</summary>
    public string[] MessagesAt(string now) =>
        [.. At(now).Messages.Select(m => $"{NameOf<MessageKind>.Text(m.Kind)}: {string.Join(' ', m.Alerts)}")];

    /// <summary>What became of each telling, written "alert: what", in order of alerts.</summary>
    public string[] DecisionsAt(string now) =>
        [.. At(now).Decisions.Select(d => $"{d.Waiting.Alert}: {d.GetType().Name}").Order(StringComparer.Ordinal)];

    private List<AlertId> Standing()
    {
        StandingAsked = true;
        return _standing;
    }
}
