using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>The alerts of one release while they are reconciled, and what has happened to them.</summary>
internal sealed class AlertBook
{
    private readonly SortedDictionary<(RuleId Rule, string Key), Alert> _alerts = new(ByRuleAndKey);
    private readonly Dictionary<AlertId, (RuleId, string)> _keys = [];
    private readonly Case _case;

    public AlertBook(IReadOnlyList<Alert> alerts, Case c, Instant now)
    {
        (_case, Practitioner) = (c, c.PractitionerInForce(now));
        foreach (var alert in alerts) Put(alert);
    }

    public IEnumerable<Alert> Alerts => _alerts.Values;

    public List<ChangedAlert> Changes { get; } = [];

    /// <summary>Who holds the case; null when nobody does.</summary>
    public string? Practitioner { get; }

    public Alert this[AlertId id] => _alerts[_keys[id]];

    public Alert? Find(Condition condition) => _alerts.GetValueOrDefault((condition.Rule, condition.Key));

    public bool HasCondition(Alert alert, Review review) => review.Conditions.Any(x => x.Rule == alert.Rule && x.Key == alert.Key);

    public void Put(Alert alert)
    {
        _alerts[(alert.Rule, alert.Key)] = alert;
        _keys[alert.Id] = (alert.Rule, alert.Key);
    }

    /// <summary>Applies a change and records it.</summary>
    public Alert Change(AlertId id, AlertChange change)
    {
        var after = change.On(this[id]);
        Put(after);
        Changes.Add(new ChangedAlert(after, change, _case.Policy.Version));
        return after;
    }

    /// <summary>A new alert for a condition, which nothing has happened to yet.</summary>
    public Alert Make(Condition condition)
    {
        var releaseId = _case.Release.Id;
        var alert = new Alert
        {
            Id = AlertId.Of(releaseId, condition.Rule, condition.Key),
            ReleaseId = releaseId,
            Rule = condition.Rule,
            Key = condition.Key,
            Since = condition.Since,
            PolicyVersion = _case.Policy.Version,
        };
        Put(alert);
        return alert;
    }

    /// <summary>Who owns alerts of a rule (lifecycle.md §3.3).</summary>
    public Person OwnerOf(RuleId rule, OwnerOverride? given) => given?.To ?? Owners.Of(rule, Practitioner, _case.Release.Pdu);

    private static readonly Comparer<(RuleId Rule, string Key)> ByRuleAndKey =
        Comparer<(RuleId Rule, string Key)>.Create(static (a, b) => a.Rule != b.Rule ? a.Rule.CompareTo(b.Rule) : string.CompareOrdinal(a.Key, b.Key));
}
