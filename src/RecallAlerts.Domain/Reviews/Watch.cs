using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Reviews;

/// <summary>From when to when a release is watched (rules.md, State).</summary>
public static class Watch
{
    /// <summary>The state of a release at an instant.</summary>
    public static WatchState StateAt(this Case c, Instant now) =>
        now < c.Release.ReleasedAt ? WatchState.Pending : now >= c.WatchEndsAt() ? WatchState.Ended : WatchState.Watching;

    /// <summary>
    /// The instant from which the watch is ended by all facts passed in: a recall or other end becomes effective, the licence's
    /// last day is over, or nine months are. A recall from before the release belongs to an earlier one.
    /// </summary>
    public static Instant WatchEndsAt(this Case c)
    {
        var end = LondonTime.StartOf(c.Release.LicenceEndsOn.AddDays(1));
        var nineMonths = c.StartOfDay(c.Policy.Watch.Days);
        if (nineMonths < end) end = nineMonths;
        foreach (var fact in c.Timeline.Ends)
        {
            if (fact.OccurredAt >= c.Release.ReleasedAt && fact.EffectiveAt < end) end = fact.EffectiveAt;
        }

        return end;
    }

    /// <summary>The part of the watch by the local date.</summary>
    public static Phase PhaseAt(this Case c, Instant now)
    {
        var (day, watch) = (LondonTime.Date(now).DayNumber - c.D.DayNumber, c.Policy.Watch);
        if (day < 1) return Phase.ReleaseDay;
        if (day <= watch.FirstWeekUntilDay) return Phase.FirstWeek;
        if (day <= watch.EarlyRecallUntilDay) return Phase.EarlyRecallWindow;
        return day <= watch.SettlingUntilDay ? Phase.Settling : Phase.Sustaining;
    }
}
