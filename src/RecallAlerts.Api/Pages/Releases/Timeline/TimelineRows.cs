using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>One thing of a timeline, in words.</summary>
/// <param name="Lane">Of which lane.</param>
/// <param name="What">What it is.</param>
/// <param name="From">From when, or when, UTC.</param>
/// <param name="Until">Until when, UTC; null for a moment and for what goes on.</param>
/// <param name="GoesOn">Whether it goes on.</param>
public sealed record TimelineRow(string Lane, string What, Instant From, Instant? Until, bool GoesOn);

/// <summary>What a timeline shows, in words: for who does not see the picture, and for what it has no place for.</summary>
internal static class TimelineRows
{
    public static IReadOnlyList<TimelineRow> Of(TimelineModel m) =>
    [
        .. m.Lanes.Accommodation.Select(s => Span(m, "Accommodation", AccommodationWords.Of(s.What), s.From, s.Until)),
        .. m.Lanes.Practitioners.Select(s => Span(m, "Practitioner", s.What ?? "Nobody", s.From, s.Until)),
        .. m.Lanes.Appointments.Select(a => new TimelineRow("Appointment", TextOf(a.Standing, m), a.At, null, GoesOn: false)),
        .. m.Alerts.SelectMany(a => a.Bars.Select((b, i) => Span(m, "Alert", $"{TitleOf(a)}: {NameOf<Severity>.Text(b.Severity)}", b.From, b.Until, a.IsOpen && i == a.Bars.Count - 1))),
        .. m.Lanes.Ends.Select(e => new TimelineRow("End", TextOf(e), e.At, null, GoesOn: false)),
    ];

    /// <summary>An appointment by what became of it.</summary>
    public static string TextOf(AppointmentStanding standing) => standing switch
    {
        AppointmentStanding.Attended => "Attended",
        AppointmentStanding.Missed => "Missed",
        AppointmentStanding.Booked => "Booked",
        AppointmentStanding.Unrecorded => "Past, outcome not recorded",
        AppointmentStanding.AfterEnd => "Booked for after the end of the watch",
        _ => "Cancelled, excused or moved",
    };

    /// <summary>An alert with its severities in the order in which it had them.</summary>
    public static string TextOf(AlertLane lane)
    {
        var severities = lane.Bars.Select(b => NameOf<Severity>.Text(b.Severity)).ToList();
        for (var i = severities.Count - 1; i > 0; i--)
        {
            if (severities[i] == severities[i - 1]) severities.RemoveAt(i);
        }

        return $"{TitleOf(lane)}: {string.Join(", then ", severities)}";
    }

    /// <summary>An end of the watch.</summary>
    public static string TextOf(EndMark end) => end.By switch
    {
        RecallRecorded => "Recalled",
        WatchEnded ended => $"Ended: {ended.Reason.Replace('-', ' ')}",
        _ => "Watch over",
    };

    private static string TextOf(AppointmentStanding standing, TimelineModel m) =>
        standing == AppointmentStanding.AfterEnd && m.IsRecalled ? "Booked for after the recall" : TextOf(standing);

    private static TimelineRow Span(TimelineModel m, string lane, string what, Instant from, Instant until) => Span(m, lane, what, from, until, until == m.Until);

    private static string TitleOf(AlertLane lane) => lane.About is { } about ? $"{RuleWords.TitleOf(lane.Rule)} ({about})" : RuleWords.TitleOf(lane.Rule);

    // What is open when the watch ends has an end; what goes on today has none.
    private static TimelineRow Span(TimelineModel m, string lane, string what, Instant from, Instant until, bool isLast) =>
        isLast && !m.IsEnded ? new TimelineRow(lane, what, from, null, GoesOn: true) : new TimelineRow(lane, what, from, until, GoesOn: false);
}
