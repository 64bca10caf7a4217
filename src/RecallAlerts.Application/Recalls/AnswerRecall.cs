using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Recalls;

/// <summary>Lets a person confirm or replace the reason of a recall. Both answers are kept; the narrative has served and is deleted.</summary>
/// <param name="store">Where recalls are kept.</param>
/// <param name="decision">Decides what is kept.</param>
public sealed class AnswerRecall(IRecallStore store, RecallDecision decision)
{
    /// <summary>Takes an answer; the same answer of the same person again changes nothing. Answers the recall after it; null when there is none.</summary>
    /// <param name="id">The release.</param>
    /// <param name="recallId">The recall.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="reason">The answer.</param>
    /// <param name="words">Why, in their own words.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="source">Who asked, for the audit log; null names who answers.</param>
    public async Task<RecallRecord?> RunAsync(
        ReleaseId id, string recallId, Person by, ReasonAnswer reason, string words, Instant now, CancellationToken cancellation, AuditSource? source = null)
    {
        using var span = UseCaseSpan.Begin("answer-recall");
        RecallRecord? after = null;
        var noted = source ?? AuditSource.Of(by.Id, NameOf<Role>.Text(by.Role), "answer");
        RecallUpdate? DecideOn(RecallMaterial material)
        {
            span.Watch(material.Case.WatchId);
            var update = Decide(material, recallId, new PastAnswer.OfPerson(now, reason, by, words), out after);
            return update is null ? null : update with { Audit = [AuditNote.Of(now, noted, AuditAction.Answered, material.Case.WatchId)] };
        }

        await store.UpdateAsync([id], DecideOn, cancellation);
        span.Done();
        return after;
    }

    private RecallUpdate? Decide(RecallMaterial material, string recallId, PastAnswer.OfPerson answer, out RecallRecord? after)
    {
        after = material.Rows.FirstOrDefault(r => r.RecallId == recallId);
        if (after is null || (IsRepeated(after, answer) && !after.HasNarrative)) return null;
        var answered = IsRepeated(after, answer) ? after : after with { Person = answer.Reason, Answers = [.. after.Answers, answer] };
        var before = material with { Rows = [.. material.Rows.Select(r => r.RecallId == recallId ? answered : r)] };
        RecallRecord[] rows = [.. decision.Decide(before, answer.At).Select(r => r.RecallId == recallId ? r with { HasNarrative = false } : r)];
        after = rows.Single(r => r.RecallId == recallId);
        return new RecallUpdate(rows, [.. material.Case.History.Recorded.OfType<RecallRecorded>().Where(f => f.RecallId == recallId).Select(f => f.EventId).Distinct()]);
    }

    private static bool IsRepeated(RecallRecord row, PastAnswer.OfPerson answer) =>
        row.Answers.OfType<PastAnswer.OfPerson>().LastOrDefault() is { } last && last.By == answer.By && last.Reason.IsSameAs(answer.Reason);
}
