using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Recalls;

/// <summary>One time of being open: from an opening of an alert to its closing. A move carries it over to the alert that goes on.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="OpenedAt">The opening, UTC.</param>
/// <param name="OpenedAs">The severity with which it opened.</param>
/// <param name="ClosedAt">The closing, whatever closed it, UTC; null when it was never closed.</param>
public sealed record AlertSpell(RuleId Rule, Instant OpenedAt, Severity OpenedAs, Instant? ClosedAt)
{
    /// <summary>Whether it may warn of a recall for a reason: opened as high or urgent, by a rule that belongs to the reason.</summary>
    public bool MayWarnOf(RecallReason reason) => OpenedAs >= Severity.High && LookingBack.Belongs(Rule, reason);
}

/// <summary>Reads from what happened to the alerts of a release when each was open.</summary>
public static class AlertSpells
{
    /// <summary>The spells by opening; those that opened together in the order in which that happened.</summary>
    /// <param name="moments">What happened to the alerts of one release, in order.</param>
    public static IReadOnlyList<AlertSpell> Of(IEnumerable<AlertMoment> moments)
    {
        var spells = new List<AlertSpell>();
        var last = new Dictionary<AlertId, int>();
        foreach (var moment in moments) Follow(spells, last, moment);
        return [.. spells.OrderBy(s => s.OpenedAt)];
    }

    private static void Follow(List<AlertSpell> spells, Dictionary<AlertId, int> last, AlertMoment m)
    {
        if (m.Change == nameof(Moved) && m.MovedFrom is { } old && last.Remove(old, out var moved)) Reopen(spells, last[m.Alert] = moved);
        else if (m.Change is nameof(Opened) or nameof(Reopened) or nameof(Moved)) Open(spells, last, m);
        else if (m.Change == nameof(Closed) && last.TryGetValue(m.Alert, out var open)) spells[open] = spells[open] with { ClosedAt = m.At };
    }

    // What a move goes on with was closed as moved a moment before.
    private static void Reopen(List<AlertSpell> spells, int moved) => spells[moved] = spells[moved] with { ClosedAt = null };

    private static void Open(List<AlertSpell> spells, Dictionary<AlertId, int> last, AlertMoment m)
    {
        last[m.Alert] = spells.Count;
        spells.Add(new AlertSpell(m.Rule, m.At, m.Severity, null));
    }
}
