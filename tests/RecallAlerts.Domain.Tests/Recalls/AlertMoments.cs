using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>What happened to alerts before a recall on Tuesday 16 June 2026 at ten in London.</summary>
internal sealed class AlertMoments
{
    public static readonly Instant Recall = Given.At("2026-06-16T09:00:00Z");

    private readonly List<AlertMoment> _moments = [];

    public static AlertId Id(string key) => AlertId.Of(new Domain.Releases.ReleaseId("X100001-20260602"), RuleId.Homeless, key);

    public AlertMoments Opened(string key, string at, Severity severity = Severity.High, RuleId rule = RuleId.Homeless) => Add(key, at, nameof(Domain.Alerts.Opened), severity, rule);

    public AlertMoments Reopened(string key, string at, Severity severity = Severity.High) => Add(key, at, nameof(Domain.Alerts.Reopened), severity);

    public AlertMoments Closed(string key, string at, ClosedHow how = ClosedHow.Cleared) => Add(key, at, nameof(Domain.Alerts.Closed), closed: how);

    public AlertMoments Raised(string key, string at, Severity to) => Add(key, at, nameof(SeverityRaised), to);

    public AlertMoments Lapsed(string key, string at) => Add(key, at, nameof(AcknowledgementLapsed));

    public AlertMoments ByPerson(string change, string key, string at) => Add(key, at, change, byPerson: true);

    public AlertMoments ByFacts(string change, string key, string at) => Add(key, at, change);

    /// <summary>As the reconciler writes it: the old closes, then the new takes over.</summary>
    public AlertMoments Moved(string from, string to, string at) => Closed(from, at, ClosedHow.Moved).Add(to, at, nameof(Domain.Alerts.Moved), from: Id(from));

    public LookBack Look(RecallReason primary = RecallReason.Homelessness, Instant? recalledAt = null, Instant? endedFrom = null) =>
        LookingBack.Look(_moments, recalledAt ?? Recall, primary, 14, endedFrom);

    public LookedBackAlert Only() => Assert.Single(Look().Alerts);

    private AlertMoments Add(
        string key, string at, string change, Severity severity = Severity.High, RuleId rule = RuleId.Homeless, ClosedHow? closed = null, AlertId? from = null, bool byPerson = false)
    {
        _moments.Add(new AlertMoment(Id(key), rule, key, Given.At(at), change, severity, closed, from, byPerson));
        return this;
    }
}
