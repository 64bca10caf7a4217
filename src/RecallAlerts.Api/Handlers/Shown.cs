using System.Text;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Alerts and pages as they are shown in answers.</summary>
internal static class Shown
{
    /// <summary>An alert.</summary>
    public static object Alert(Alert a, AlertText words) => new
    {
        alertId = a.Id.Value,
        releaseId = a.ReleaseId.Value,
        rule = NameOf<RuleId>.Text(a.Rule),
        key = a.Key,
        since = a.Since.ToString(),
        severity = NameOf<Severity>.Text(a.Severity),
        status = NameOf<AlertStatus>.Text(a.Status),
        closed = a.Closed is { } how ? NameOf<ClosedHow>.Text(how) : null,
        suppressedBy = a.SuppressedBy is { } by ? NameOf<RuleId>.Text(by) : null,
        owner = a.Owner.ToString(),
        openedAt = a.OpenedAt.ToString(),
        backlog = a.Backlog,
        acknowledgedAt = a.AcknowledgedAt?.ToString(),
        snoozedUntil = a.Snooze?.Until.ToString(),
        dismissed = a.Dismissal?.Reason,
        policyVersion = a.PolicyVersion,
        words = words.Says,
        clearedBy = words.ClearedBy,
    };

    /// <summary>An alert in a list, without opening its case.</summary>
    public static object Alert(ListedAlert listed) => new
    {
        watchId = listed.WatchId,
        pdu = listed.Release.Pdu,
        rosh = NameOf<Domain.Releases.Rosh>.Text(listed.Release.Rosh),
        releasedAt = listed.Release.ReleasedAt.ToString(),
        alert = Alert(listed.Alert, Words.RuleWords.Of(listed.Alert.Rule)),
    };

    /// <summary>An opaque mark for the next page; null when this is the last.</summary>
    public static string? Continuation(bool isFull, string last) => isFull ? Convert.ToBase64String(Encoding.UTF8.GetBytes(last)) : null;

    /// <summary>Reads what a continuation holds, null without one; false when it is none of ours.</summary>
    public static bool TryRead(string? continuation, out string? held)
    {
        held = null;
        if (continuation is null) return true;
        var bytes = new byte[continuation.Length];
        if (!Convert.TryFromBase64String(continuation, bytes, out var length)) return false;
        held = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    /// <summary>A continuation that is none of ours.</summary>
    public static Problem WrongContinuation => new(ProblemType.InvalidField, "continuation", "is none of ours");
}

/// <summary>What an alert says to a person.</summary>
/// <param name="Says">What is wrong.</param>
/// <param name="ClearedBy">What would clear it.</param>
internal sealed record AlertText(string Says, string ClearedBy);
