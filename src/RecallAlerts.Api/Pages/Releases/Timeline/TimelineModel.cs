using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>What the timeline of a release shows.</summary>
/// <param name="D">The local date of release.</param>
/// <param name="Now">Now, UTC.</param>
/// <param name="Until">Until when something is known: now, or the end of the watch, UTC.</param>
/// <param name="WindowDays">The last day of the early-recall window.</param>
/// <param name="Lanes">Accommodation, practitioners, appointments and ends.</param>
/// <param name="Alerts">Alerts.</param>
public sealed record TimelineModel(DateOnly D, Instant Now, Instant Until, int WindowDays, CaseLanes Lanes, IReadOnlyList<AlertLane> Alerts)
{
    /// <summary>Whether the watch has ended.</summary>
    public bool IsEnded => Until < Now || Lanes.Ends.Count > 0;

    /// <summary>Whether a recall ended it.</summary>
    public bool IsRecalled => Lanes.Ends is [{ By: RecallRecorded }, ..];

    /// <summary>The timeline of a case.</summary>
    internal static TimelineModel Of(Case c, IReadOnlyList<Alert> alerts, IReadOnlyList<ListedChange> changes, Instant now)
    {
        var until = CaseLanes.UntilOf(c, now);
        // Alerts close by the review that saw the end, a moment after it.
        var shown = c.StateAt(now) == WatchState.Pending ? [] : AlertBars.Of(alerts, changes, until);
        return new TimelineModel(c.D, now, until, c.Policy.Watch.EarlyRecallUntilDay, CaseLanes.Of(c, now), shown);
    }

    /// <summary>The day of an instant, counted from the release.</summary>
    public int DayOf(Instant t) => LondonTime.Date(t).DayNumber - D.DayNumber;
}
