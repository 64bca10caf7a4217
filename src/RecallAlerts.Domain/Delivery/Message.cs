using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Delivery;

/// <summary>Kinds of messages (lifecycle.md §7), in the order of their names.</summary>
public enum MessageKind
{
    /// <summary>backlog: what began long before registration</summary>
    Backlog,

    /// <summary>digest: a practitioner's morning list</summary>
    Digest,

    /// <summary>gathered: a manager's list at fixed times</summary>
    Gathered,

    /// <summary>immediate</summary>
    Immediate,

    /// <summary>weekend: releases before two or more non-working days</summary>
    Weekend,
}

/// <summary>A message to one audience at one instant.</summary>
/// <param name="At">When it was decided, UTC.</param>
/// <param name="Audience">To whom.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Alerts">Alerts, sorted and without repeats.</param>
/// <param name="Releases">Releases of a weekend list, sorted and without repeats; empty otherwise.</param>
/// <param name="Worst">The highest severity that is told; null for a weekend list.</param>
/// <param name="Pdus">The PDUs that are concerned, sorted.</param>
public sealed record Message(
    Instant At, Person Audience, MessageKind Kind, IReadOnlyList<AlertId> Alerts, IReadOnlyList<ReleaseId> Releases, Severity? Worst, IReadOnlyList<string> Pdus);

/// <summary>A telling that waits, with the alert as it stands.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Telling">What is waiting.</param>
/// <param name="IsDeliverable">Whether the alert is open and not suppressed.</param>
/// <param name="WhyNot">Why it is not deliverable; empty when it is.</param>
/// <param name="Severity">The severity of the alert.</param>
/// <param name="Pdu">The PDU of the release.</param>
public sealed record WaitingTelling(AlertId Alert, Telling Telling, bool IsDeliverable, string WhyNot, Severity Severity, string Pdu)
{
    /// <summary>A telling of an alert that stands like this.</summary>
    public static WaitingTelling Of(AlertId alert, Telling telling, AlertStatus status, RuleId? suppressedBy, Severity severity, string pdu)
    {
        var whyNot = status != AlertStatus.Open ? NameOf<AlertStatus>.Text(status) : suppressedBy is { } by ? $"suppressed by {NameOf<RuleId>.Text(by)}" : "";
        return new WaitingTelling(alert, telling, whyNot.Length == 0, whyNot, severity, pdu);
    }

    /// <summary>Why somebody is not told of an alert of a case that they may not see.</summary>
    public const string LimitedAccess = "limited-access";

    /// <summary>Who may see the case.</summary>
    public CaseAccess Access { get; init; } = CaseAccess.Open;

    /// <summary>The telling as it is for who would read it: not deliverable where they may not see the case.</summary>
    public WaitingTelling For(Viewer reader) => Access.IsOpen || reader.MaySee(Access) ? this : this with { IsDeliverable = false, WhyNot = LimitedAccess };
}

/// <summary>What became of a telling: a decision comes with its reason, "not told" included. A closed hierarchy.</summary>
/// <param name="Waiting">The telling.</param>
public abstract record TellingDecision(WaitingTelling Waiting)
{
    /// <summary>What the notification log says of it.</summary>
    public string Outcome => this switch
    {
        Told => "told",
        PutOff => "put off: told often enough",
        _ => $"cancelled: {Waiting.WhyNot}",
    };

    /// <summary>Told in a message of a kind.</summary>
    public sealed record Told(WaitingTelling Waiting, MessageKind Kind) : TellingDecision(Waiting);

    /// <summary>Not told: when it falls due the alert is not deliverable, or who would read it may not see the case.</summary>
    public sealed record Cancelled(WaitingTelling Waiting) : TellingDecision(Waiting);

    /// <summary>Put off to the digest: the practitioner was told often enough.</summary>
    public sealed record PutOff(WaitingTelling Waiting, Telling Instead) : TellingDecision(Waiting);
}

/// <summary>What an audience gets at one instant.</summary>
/// <param name="Messages">Messages, at most one of a kind; empty when there is nothing to say.</param>
/// <param name="Decisions">What became of each telling that was due or taken along.</param>
public sealed record AudienceDelivery(IReadOnlyList<Message> Messages, IReadOnlyList<TellingDecision> Decisions);
