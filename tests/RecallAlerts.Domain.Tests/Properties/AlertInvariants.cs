using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Properties;

/// <summary>What is true of the alerts of a release after every reconcile (lifecycle.md §3 and §4), worked out from the review alone.</summary>
internal static class AlertInvariants
{
    public static bool OneForEachCondition(Reconciliation result, Review review)
    {
        var keys = result.Alerts.Select(a => (a.Rule, a.Key)).ToArray();
        var standing = result.Alerts.Where(a => a.Status != AlertStatus.Closed).Select(a => (a.Rule, a.Key));
        return keys.Distinct().Count() == keys.Length && standing.ToHashSet().SetEquals(review.Conditions.Select(x => (x.Rule, x.Key)));
    }

    public static bool SeverityIsTheHighestSpokenFor(Reconciliation result, Review review) => review.Conditions.All(condition =>
    {
        var spokenFor = review.Conditions.Where(x => x.SuppressedBy == condition.Rule).Select(x => x.Severity);
        return Alert(result, condition).Severity == spokenFor.Append(condition.Severity).Max();
    });

    public static bool SuppressionIsThatOfTheCondition(Reconciliation result, Review review) =>
        review.Conditions.All(condition => Alert(result, condition).SuppressedBy == condition.SuppressedBy);

    public static bool ClosedAlertsHoldNothing(Reconciliation result) =>
        result.Alerts.Where(a => a.Status == AlertStatus.Closed).All(a => a is
        {
            Closed: not null, SuppressedBy: null, AcknowledgedAt: null, Snooze: null, FirstSnoozedAt: null, Override: null, Tellings.Count: 0,
        });

    public static bool StatusAgreesWithWhatIsKept(Reconciliation result) =>
        result.Alerts.Where(a => a.Status != AlertStatus.Closed).All(a =>
        a.Closed is null &&
        (a.Status == AlertStatus.Acknowledged) == a.AcknowledgedAt is not null &&
        (a.Status == AlertStatus.Snoozed) == a.Snooze is not null &&
        (a.Status == AlertStatus.Dismissed) == a.Dismissal is not null);

    public static bool TellingsAreScheduled(Reconciliation result, Instant now) => result.Alerts.All(a =>
        a.Tellings.Select(x => x.Role).Distinct().Count() == a.Tellings.Count &&
        a.Tellings.All(x => x.Class is not null && x.At <= now && x.DueAt >= x.At));

    public static bool ChangesAreOfNow(Reconciliation result, Instant now) => result.Changes.All(x => x.Change.At == now);

    public static bool NothingIsLeftToDo(Reconciliation again, Reconciliation before) =>
        again.Changes.Count == 0 && again.NextActAt == before.NextActAt && again.Alerts.Select(Text)
            .SequenceEqual(before.Alerts.Select(Text));

    private static Alert Alert(Reconciliation result, Condition condition) =>
        result.Alerts.Single(a => a.Rule == condition.Rule && a.Key == condition.Key);

    private static string Text(Alert alert) => $"{alert} {string.Join("; ", alert.Tellings)}";
}
