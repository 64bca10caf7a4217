using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Lanes;

/// <summary>Where somebody lives.</summary>
/// <param name="Category">What the rules make of it: none when nobody knows.</param>
/// <param name="Code">The official code; null when nobody knows.</param>
public sealed record Dwelling(AccommodationCategory Category, string? Code);

/// <summary>What became of an appointment, as far as it is recorded.</summary>
public enum AppointmentStanding
{
    /// <summary>attended</summary>
    Attended,

    /// <summary>missed</summary>
    Missed,

    /// <summary>booked: still to come.</summary>
    Booked,

    /// <summary>unrecorded: past, and nobody has recorded what came of it.</summary>
    Unrecorded,

    /// <summary>not-held: cancelled, excused or moved to another time.</summary>
    NotHeld,

    /// <summary>after-end: booked for a time after the recall or another end of the watch, so that no outcome is waited for.</summary>
    AfterEnd,
}

/// <summary>An appointment.</summary>
/// <param name="At">When it starts, UTC.</param>
/// <param name="Standing">What became of it.</param>
public sealed record AppointmentMark(Instant At, AppointmentStanding Standing);

/// <summary>Something that ended the watch, or would have.</summary>
/// <param name="At">When it happened, UTC.</param>
/// <param name="By">The recall or other end; null when the licence or the nine months were over.</param>
public sealed record EndMark(Instant At, Fact? By);

/// <summary>What is known of a release since day 0, side by side on one axis: as it is known now, by when it happened and not by when it was recorded.</summary>
/// <param name="Accommodation">Where the person lived, without a gap; empty before the release.</param>
/// <param name="Practitioners">Who held the case, without a gap; null when nobody did.</param>
/// <param name="Appointments">Appointments by their start.</param>
/// <param name="Ends">What ended the watch, in order.</param>
public sealed record CaseLanes(
    IReadOnlyList<LaneSpan<Dwelling>> Accommodation, IReadOnlyList<LaneSpan<string?>> Practitioners, IReadOnlyList<AppointmentMark> Appointments, IReadOnlyList<EndMark> Ends)
{
    /// <summary>The lanes of a case.</summary>
    /// <param name="c">The case as it is in force now.</param>
    /// <param name="now">Now, UTC: what is not effective by then is left out.</param>
    public static CaseLanes Of(Case c, Instant now)
    {
        var (from, until) = (c.Release.ReleasedAt, UntilOf(c, now));
        var dwellings = c.AccommodationKnown(now).Select(f => (f.OccurredAt, new Dwelling(f.Category, (f as AccommodationRecorded)?.Code)));
        var holders = c.Timeline.Practitioners.Where(f => f.EffectiveAt <= now).Select(f => (f.OccurredAt, (f as PractitionerAllocated)?.PractitionerId));
        var ends = EndsOf(c, now).ToArray();
        var end = EndOf(c, ends);
        return new CaseLanes(
            LaneSpans.Of(from, until, new Dwelling(AccommodationCategory.None, null), dwellings), LaneSpans.Of(from, until, c.Release.PractitionerId, holders),
            [.. c.AppointmentsAt(now).Select(a => new AppointmentMark(a.StartsAt, StandingOf(a, end, now)))], ends);
    }

    /// <summary>Until when the lanes of a case reach: now, or the end of the watch, UTC.</summary>
    public static Instant UntilOf(Case c, Instant now) => c.WatchEndsAt() is var end && end < now ? end : now;

    private static AppointmentStanding StandingOf(AppointmentState a, Instant? end, Instant now)
    {
        if (a.IsContact) return AppointmentStanding.Attended;
        if (a.IsMissed) return AppointmentStanding.Missed;
        if (!a.IsLive) return AppointmentStanding.NotHeld;
        if (a.StartsAt >= end) return AppointmentStanding.AfterEnd;
        return a.StartsAt > now ? AppointmentStanding.Booked : AppointmentStanding.Unrecorded;
    }

    // What happened ends it, however late it was recorded.
    private static Instant? EndOf(Case c, EndMark[] ends) => ends.Length == 0 ? null : Instant.Earliest(ends.Min(e => e.At), c.WatchEndsAt());

    private static IEnumerable<EndMark> EndsOf(Case c, Instant now)
    {
        var ends = c.Timeline.Ends.Where(f => f.EffectiveAt <= now && f.OccurredAt >= c.Release.ReleasedAt).Select(f => new EndMark(f.OccurredAt, f)).ToArray();
        return ends.Length == 0 && c.StateAt(now) == WatchState.Ended ? [new EndMark(c.WatchEndsAt(), null)] : ends;
    }
}
