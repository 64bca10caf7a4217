using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests;

/// <summary>
/// Plays one release: at each instant it passes in what was recorded until then, reviews, reconciles and keeps the alerts.
/// </summary>
internal sealed class Story(CaseBuilder given, string registeredAt = "2026-06-01T09:00:00Z")
{
    private Instant? _now;
    private Instant? _wake;

    public IReadOnlyList<Alert> Alerts { get; private set; } = [];

    public List<ChangedAlert> Changes { get; } = [];

    public Instant? NextActAt { get; private set; }

    /// <summary>The case and review of the last reconcile.</summary>
    public (Case Case, Review Review) Last { get; private set; }

    /// <summary>The one alert of a rule.</summary>
    public Alert Of(RuleId rule) => Assert.Single(Alerts, a => a.Rule == rule);

    /// <summary>Reconciles at an instant and tells what changed, as "rule: what".</summary>
    public string[] At(string now, Person? recorder = null, bool quietly = false) =>
        [.. Reconcile(Given.At(now), recorder, quietly).Changes.Select(ChangeText.Of)];

    /// <summary>Goes from wake to wake up to an instant (included) and tells what changed, as "instant rule: what".</summary>
    public string[] Until(string end)
    {
        var told = new List<string>();
        while (Next() is { } next && next <= Given.At(end))
            told.AddRange(Reconcile(next, null, false).Changes.Select(x => $"{next} {ChangeText.Of(x)}"));
        return [.. told];
    }

    /// <summary>Decides an act on the alert of a rule; what is done is reconciled at once.</summary>
    public ActOutcome Do(string now, RuleId rule, Act act) => Do(Given.At(now), Of(rule), act);

    public ActOutcome Do(string now, RuleId rule, string key, Act act) =>
        Do(Given.At(now), Assert.Single(Alerts, a => a.Rule == rule && a.Key == key), act);

    public ActOutcome Do(Instant now, Alert alert, Act act)
    {
        var c = given.KnownAt(now);
        var outcome = new Acts(c.Policy.Alerts, new Person(Role.DutySpo, c.Release.Pdu), c.PractitionerInForce(now), now)
            .Decide(alert, act);
        if (outcome is not ActOutcome.Done done) return outcome;
        Alerts = [.. Alerts.Select(a => a.Id == alert.Id ? done.Alert : a)];
        Changes.Add(new ChangedAlert(done.Alert, done.Change, done.Alert.PolicyVersion));
        Reconcile(now, null, false);
        return outcome;
    }

    /// <summary>What the cap does to what waits for the owner of a rule's alert.</summary>
    public void PutOff(RuleId rule, Instant dueAt)
    {
        var alert = Of(rule);
        var waiting = alert.Tellings.Select(x => x with { PutOff = true, Class = TellingClass.Digest, HighUntil = null, DueAt = dueAt });
        Alerts = [.. Alerts.Where(a => a.Id != alert.Id), alert with { Tellings = [.. waiting] }];
    }

    public Reconciliation Reconcile(Instant now, Person? recorder, bool quietly)
    {
        Last = Review(now);
        var (c, review) = Last;
        var result = Reconciler.Reconcile(Input(c, recorder, quietly), review, Alerts, now);
        (Alerts, NextActAt, _now) = (result.Alerts, result.NextActAt, now);
        Changes.AddRange(result.Changes);
        var known = given.Facts.Where(f => f.RecordedAt <= now).ToArray();
        _wake = Instant.Earliest(Instant.Earliest(review.NextChangeAt, result.NextActAt), new CaseHistory(given.Release, known)
            .NextAmendmentAfter(now));
        return result;
    }

    public (Case Case, Review Review) Review(Instant now)
    {
        var c = given.KnownAt(now);
        return (c, Reviewer.Review(c, now));
    }

    public ReconcileInput Input(Case c, Person? recorder = null, bool quietly = false) => new(c, Given.At(registeredAt), recorder, quietly);

    /// <summary>The next wake or arrival; at first the registration.</summary>
    public Instant? Next()
    {
        if (_now is not { } now) return Given.At(registeredAt);
        Instant? next = _wake;
        foreach (var fact in given.Facts.Where(f => f.RecordedAt > now)) next = Instant.Earliest(next, fact.RecordedAt);
        return next;
    }
}
