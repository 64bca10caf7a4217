using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>The size for which a chart is drawn. Text keeps its size, so a narrow screen gets a picture of its own.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="FontSize">Pixels.</param>
/// <param name="LabelLength">Letters of a label in one line.</param>
/// <param name="LegendLength">Letters of a line of the legend.</param>
internal sealed record ChartSize(int Width, int FontSize, int LabelLength, int LegendLength)
{
    public static ChartSize Wide { get; } = new(900, 16, 40, 60);

    public static ChartSize Narrow { get; } = new(300, 13, 15, 20);
}

/// <summary>Draws charts as SVG. The same chart has the same bytes. Lines differ in marks and dashes as well as in colour.</summary>
internal static class ChartSvg
{
    private const int PerCategory = 26;
    private const int Most = 100;
    private static readonly OxyColor Ink = OxyColor.Parse("#0b0c0c");
    private static readonly OxyColor Grid = OxyColor.Parse("#b1b4b6");

    // Each at least 3:1 against white, and told apart without colour.
    private static readonly (OxyColor Colour, MarkerType Mark, LineStyle Line)[] Looks =
    [
        (OxyColor.Parse("#12436d"), MarkerType.Circle, LineStyle.Solid), (OxyColor.Parse("#801650"), MarkerType.Square, LineStyle.Dash), (OxyColor.Parse("#1a7f76"), MarkerType.Triangle, LineStyle.LongDash),
    ];

    /// <summary>The chart as an SVG document.</summary>
    public static string Draw(Chart chart, ChartSize size)
    {
        var model = new PlotModel
        {
            DefaultFont = "Arial", DefaultFontSize = size.FontSize, TextColor = Ink, PlotAreaBorderColor = OxyColors.Transparent, Background = OxyColors.White, Padding = new OxyThickness(4, 8, 16, 4),
        };
        if (chart.IsOverTime) AddLines(model, chart, size);
        else AddBars(model, chart, size);
        if (chart.Series.Count > 1) model.Legends.Add(Legend(chart, size));
        var exporter = new SvgExporter { Width = size.Width, Height = HeightOf(chart, size), UseVerticalTextAlignmentWorkaround = true, TextMeasurer = new LetterWidths() };
        return exporter.ExportToString(model);
    }

    private static Legend Legend(Chart chart, ChartSize size) => new()
    {
        LegendPosition = LegendPosition.TopLeft, LegendPlacement = LegendPlacement.Outside, LegendOrientation = LegendOrientation.Vertical, LegendBorderThickness = 0,
        LegendFontSize = size.FontSize, LegendMargin = 0, LegendMaxWidth = size.Width, LegendSymbolLength = 28, LegendItemOrder = chart.IsOverTime ? LegendItemOrder.Normal : LegendItemOrder.Reverse,
    };

    private static void AddLines(PlotModel model, Chart chart, ChartSize size)
    {
        var labels = new CategoryAxis
        {
            Position = AxisPosition.Bottom, GapWidth = 0, AxislineStyle = LineStyle.Solid, AxislineColor = Ink, TickStyle = TickStyle.None, FontSize = size.FontSize,
            IsTickCentered = true, Angle = chart.Categories.Count * 70 > size.Width ? -90 : 0,
        };
        labels.Labels.AddRange(chart.Categories);
        model.Axes.Add(labels);
        model.Axes.Add(Percents(AxisPosition.Left, chart, size));
        for (var i = 0; i < chart.Series.Count; i++) model.Series.Add(Line(chart.Series[i], Looks[i % Looks.Length], size));
    }

    // What is not there breaks the line: nothing is drawn across a gap.
    private static LineSeries Line(ChartSeries series, (OxyColor Colour, MarkerType Mark, LineStyle Line) look, ChartSize size)
    {
        var line = new LineSeries { Title = Lines(series.Label, size.LegendLength), Color = look.Colour, MarkerType = look.Mark, MarkerFill = look.Colour, MarkerSize = 5, StrokeThickness = 2.5, LineStyle = look.Line };
        line.Points.AddRange(series.Values.Select((v, i) => v.Percent is { } percent ? new DataPoint(i, percent) : DataPoint.Undefined));
        return line;
    }

    // Bars are laid from below: the first category is to be on top. One of which nothing may be drawn has no place: it would look like none.
    private static void AddBars(PlotModel model, Chart whole, ChartSize size)
    {
        var chart = Drawn(whole);
        var labels = new CategoryAxis { Position = AxisPosition.Left, GapWidth = 0.5, AxislineStyle = LineStyle.Solid, AxislineColor = Ink, TickStyle = TickStyle.None, FontSize = size.FontSize };
        labels.Labels.AddRange(chart.Categories.Reverse().Select(c => Lines(c, size.LabelLength)));
        model.Axes.Add(labels);
        model.Axes.Add(Percents(AxisPosition.Bottom, chart, size));
        for (var i = chart.Series.Count - 1; i >= 0; i--) model.Series.Add(Bars(chart.Series[i], Looks[i % Looks.Length].Colour, size));
    }

    private static Chart Drawn(Chart chart)
    {
        int[] drawn = [.. Enumerable.Range(0, chart.Categories.Count).Where(i => chart.Series.Any(s => s.Values[i].Percent is not null))];
        return chart with { Categories = [.. drawn.Select(i => chart.Categories[i])], Series = [.. chart.Series.Select(s => s with { Values = [.. drawn.Select(i => s.Values[i])] })] };
    }

    private static BarSeries Bars(ChartSeries series, OxyColor colour, ChartSize size)
    {
        var bars = new BarSeries { Title = Lines(series.Label, size.LegendLength), FillColor = colour, StrokeThickness = 0, LabelFormatString = "{0} %", LabelPlacement = LabelPlacement.Outside, LabelMargin = 4 };
        var last = series.Values.Count - 1;
        for (var i = 0; i <= last; i++)
        {
            if (series.Values[i].Percent is { } percent) bars.Items.Add(new BarItem(percent, last - i));
        }

        return bars;
    }

    private static LinearAxis Percents(AxisPosition position, Chart chart, ChartSize size)
    {
        var most = chart.Series.SelectMany(s => s.Values).Max(v => v.Percent) ?? Most;
        var end = Math.Min(Most, Math.Max(10, (int)Math.Ceiling(most * 1.3 / 10) * 10));
        return new LinearAxis
        {
            Position = position, Minimum = 0, Maximum = end, MajorStep = end > 50 || (end > 20 && size == ChartSize.Narrow) ? 20 : 10, MinorTickSize = 0, StringFormat = "0' %'", TickStyle = TickStyle.None,
            MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Grid, IsZoomEnabled = false, IsPanEnabled = false,
        };
    }

    private static double HeightOf(Chart whole, ChartSize size)
    {
        var chart = whole.IsOverTime ? whole : Drawn(whole);
        var legend = chart.Series.Count > 1 ? chart.Series.Sum(s => Lines(s.Label, size.LegendLength).Count(c => c == '\n') + 1) * size.FontSize * 1.3 : 0;
        return chart.IsOverTime ? 300 + legend : 60 + legend + (chart.Categories.Count * chart.Series.Count * PerCategory) + (chart.Categories.Count * 12);
    }

    // Broken between words, so that a narrow picture has room for its bars.
    private static string Lines(string label, int length)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var word in label.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > length) (lines, line) = ([.. lines, line], "");
            line = line.Length == 0 ? word : $"{line} {word}";
        }

        return string.Join('\n', [.. lines, line]);
    }
}
