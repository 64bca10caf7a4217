using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests;

/// <summary>A change of an alert in one line, so that a scenario reads as a list.</summary>
internal static class ChangeText
{
    public static string Of(ChangedAlert changed) => $"{NameOf<RuleId>.Text(changed.Alert.Rule)}: {Of(changed.Change, changed.Alert)}";

    private static string Of(AlertChange change, Alert alert) => change switch
    {
        Reopened => $"reopened {NameOf<Severity>.Text(alert.Severity)}",
        Opened => $"opened {NameOf<Severity>.Text(alert.Severity)}",
        SeverityRaised raised => $"raised to {NameOf<Severity>.Text(raised.To)}",
        SeverityLowered lowered => $"lowered to {NameOf<Severity>.Text(lowered.To)}",
        Suppressed suppressed => $"suppressed by {NameOf<RuleId>.Text(suppressed.By)}",
        Unsuppressed => "unsuppressed",
        Closed closed => $"closed {NameOf<ClosedHow>.Text(closed.How)}",
        Moved => "moved",
        Reassigned reassigned => $"reassigned to {reassigned.To}",
        Escalated escalated => $"escalated to {NameOf<Role>.Text(escalated.Level)}",
        SnoozeEnded => "snooze ended",
        AcknowledgementLapsed => "acknowledgement lapsed",
        _ => change.GetType().Name.ToLowerInvariant(),
    };
}
