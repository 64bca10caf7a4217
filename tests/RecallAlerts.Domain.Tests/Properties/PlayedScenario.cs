using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Properties;

/// <summary>A scenario reconciled step by step: at each arrival and wake, and at whatever further instants a test asks for.</summary>
internal sealed class PlayedScenario
{
    private readonly Scenario _scenario;
    private readonly Queue<PlannedAct> _acts;
    private readonly Instant _until;

    public PlayedScenario(Scenario scenario)
    {
        _scenario = scenario;
        _acts = new Queue<PlannedAct>(scenario.Acts);
        _until = scenario.Release.ReleasedAt.PlusSeconds(45 * Instant.Day);
        RegisteredAt = scenario.Release.ReleasedAt.PlusSeconds(-10 * Instant.Day);
        Story = new Story(scenario.Given(), RegisteredAt.ToString());
    }

    public Instant RegisteredAt { get; }

    public Story Story { get; }

    /// <summary>Plays up to 45 days after release, looking at further instants too, and asks a question after every reconcile.</summary>
    public bool Play(IEnumerable<Instant> further, Func<Instant, Reconciliation, bool> holds)
    {
        var looks = new Queue<Instant>(further.Where(t => t >= RegisteredAt).Order());
        while (Next(looks) is { } now && now <= _until)
        {
            while (looks.TryPeek(out var look) && look <= now) looks.Dequeue();
            while (_acts.TryPeek(out var act) && act.At <= now) Act(_acts.Dequeue(), now);
            if (!holds(now, Story.Reconcile(now, null, false))) return false;
        }

        return true;
    }

    public string Log() => string.Join(Environment.NewLine, Story.Changes.Select(x => $"{x.Change.At} {x.Alert.Id} {ChangeText.Of(x)}"));

    private Instant? Next(Queue<Instant> looks)
    {
        var next = Story.Next();
        if (looks.TryPeek(out var look)) next = Instant.Earliest(next, Instant.Max(look, RegisteredAt));
        return _acts.TryPeek(out var act) ? Instant.Earliest(next, Instant.Max(act.At, RegisteredAt)) : next;
    }

    private void Act(PlannedAct planned, Instant now)
    {
        if (Story.Alerts.Count == 0) return;
        var alert = Story.Alerts[planned.Alert % Story.Alerts.Count];
        var dutySpo = new Person(Role.DutySpo, Story.Review(now).Case.Release.Pdu);
        var by = planned.ByOwner ? alert.Owner : dutySpo;
        Story.Do(now, alert, planned.Kind switch
        {
            0 => new Acknowledge(by, null),
            1 => new SnoozeUntil(by, now.PlusHours(20), "waiting"),
            2 => new Dismiss(by, "known", "dealt with elsewhere"),
            3 => new Undo(by),
            _ => new Reassign(dutySpo, new Person(Role.Practitioner, "P9")),
        });
    }
}
