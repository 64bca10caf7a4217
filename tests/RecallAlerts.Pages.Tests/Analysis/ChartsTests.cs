using RecallAlerts.Api.Pages.Analysis;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Pages.Tests.Analysis;

public sealed class ChartsTests
{
    private static readonly HashSet<Stage> All = [.. Enum.GetValues<Stage>()];

    [Fact]
    public void Regions_OfASuppressedRegion_LeaveItOutAndSayIt()
    {
        var chart = Charts.Regions([Quarter(0, All)]).Single(c => c.Name == "recalled-by-region");
        Assert.Equal("2024-Q3", chart.Quarter);
        Assert.Equal(["East Midlands", "Kent Surrey and Sussex", "London", "North East", "Wales", "Yorkshire and the Humber"], chart.Categories);
        Assert.Equal(["[c]", "[c]"], chart.Series[0].Values.Where(v => v.Percent is null).Select(v => v.Text));
        Assert.Equal([("[c]", 2)], chart.LeftOut);
        Assert.DoesNotContain(ChartSvg.Draw(chart, ChartSize.Wide), "[c]", StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_AreOfTheLatestQuarterThatHasThem()
    {
        var chart = Charts.Reasons([Quarter(0, All), Quarter(1, All), Quarter(2, [Stage.Release])], null)!;
        Assert.Equal("2024-Q4", chart.Quarter);
        Assert.Equal(6, chart.Categories.Count);
        Assert.Equal("[x]", chart.Series[1].Values[^1].Text);
        Assert.Null(Charts.Reasons([Quarter(2, [Stage.Release])], null));
        Assert.Null(Charts.Reasons([Quarter(0, All)], "no-such"));
    }

    [Fact]
    public void Quarters_WithoutAStage_HaveAGapThere()
    {
        var charts = Charts.Quarters([Quarter(0, All)[0], Quarter(1, [Stage.Release, Stage.Early])[0]]).ToArray();
        var recalled = charts.Single(c => c.Name == "recalled-by-quarter");
        Assert.Equal(["2024-Q3", "2024-Q4"], recalled.Categories);
        Assert.All(recalled.Series, s => Assert.NotNull(s.Values[0].Percent));
        Assert.Equal([true, false, false], recalled.Series.Select(s => s.Values[1].Percent is not null));
        Assert.Equal([("[x]", 2)], recalled.LeftOut);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Draw_SameChart_HasTheSameBytes(bool isWide)
    {
        var (size, charts) = (isWide ? ChartSize.Wide : ChartSize.Narrow, Every());
        Assert.Equal(charts.Select(c => ChartSvg.Draw(c, size)), Every().Select(c => ChartSvg.Draw(c, size)));
        foreach (var chart in charts) Assert.StartsWith("<?xml", ChartSvg.Draw(chart, size), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_ANameThatIsMarkup_IsText()
    {
        var chart = new Chart("x", "x", "Region", ["<script>alert(1)</script>"], [new ChartSeries("<b>", [new ChartValue(40, "40 %")]), new ChartSeries("&", [new ChartValue(null, "[c]")])], false);
        var svg = System.Xml.Linq.XDocument.Parse(ChartSvg.Draw(chart, ChartSize.Wide));
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "b");
    }

    [Fact]
    public void Draw_OneValueOfAHundred_IsDrawn()
    {
        foreach (var percent in (int[])[0, 1, 50, 100])
        {
            var chart = new Chart("x", "x", "Quarter", ["2026-Q1"], [new ChartSeries("a", [new ChartValue(percent, "")])], true);
            Assert.True(chart.IsDrawn);
            Assert.Contains("2026-Q1", ChartSvg.Draw(chart, ChartSize.Narrow), StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<Chart> Every() => [.. Charts.Quarters([Quarter(0, All)[0], Quarter(1, All)[0]]), .. Charts.Regions([Quarter(0, All)]), Charts.Reasons([Quarter(0, All)], null)!];

    private static IReadOnlyList<HeadlineReport> Quarter(int n, HashSet<Stage> stages)
    {
        var cells = PublishedQuarters.CellsOf(n, stages).ToArray();
        var (quarter, at) = (new Quarter(2024, n + 3 > 4 ? 4 : n + 3), stages.ToDictionary(s => s, _ => new Instant(0)));
        return [HeadlineReport.Of(quarter, null, at, cells), .. cells.Select(c => c.Region).Where(r => r.Length > 0).Distinct().Select(r => HeadlineReport.Of(quarter, r, at, cells))];
    }
}
