using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>How an alert closes whose condition no longer holds (lifecycle.md §4.2).</summary>
internal sealed class Closing(Case c, WatchState state, Instant now)
{
    public ClosedHow How(Alert alert)
    {
        var rule = RuleBook.Of(alert.Rule);
        if (state != WatchState.Watching) return ClosedHow.WatchEnded;
        if (rule.PausesWithContact && c.IsContactSuspended(now)) return ClosedHow.Paused;
        return HasRunOut(rule, alert.Key) ? ClosedHow.Expired : ClosedHow.Cleared;
    }

    private bool HasRunOut(Rule rule, string key)
    {
        if (rule.RunsOutAt?.Invoke(c, now) is not { } end || now < end) return false;
        return Reviewer.Findings(c, rule.Id, end.PlusSeconds(-1)).Any(f => f.Key.ToString() == key);
    }
}

/// <summary>Corrections that moved a key: one alert of a rule closes, one condition starts, and it began before the alert opened.</summary>
internal sealed class MovedPairs
{
    private readonly Dictionary<(RuleId, string), Alert> _from = [];
    private readonly HashSet<AlertId> _moved = [];

    public static MovedPairs Find(IReadOnlyList<Condition> conditions, IReadOnlyList<Alert> alerts)
    {
        var pairs = new MovedPairs();
        foreach (var rule in RuleBook.All.Where(r => r.CanMove).Select(r => r.Id))
        {
            var closing = alerts.Where(a => a.Rule == rule && a.Status != AlertStatus.Closed && !conditions.Any(x => x.Rule == rule && x.Key == a.Key)).ToArray();
            if (closing.Length != 1) continue;
            var starting = conditions.Where(x => x.Rule == rule && !alerts.Any(a => a.Rule == rule && a.Key == x.Key && a.Status != AlertStatus.Closed)).ToArray();
            if (starting.Length == 1 && starting[0].Since <= closing[0].OpenedAt) pairs.Add(starting[0], closing[0]);
        }

        return pairs;
    }

    public bool IsMoved(AlertId id) => _moved.Contains(id);

    /// <summary>The alert, as it was before it closed, that a condition takes over from; null when none.</summary>
    public Alert? From(Condition condition) => _from.GetValueOrDefault((condition.Rule, condition.Key));

    private void Add(Condition to, Alert from)
    {
        _from.Add((to.Rule, to.Key), from);
        _moved.Add(from.Id);
    }
}
