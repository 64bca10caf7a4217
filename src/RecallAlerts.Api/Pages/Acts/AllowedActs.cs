using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;
using ActsOnAlerts = RecallAlerts.Domain.Alerts.Acts;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>What somebody may do to an alert: a page offers nothing that would be refused.</summary>
/// <param name="Acknowledge">Whether they may acknowledge it.</param>
/// <param name="Shut">Whether they may snooze and dismiss it.</param>
/// <param name="Undo">Whether what it is snoozed or dismissed by is theirs to take back.</param>
public sealed record AllowedActs(bool Acknowledge, bool Shut, bool Undo)
{
    /// <summary>Nothing.</summary>
    public static AllowedActs None { get; } = new(false, false, false);

    internal static AllowedActs Of(ApiRequest request, Alert alert, Case c, Instant now)
    {
        if (request.Caller.ActsAs() is not { } by) return None;
        var acts = new ActsOnAlerts(c.Policy.Alerts, new Person(Role.DutySpo, c.Release.Pdu), c.PractitionerInForce(now), now, request.Services.Directory.CoveredBy(by, now));
        return new AllowedActs(acts.IsAllowed(alert, new Acknowledge(by, null)), acts.IsAllowed(alert, new Dismiss(by, "", "")), (alert.Snooze?.By ?? alert.Dismissal?.By) == by);
    }
}
