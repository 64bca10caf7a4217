using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.WhatIf;

/// <summary>The recall of a release.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Day">Days from release, by local dates.</param>
/// <param name="Reason">Its primary reason.</param>
public sealed record FollowedRecall(Instant At, int Day, RecallReason Reason);

/// <summary>What became of a release, whatever alerts there were: the same under every policy that is tried.</summary>
/// <param name="Id">The release.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="WatchedUntil">The first moment at which it was watched no longer, or nothing more is known, UTC.</param>
/// <param name="Recall">Its recall; null when there was none while it was watched.</param>
/// <param name="History">All that was recorded.</param>
public sealed record FollowUp(ReleaseId Id, Instant ReleasedAt, Instant WatchedUntil, FollowedRecall? Recall, CaseHistory History);

/// <summary>Follows releases up under the policy in force, by all that is known at the end.</summary>
/// <param name="inForce">The policy in force: it says how long is watched, and classifies where nobody did.</param>
/// <param name="calendar">Working days.</param>
/// <param name="until">The end of what is known, UTC.</param>
public sealed class FollowingUp(PolicySet inForce, WorkingCalendar calendar, Instant until)
{
    /// <summary>Follows one release up.</summary>
    public FollowUp Of(StoredTimeline timeline)
    {
        var history = new CaseHistory(timeline.Registered, [.. timeline.Facts.Select(f => f.Fact)]);
        var c = history.At(until, inForce.Of, calendar);
        var end = c.WatchEndsAt();
        var watchedUntil = end < until ? end : until.PlusSeconds(1);
        var recalls = c.Timeline.Facts.OfType<RecallRecorded>().Where(r => r.EffectiveAt <= until).GroupBy(r => r.RecallId, StringComparer.Ordinal).Select(g => g.Last());
        var recall = recalls.OrderBy(r => r.OccurredAt).FirstOrDefault(r => r.OccurredAt >= c.Release.ReleasedAt && r.OccurredAt <= end);
        return new FollowUp(timeline.Id, c.Release.ReleasedAt, watchedUntil, recall is null ? null : Followed(recall, history, timeline), history);
    }

    /// <summary>Every working day on which somebody held a watched release, once for each practitioner and day.</summary>
    public IEnumerable<(string Practitioner, DateOnly Day)> DaysHeld(FollowUp release)
    {
        var cases = new CaseInForce(release.History, inForce, calendar);
        for (var day = LondonTime.Date(release.ReleasedAt); LondonTime.StartOf(day) < release.WatchedUntil; day = day.AddDays(1))
        {
            var noon = LondonTime.At(day, NotRecalledByDay.Hour);
            if (calendar.IsWorkingDay(day) && cases.At(noon).PractitionerInForce(noon) is { } practitioner) yield return (practitioner, day);
        }
    }

    private FollowedRecall Followed(RecallRecorded recall, CaseHistory history, StoredTimeline timeline)
    {
        var day = LondonTime.Date(recall.OccurredAt).DayNumber - timeline.Registered.Day.DayNumber;
        return new FollowedRecall(recall.OccurredAt, day, timeline.Reasons.TryGetValue(recall.RecallId, out var known) ? known : Classify(recall, history));
    }

    // Nobody has classified it yet, and no narrative is read here: by the recorded reasons and what was known at the recall.
    private RecallReason Classify(RecallRecorded recall, CaseHistory history)
    {
        var c = history.At(recall.OccurredAt, inForce.Of, calendar);
        var recorded = recall.RecordedReasons.Split(';', StringSplitOptions.RemoveEmptyEntries);
        return RecallClassifier.Classify(new RecallInput(null, recorded, TimelineSigns.Of(c, recall.OccurredAt)), c.Policy.Recalls.ReviewBelow).Primary;
    }
}
