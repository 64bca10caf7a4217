using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>A time in which an alert was open and spoke for itself, at one severity.</summary>
/// <param name="From">From when, UTC.</param>
/// <param name="Until">Until when, UTC; the end of the picture where it is still open.</param>
/// <param name="Severity">The severity.</param>
public sealed record AlertBar(Instant From, Instant Until, Severity Severity);

/// <summary>An alert through time, whatever keys corrections moved it to.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Bars">When it was open, in order.</param>
/// <param name="IsOpen">Whether it still is.</param>
public sealed record AlertLane(RuleId Rule, IReadOnlyList<AlertBar> Bars, bool IsOpen)
{
    /// <summary>What tells it from others of its rule: a need or a check; null for other rules.</summary>
    public string? About { get; init; }
}

/// <summary>Reads from what happened to alerts when each was open. What another rule spoke for is left out for that time.</summary>
internal static class AlertBars
{
    /// <summary>A lane for each alert that was ever open by itself, by opening, then rule.</summary>
    /// <param name="alerts">The alerts of a release, closed ones too.</param>
    /// <param name="changes">What happened to them, in order.</param>
    /// <param name="until">The end of the picture, UTC.</param>
    public static IReadOnlyList<AlertLane> Of(IReadOnlyList<Alert> alerts, IEnumerable<ListedChange> changes, Instant until)
    {
        var known = alerts.ToDictionary(a => a.Id);
        var (lanes, byAlert) = (new List<Lane>(), new Dictionary<AlertId, Lane>());
        foreach (var change in changes)
        {
            if (change.At < until && known.TryGetValue(change.AlertId, out var alert)) LaneOf(change, alert, lanes, byAlert).Follow(change);
        }

        return [.. lanes.Select(l => l.Ended(until)).Where(l => l.Bars.Count > 0).OrderBy(l => l.Bars[0].From).ThenBy(l => l.Rule).ThenBy(l => l.About, StringComparer.Ordinal)];
    }

    private static Lane LaneOf(ListedChange change, Alert alert, List<Lane> lanes, Dictionary<AlertId, Lane> byAlert)
    {
        if (change is { Change: nameof(Moved), Detail: { } from } && byAlert.Remove(new AlertId(from), out var moved)) return byAlert[change.AlertId] = moved;
        if (byAlert.TryGetValue(change.AlertId, out var known)) return known;
        lanes.Add(byAlert[change.AlertId] = new Lane(alert.Rule, alert.Key));
        return lanes[^1];
    }

    private sealed class Lane(RuleId rule, string key)
    {
        private readonly List<AlertBar> _bars = [];
        private Instant _since;
        private Severity _severity;
        private bool _isOpen;
        private bool _isSuppressed;

        private bool Speaks => _isOpen && !_isSuppressed;

        public void Follow(ListedChange change)
        {
            var (spoke, severity) = (Speaks, _severity);
            _isOpen = change.Change switch { nameof(Closed) => false, nameof(Opened) or nameof(Reopened) or nameof(Moved) => true, _ => _isOpen };
            _isSuppressed = change.Change switch { nameof(Suppressed) => true, nameof(Opened) or nameof(Reopened) or nameof(Unsuppressed) => false, _ => _isSuppressed };
            _severity = change.Severity;
            if (spoke == Speaks && severity == _severity) return;
            if (spoke) Add(new AlertBar(_since, change.At, severity));
            _since = change.At;
        }

        public AlertLane Ended(Instant until)
        {
            if (Speaks) Add(new AlertBar(_since, until, _severity));
            return new AlertLane(rule, _bars, Speaks) { About = RuleWords.AboutOf(rule, key) };
        }

        // What goes on after a move, or never was for a moment, is one bar.
        private void Add(AlertBar bar)
        {
            if (bar.From >= bar.Until) return;
            if (_bars is [.., var last] && last.Until == bar.From && last.Severity == bar.Severity) _bars[^1] = last with { Until = bar.Until };
            else _bars.Add(bar);
        }
    }
}
