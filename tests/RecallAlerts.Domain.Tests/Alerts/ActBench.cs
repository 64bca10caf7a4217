using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

/// <summary>One alert in a chosen status at 11:00 London time on Wednesday 3 June 2026, and acts on it.</summary>
internal static class ActBench
{
    public static Instant Now => Given.At("2026-06-03T10:00:00Z");

    private static Instant SnoozedUntil => Given.At("2026-06-03T20:00:00Z");

    public static Alert AlertIn(AlertStatus status, Severity severity = Severity.High)
    {
        var id = new ReleaseId("X100001-20260602");
        var alert = new Alert
        {
            Id = AlertId.Of(id, RuleId.AccommodationUnknown, "2026-06-02"),
            ReleaseId = id,
            Rule = RuleId.AccommodationUnknown,
            Key = "2026-06-02",
            Since = Given.At("2026-06-02T13:00:00Z"),
            PolicyVersion = Given.Policy.Version,
            Severity = severity,
            Owner = Given.P1,
            Status = status,
            OpenedAt = Given.At("2026-06-02T13:00:00Z"),
            Clock = Given.At("2026-06-02T13:00:00Z"),
            DutySpoReached = true,
        };
        return status switch
        {
            AlertStatus.Acknowledged => alert with { AcknowledgedAt = Given.At("2026-06-03T08:00:00Z") },
            AlertStatus.Snoozed => alert with
            {
                Snooze = new Snooze(SnoozedUntil, Given.DutySpo),
                FirstSnoozedAt = Given.At("2026-06-03T08:00:00Z")
            },
            AlertStatus.Dismissed => alert with { Dismissal = new Dismissal(Given.DutySpo, "known") },
            AlertStatus.Closed => alert with { Closed = ClosedHow.Cleared },
            _ => alert,
        };
    }

    public static Act Act(string name, Person by) => name switch
    {
        "acknowledge" => new Acknowledge(by, "on it"),
        "snooze" => new SnoozeUntil(by, Now.PlusHours(20), "visit planned"),
        "snooze-same" => new SnoozeUntil(by, SnoozedUntil, "visit planned"),
        "dismiss" => new Dismiss(by, "known", "hostel bed held"),
        "undo" => new Undo(by),
        _ => new Reassign(by, Given.P2),
    };

    public static SnoozeUntil Snooze(Instant until) => new(Given.DutySpo, until, "visit planned");

    public static ActOutcome Decide(Alert alert, Act act) => new Acts(Given.Policy.Alerts, Given.DutySpo, "P1", Now).Decide(alert, act);

    public static Alert Done(Alert alert, Act act) => Assert.IsType<ActOutcome.Done>(Decide(alert, act)).Alert;

    public static string Outcome(Alert alert, Act act) => Decide(alert, act) switch
    {
        ActOutcome.Done => "done",
        ActOutcome.Refused refused => refused.Why.ToString(),
        _ => "unchanged",
    };
}
