using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases.Timeline;

/// <summary>Lays a timeline out as a picture: pure, the same model gives the same picture. Words, patterns and forms say what colours say.</summary>
internal sealed class TimelineLayout
{
    private const int Head = 44;
    private const int TitleHeight = 20;
    private const int BarHeight = 24;
    private const int MarkSize = 20;
    private const int AlertLabelHeight = 17;
    private const int AlertBarHeight = 10;
    private const int LaneGap = 12;
    private const int LetterWidth = 8;
    private const int LeastWidth = 3;
    private readonly TimelineModel _model;
    private readonly TimelineAxis _axis;
    private readonly List<Shape> _shapes = [];
    private int _y = Head;

    private TimelineLayout(TimelineModel model) => (_model, _axis) = (model, TimelineAxis.Of(model));

    /// <summary>The picture of a timeline.</summary>
    public static Drawing Of(TimelineModel model)
    {
        var layout = new TimelineLayout(model);
        layout.Bars("Accommodation", model.Lanes.Accommodation, s => AccommodationWords.Of(s.Category), s => $"app-tl-{PatternOf(s.Category) ?? "settled"}", s => PatternOf(s.Category));
        layout.Bars("Practitioner", model.Lanes.Practitioners, s => s ?? "Nobody", s => s is null ? "app-tl-unknown" : "app-tl-held", _ => null);
        layout.Appointments();
        layout.Alerts();
        return new Drawing(layout._axis.Width, layout._y, [.. layout.Behind(), .. layout.Now(), .. layout._shapes]);
    }

    private static string? PatternOf(AccommodationCategory category) => category switch
    {
        AccommodationCategory.Settled => null,
        AccommodationCategory.Transient => "temporary",
        AccommodationCategory.Homeless => "homeless",
        _ => "unknown",
    };

    private void Title(string text)
    {
        _shapes.Add(new Shape.Words(TimelineAxis.Left, _y + 14, text, "app-tl-title"));
        _y += TitleHeight;
    }

    private void Bars<T>(string title, IReadOnlyList<LaneSpan<T>> spans, Func<T, string> textOf, Func<T, string> styleOf, Func<T, string?> patternOf)
    {
        Title(title);
        foreach (var span in spans) Bar(span, textOf(span.What), styleOf(span.What), patternOf(span.What));
        _y += BarHeight + LaneGap;
    }

    // What a bar is too short to say is said by its pattern, and by the table.
    private void Bar<T>(LaneSpan<T> span, string text, string style, string? pattern)
    {
        var (x, width) = Between(span.From, span.Until);
        _shapes.Add(new Shape.Box(x, _y, width, BarHeight, style) { Pattern = pattern });
        if (WidthOf(text) + 8 <= width) _shapes.Add(new Shape.Words(x + 6, _y + 17, text, "app-tl-label"));
    }

    // Appointments that are close together stand below each other. Those that the end overtook stand in the table alone.
    private void Appointments()
    {
        Title("Appointments");
        var ends = new List<int>();
        foreach (var mark in _model.Lanes.Appointments.Where(a => a.Standing != AppointmentStanding.AfterEnd && _axis.Has(a.At)))
        {
            var x = _axis.X(mark.At);
            var row = ends.FindIndex(end => end + MarkSize <= x);
            if (row < 0) row = ends.Count;
            if (row == ends.Count) ends.Add(x);
            else ends[row] = x;
            _shapes.Add(new Shape.Mark(x, _y + (row * MarkSize) + (MarkSize / 2), mark.Standing));
        }

        _y += (Math.Max(1, ends.Count) * MarkSize) + LaneGap;
    }

    private void Alerts()
    {
        Title("Alerts");
        foreach (var lane in _model.Alerts)
        {
            _shapes.Add(Label(_axis.X(lane.Bars[0].From), _y + 12, TimelineRows.TextOf(lane), "app-tl-label"));
            _y += AlertLabelHeight;
            foreach (var bar in lane.Bars) AlertBar(bar);
            _y += AlertBarHeight + 6;
        }

        if (_model.Alerts.Count > 0) return;
        _shapes.Add(new Shape.Words(TimelineAxis.Left, _y + 12, "None", "app-tl-label"));
        _y += AlertLabelHeight;
    }

    private void AlertBar(AlertBar bar)
    {
        var (x, width) = Between(bar.From, bar.Until);
        var name = NameOf<Severity>.Text(bar.Severity);
        _shapes.Add(new Shape.Box(x, _y, width, AlertBarHeight, $"app-tl-{name}") { Pattern = bar.Severity is Severity.High or Severity.Medium ? name : null });
    }

    private IEnumerable<Shape> Behind()
    {
        yield return new Shape.Box(_axis.XOfDay(0), Head - 6, _axis.XOfDay(_model.WindowDays + 1) - _axis.XOfDay(0), _y - Head + 6, "app-tl-window");
        foreach (var day in _axis.Ticks)
        {
            yield return new Shape.Upright(_axis.XOfDay(day), Head - 6, _y, "app-tl-tick");
            yield return new Shape.Words(_axis.XOfDay(day), 14, day == 0 ? "Day 0" : $"{day}", "app-tl-label") { Anchor = "middle" };
        }
    }

    // Behind the lanes, whose words it would cross.
    private IEnumerable<Shape> Now()
    {
        if (_model.Lanes.Ends is [var end, ..]) return Line(_axis.X(end.At), $"{TimelineRows.TextOf(end)}, day {_model.DayOf(end.At)}", "app-tl-end");
        return _axis.Has(_model.Now) ? Line(_axis.X(_model.Now), $"Today, day {_model.DayOf(_model.Now)}", "app-tl-today") : [];
    }

    private Shape[] Line(int x, string text, string style) => [new Shape.Upright(x, Head - 20, _y, style), Label(x + 4, Head - 12, text, "app-tl-strong")];

    // Words that would leave the picture end where they would begin.
    private Shape.Words Label(int x, int y, string text, string style)
    {
        var isLong = x + WidthOf(text) > _axis.Width;
        return new Shape.Words(isLong ? _axis.Width - 4 : x, y, text, style) { Anchor = isLong ? "end" : "start" };
    }

    private (int X, int Width) Between(Instant from, Instant until)
    {
        var x = _axis.X(from);
        return (x, Math.Max(LeastWidth, _axis.X(until) - x));
    }

    private static int WidthOf(string text) => text.Length * LetterWidth;
}
