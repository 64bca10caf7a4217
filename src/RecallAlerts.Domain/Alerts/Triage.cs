using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>An alert that counts in triage: open, not suppressed, not dismissed.</summary>
/// <param name="Id">The alert; null where only the order of releases is asked for.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Status">Open, acknowledged or snoozed.</param>
public readonly record struct TriageAlert(AlertId? Id, RuleId Rule, Severity Severity, AlertStatus Status)
{
    /// <summary>Whether the duty SPO or the head of PDU was told because nobody had acted. Shown; never ranks.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>An alert as triage sees it.</summary>
    public static TriageAlert Of(Alert alert) =>
        new(alert.Id, alert.Rule, alert.Severity, alert.Status) { IsEscalated = alert.DutySpoReached || alert.HeadOfPduReached };
}

/// <summary>The points of one alert, with their terms.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="SeverityPoints">Points of its severity.</param>
/// <param name="RoshFactor">Factor of the RoSH.</param>
/// <param name="SnoozedFactor">One, or less while snoozed.</param>
/// <param name="Points">Their product.</param>
/// <param name="CountsForWorst">False for administrative rules, so that poor recording does not outrank harm.</param>
public readonly record struct TriageTerm(
    TriageAlert Alert, double SeverityPoints, double RoshFactor, double SnoozedFactor, double Points, bool CountsForWorst);

/// <summary>A release in triage.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Day">Days since release.</param>
/// <param name="Worst">The highest points of one alert that counts for it.</param>
/// <param name="WindowFactor">The factor of the part of the watch.</param>
/// <param name="Total">The sum of all points times the factor.</param>
/// <param name="Terms">The points of each alert, worst first.</param>
public sealed record TriagedRelease(ReleaseId ReleaseId, int Day, double Worst, double WindowFactor, double Total, IReadOnlyList<TriageTerm> Terms);

/// <summary>Which releases come first (alerts.md, Triage).</summary>
public static class Triage
{
    private static readonly RuleId[] Administrative =
        [RuleId.HandoverNotCompleted, RuleId.OutcomeOverdue, RuleId.SupportNotReferred, RuleId.PractitionerChurn];

    /// <summary>By worst, then total, then the earlier day of the watch, then releaseId.</summary>
    public static Comparison<TriagedRelease> Order { get; } = Compare;

    /// <summary>Weighs one release.</summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="day">D, the local date of release.</param>
    /// <param name="rosh">Risk of serious harm.</param>
    /// <param name="alerts">Its alerts that count.</param>
    /// <param name="today">The local date now.</param>
    /// <param name="policy">The weights and the parts of the watch.</param>
    public static TriagedRelease Weigh(ReleaseId releaseId, DateOnly day, Rosh rosh, IReadOnlyList<TriageAlert> alerts, DateOnly today, Policy policy)
    {
        var terms = new TriageTerm[alerts.Count];
        for (var i = 0; i < terms.Length; i++) terms[i] = Term(alerts[i], rosh, policy.Triage);
        Array.Sort(terms, static (a, b) => a.Points != b.Points ? b.Points.CompareTo(a.Points) : Nullable.Compare(a.Alert.Id, b.Alert.Id));
        double worst = 0, sum = 0;
        foreach (var term in terms)
        {
            sum += term.Points;
            if (term.CountsForWorst) worst = Math.Max(worst, term.Points);
        }

        var n = today.DayNumber - day.DayNumber;
        var window = WindowFactor(n, policy);
        return new TriagedRelease(releaseId, n, Round(worst), window, Round(sum * window), terms);
    }

    private static TriageTerm Term(TriageAlert alert, Rosh rosh, TriagePolicy policy)
    {
        var (points, factor) = (policy.Points.Of(alert.Severity), policy.Rosh.Of(rosh));
        var snoozed = alert.Status == AlertStatus.Snoozed ? policy.SnoozedFactor : 1;
        return new TriageTerm(alert, points, factor, snoozed, Round(points * factor * snoozed), !Administrative.Contains(alert.Rule));
    }

    private static double WindowFactor(int day, Policy policy) =>
        day <= policy.Watch.FirstWeekUntilDay ? policy.Triage.FirstWeekFactor :
        day <= policy.Watch.EarlyRecallUntilDay ? policy.Triage.EarlyRecallFactor : 1;

    private static int Compare(TriagedRelease a, TriagedRelease b)
    {
        var order = b.Worst.CompareTo(a.Worst);
        if (order == 0) order = b.Total.CompareTo(a.Total);
        if (order == 0) order = a.Day.CompareTo(b.Day);
        return order != 0 ? order : a.ReleaseId.CompareTo(b.ReleaseId);
    }

    // Sums of decimal weights: rounded so that the order never hangs on the last bit.
    private static double Round(double value) => Math.Round(value, 4);
}
