using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Watching;

/// <summary>What became of an act on an alert, and the alert after it.</summary>
/// <param name="Outcome">What became of it; null when there is no such alert.</param>
/// <param name="Alert">The alert as it stands; null when there is none.</param>
public sealed record ActAnswer(ActOutcome? Outcome, Alert? Alert);

/// <summary>Lets people act on alerts (lifecycle.md §6). The case is reviewed right after.</summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="policies">The policy in force.</param>
/// <param name="calendar">Working days.</param>
public sealed class ActOnAlert(ICaseStore store, PolicySet policies, WorkingCalendar calendar)
{
    /// <summary>Decides and applies an act.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="act">What is done, and by whom.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="covered">Whom the actor stands in for during an absence; null for nobody.</param>
    /// <param name="by">Who asked, for the audit log; null names the actor.</param>
    public async Task<ActAnswer> RunAsync(AlertId id, Act act, Instant now, CancellationToken cancellation, IReadOnlyList<Person>? covered = null, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("act");
        var answer = new ActAnswer(null, null);
        CaseUpdate? DecideOn(CaseRecord record)
        {
            span.Watch(record.WatchId);
            return Decide(record, id, act, now, covered, out answer) is { } update ? update with { Audit = [NoteOf(record, act, by, now)] } : null;
        }

        if (await store.FindReleaseAsync(id, cancellation) is { } releaseId) await store.UpdateAsync([releaseId], DecideOn, cancellation);
        span.Done();
        return answer;
    }

    private static AuditNote NoteOf(CaseRecord record, Act act, AuditSource? by, Instant now) =>
        AuditNote.Of(now, by ?? AuditSource.Of(act.By.Id, NameOf<Role>.Text(act.By.Role), "act"), ActionOf(act), record.WatchId);

    private static AuditAction ActionOf(Act act) => act switch
    {
        Acknowledge => AuditAction.Acknowledged,
        SnoozeUntil => AuditAction.Snoozed,
        Dismiss => AuditAction.Dismissed,
        Undo => AuditAction.Undone,
        Reassign => AuditAction.Reassigned,
        _ => throw new InvalidOperationException("Acts are a closed hierarchy."),
    };

    // As for a review, the instant never runs backwards for a case.
    private CaseUpdate? Decide(CaseRecord record, AlertId id, Act act, Instant clock, IReadOnlyList<Person>? covered, out ActAnswer answer)
    {
        var now = record.ReviewedAt is { } last ? Instant.Max(last, clock) : clock;
        var c = record.History.At(now, policies.Of, calendar);
        answer = new ActAnswer(null, null);
        if (record.Alerts.SingleOrDefault(a => a.Id == id) is not { } alert) return null;
        var acts = new Acts(c.Policy.Alerts, new Person(Role.DutySpo, c.Release.Pdu), c.PractitionerInForce(now), now, covered);
        var outcome = acts.Decide(alert, act);
        answer = new ActAnswer(outcome, outcome is ActOutcome.Done done ? done.Alert : alert);
        if (answer.Outcome is not ActOutcome.Done { Alert: var after, Change: var change }) return null;
        after = Reconciler.Schedule(c, after, now);
        return new CaseUpdate([.. record.Alerts.Select(a => a.Id == id ? after : a)], [new ChangedAlert(after, change, c.Policy.Version)], null, clock);
    }
}
