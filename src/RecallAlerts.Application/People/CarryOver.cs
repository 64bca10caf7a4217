using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>Alerts of a release with what was carried over to them.</summary>
/// <param name="Alerts">All alerts after it.</param>
/// <param name="Changes">What happened to them, in order.</param>
public sealed record CarriedAlerts(IReadOnlyList<Alert> Alerts, IReadOnlyList<ChangedAlert> Changes);

/// <summary>
/// Carries what people did on the alerts of a release over to those with the same rule and key of the release as which it goes on, and back. What
/// waits to be told goes with its alert, and what was told is not told again.
/// </summary>
public static class CarryOver
{
    /// <summary>Carries over.</summary>
    /// <param name="ended">The alerts of the release that goes on, as they stood then.</param>
    /// <param name="told">What was told of them since.</param>
    /// <param name="own">The alerts of the other release.</param>
    /// <param name="into">The other release.</param>
    /// <param name="now">When, UTC.</param>
    public static CarriedAlerts Of(IReadOnlyList<Alert> ended, IReadOnlySet<ToldTelling> told, IReadOnlyList<Alert> own, ReleaseId into, Instant now)
    {
        var (alerts, changes) = (own.ToList(), new List<ChangedAlert>());
        foreach (var alert in ended.Where(a => a.Status != AlertStatus.Closed || a.Dismissal is not null))
        {
            var at = alerts.FindIndex(a => a.Rule == alert.Rule && a.Key == alert.Key);
            var known = at < 0 ? null : alerts[at];
            if (Carried(Untold(alert, told), known, into) is not { } after) continue;
            if (at < 0) alerts.Add(after);
            else alerts[at] = after;
            if (known is null or { Status: AlertStatus.Closed } && after.Status != AlertStatus.Closed) changes.Add(new ChangedAlert(after, OpeningOf(after), after.PolicyVersion));
            changes.Add(new ChangedAlert(after, new TakenOver(now, alert.Id, after), after.PolicyVersion));
        }

        return new CarriedAlerts(alerts, changes);
    }

    /// <summary>The alerts of the release that took over, without what it took: as they were before, where nobody has acted on them since.</summary>
    /// <param name="taken">What it took.</param>
    /// <param name="now">Its alerts.</param>
    /// <param name="told">What was told of them.</param>
    public static IReadOnlyList<Alert> Undone(TakenFrom taken, IReadOnlyList<Alert> now, IReadOnlySet<ToldTelling> told)
    {
        var (before, after) = (taken.Before.ToDictionary(a => a.Id), taken.After.ToDictionary(a => a.Id));
        var left = new List<Alert>();
        foreach (var alert in now)
        {
            var (old, carried) = (before.GetValueOrDefault(alert.Id), after.GetValueOrDefault(alert.Id));
            if (carried is null || !IsAsItWas(alert, carried)) left.Add(alert);
            else if (old is not null) left.Add(Again(old, alert, told));
        }

        return left;
    }

    /// <summary>The alerts of a release that is watched again, as they stood when it went on as another; what was told there meanwhile is not told again.</summary>
    /// <param name="ended">As they stood.</param>
    /// <param name="there">The alerts of the other release.</param>
    /// <param name="told">What was told of the alerts of both.</param>
    public static IReadOnlyList<Alert> Back(IReadOnlyList<Alert> ended, IReadOnlyList<Alert> there, IReadOnlySet<ToldTelling> told) => [.. ended.Select(a =>
    {
        var other = there.FirstOrDefault(o => o.Rule == a.Rule && o.Key == a.Key);
        var untold = Untold(a, told);
        return other is null ? untold : Again(untold, other, told);
    })];

    // What nobody acted on is open, or was closed by a review; a lapse or the end of a snooze was told, and stays.
    private static bool IsAsItWas(Alert now, Alert then) =>
        (now.Status == AlertStatus.Closed && now.Dismissal == then.Dismissal) || (now.Status, now.AcknowledgedAt, now.Snooze, now.Dismissal, now.Override) == (then.Status, then.AcknowledgedAt, then.Snooze, then.Dismissal, then.Override);

    private static Alert Again(Alert old, Alert now, IReadOnlySet<ToldTelling> told) => old with
    {
        DutySpoReached = old.DutySpoReached || (old.Clock == now.Clock && now.DutySpoReached),
        HeadOfPduReached = old.HeadOfPduReached || (old.Clock == now.Clock && now.HeadOfPduReached),
        Tellings = [.. old.Tellings.Where(t => !told.Contains(new ToldTelling(now.Id, t.Role, t.At)) && !told.Contains(new ToldTelling(old.Id, t.Role, t.At)))],
    };

    private static Alert Untold(Alert alert, IReadOnlySet<ToldTelling> told) => alert.Tellings.Any(t => told.Contains(new ToldTelling(alert.Id, t.Role, t.At)))
        ? alert with { Tellings = [.. alert.Tellings.Where(t => !told.Contains(new ToldTelling(alert.Id, t.Role, t.At)))] }
        : alert;

    // Null where there is nothing to carry: the alert is there, and somebody has acted on it or nobody on the other.
    private static Alert? Carried(Alert other, Alert? own, ReleaseId into)
    {
        var there = other with { Id = AlertId.Of(into, other.Rule, other.Key), ReleaseId = into };
        if (own is null) return there;
        if (other.Status == AlertStatus.Closed) return own.Dismissal is null && own.Status == AlertStatus.Closed ? own with { Dismissal = other.Dismissal } : null;
        if (own.Status == AlertStatus.Closed) return WithDismissal(there, own.Dismissal);
        var acted = own.Status == AlertStatus.Open && other.Status != AlertStatus.Open;
        var given = own.Override is null && other.Override is not null;
        if (!acted && !given) return null;
        var owned = given ? own with { Owner = other.Owner, Override = other.Override } : own;
        return acted ? owned with { Status = other.Status, AcknowledgedAt = other.AcknowledgedAt, Snooze = other.Snooze, FirstSnoozedAt = other.FirstSnoozedAt, Dismissal = other.Dismissal } : owned;
    }

    private static Alert WithDismissal(Alert alert, Dismissal? known) =>
        alert.Dismissal is null && known is not null ? alert with { Dismissal = known, Status = AlertStatus.Dismissed } : alert;

    // In the history of the release it opened when it did, so that a look-back and the figures see it.
    private static Opened OpeningOf(Alert a) => new(a.OpenedAt, a.Severity, a.Owner, new Evidence(a.Since, null), null);
}
