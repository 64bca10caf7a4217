using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Lanes;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>The axis of a timeline: from day 0 to a last day, drawn closer the longer it is, so that 28 days and nine months are both readable.</summary>
/// <param name="D">The local date of release.</param>
/// <param name="LastDay">The last day that is drawn.</param>
/// <param name="DayWidth">Pixels a day.</param>
public sealed record TimelineAxis(DateOnly D, int LastDay, int DayWidth)
{
    /// <summary>Pixels before day 0.</summary>
    public const int Left = 24;

    private const int Right = 24;
    private const int Ahead = 14;
    private static readonly int[] Marked = [0, 7, 28, 84];
    private static readonly (int UntilDay, int LastDay, int Width)[] Scales = [(28, 30, 22), (84, 86, 9)];

    /// <summary>The axis of a model: all that is known, and booked appointments of the two weeks after.</summary>
    public static TimelineAxis Of(TimelineModel model)
    {
        var known = model.DayOf(model.Until);
        var booked = model.Lanes.Appointments.Where(a => a.Standing != AppointmentStanding.AfterEnd).Select(a => model.DayOf(a.At)).Where(day => day <= known + Ahead);
        var last = Math.Max(0, booked.Append(known).Max());
        foreach (var (untilDay, lastDay, width) in Scales)
        {
            if (last <= untilDay) return new TimelineAxis(model.D, lastDay, width);
        }

        return new TimelineAxis(model.D, last + 6, 4);
    }

    /// <summary>The days with a tick.</summary>
    public IEnumerable<int> Ticks => Marked.Where(day => day <= LastDay);

    /// <summary>The width of the picture.</summary>
    public int Width => Left + ((LastDay + 1) * DayWidth) + Right;

    /// <summary>Whether an instant is on the axis.</summary>
    public bool Has(Instant t) => t >= LondonTime.StartOf(D) && t < LondonTime.StartOf(D.AddDays(LastDay + 1));

    /// <summary>Where an instant is; what is before or after the axis is at its ends.</summary>
    public int X(Instant t)
    {
        var date = LondonTime.Date(t);
        var day = date.DayNumber - D.DayNumber;
        if (day < 0) return Left;
        if (day > LastDay) return Left + ((LastDay + 1) * DayWidth);
        return Left + (day * DayWidth) + (int)((t.Seconds - LondonTime.StartOf(date).Seconds) * DayWidth / Instant.Day);
    }

    /// <summary>Where a day begins.</summary>
    public int XOfDay(int day) => Left + (Math.Clamp(day, 0, LastDay + 1) * DayWidth);
}
