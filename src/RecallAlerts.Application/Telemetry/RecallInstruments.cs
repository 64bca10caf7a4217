using System.Diagnostics.Metrics;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Application.Telemetry;

/// <summary>Recalls and their narratives.</summary>
public sealed class RecallInstruments
{
    private readonly Counter<long> _classified;
    private readonly Counter<long> _answered;
    private readonly Counter<long> _deleted;

    internal RecallInstruments(Meter meter)
    {
        _classified = meter.CreateCounter<long>("recallalerts.recalls.classified", "{recall}", "New answers of the classifier, by primary reason and whether a person should look.");
        _answered = meter.CreateCounter<long>("recallalerts.recalls.answered", "{recall}", "Answers of people, by whether they confirm the classifier. Alarm: classifier-wrong.");
        _deleted = meter.CreateCounter<long>("recallalerts.narratives.deleted", "{narrative}", "Narratives that were deleted, by why. Alarm: narratives-kept.");
    }

    /// <summary>Whether anybody listens.</summary>
    internal bool AreMeasured => _classified.Enabled || _answered.Enabled;

    internal void Deleted(int narratives, bool answered)
    {
        if (narratives > 0) _deleted.Add(narratives, new KeyValuePair<string, object?>("why", answered ? "answered" : "time-over"));
    }

    // A row is made again with each review; an answer is only counted when it is new.
    internal void Committed(RecallMaterial material, RecallUpdate update)
    {
        Deleted(update.Deleted.Count, answered: true);
        foreach (var row in update.Rows)
        {
            var before = material.Rows.FirstOrDefault(r => r.RecallId == row.RecallId)?.Answers.Count ?? 0;
            foreach (var answer in row.Answers.Skip(before)) Answered(row, answer);
        }
    }

    private void Answered(RecallRecord row, PastAnswer answer)
    {
        if (answer is PastAnswer.OfClassifier)
            _classified.Add(1, new("reason", RecallReasons.Text(answer.Reason.Primary)), new KeyValuePair<string, object?>("needs_review", ClosedLists.Of(row.Machine.NeedsReview)));
        else _answered.Add(1, new KeyValuePair<string, object?>("answer", answer.Reason.IsSameAs(row.OfMachine) ? "confirmed" : "replaced"));
    }
}
