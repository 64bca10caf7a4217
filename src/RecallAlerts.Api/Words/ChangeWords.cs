using RecallAlerts.Api.Access;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>What happened to an alert, in words.</summary>
internal static class ChangeWords
{
    /// <summary>The words; null for what the caller did, and what says nothing to them.</summary>
    public static string? Of(ListedChange change, Alert alert, Caller caller)
    {
        if (change.By is { } by && by == caller.ActsAs()) return null;
        var title = RuleWords.TitleOf(alert.Rule, alert.Key);
        return change.Change switch
        {
            nameof(Opened) => $"New: {title}.",
            nameof(Reopened) => $"Back again: {title}.",
            nameof(SeverityRaised) => $"Now {NameOf<Severity>.Text(change.Severity)}: {title}.",
            nameof(SeverityLowered) => $"Down to {NameOf<Severity>.Text(change.Severity)}: {title}.",
            nameof(Closed) => change.Closed is { } how ? $"{Closed(how)}: {title}." : null,
            nameof(Escalated) => $"Escalated to the {(change.Level == Role.HeadOfPdu ? "head of PDU" : "duty manager")}: {title}.",
            nameof(SnoozeEnded) => $"The snooze has ended: {title}.",
            nameof(AcknowledgementLapsed) => $"Acknowledged, but still so: {title}.",
            nameof(Reassigned) => $"Reassigned: {title}.",
            nameof(Acknowledged) => $"Acknowledged{By(change)}: {title}.",
            nameof(Snoozed) => $"Snoozed{By(change)}: {title}.",
            nameof(Dismissed) => $"Dismissed{By(change)}: {title}.",
            _ => null,
        };
    }

    /// <summary>How much it matters still; null of what has closed, unless it was simply never done.</summary>
    public static Severity? SeverityOf(ListedChange change) => change.Closed is null or ClosedHow.Expired ? change.Severity : null;

    private static string By(ListedChange change) => change.By is { } by ? $" by {RoleWords.Of(by)}" : "";

    private static string Closed(ClosedHow how) => how switch
    {
        ClosedHow.Cleared => "Cleared",
        ClosedHow.Expired => "Ran out and was never done",
        ClosedHow.Paused => "Paused with contact",
        ClosedHow.Moved => "Corrected",
        _ => "Ended with the watch",
    };
}
