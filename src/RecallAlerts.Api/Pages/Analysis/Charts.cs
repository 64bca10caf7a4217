using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>The charts of what was published: pure. Nothing but published figures goes in, so nothing else can be drawn.</summary>
internal static class Charts
{
    private const string Available = "%";

    private static readonly (string Name, string Title, (string Measure, string Label)[] Series)[] OverTime =
    [
        ("recalled-by-quarter", "Recalled, by quarter of release",
            [("recalled-within-28-days", "within 28 days"), ("recalled-within-84-days", "within 84 days"), ("recalled-within-274-days", "within 274 days")]),
        ("accommodation-by-quarter", "Accommodation, by quarter of release",
            [("settled-on-release", "settled on the day of release"), ("accommodation-improved", "not settled then, better after six months")]),
        ("duties-by-quarter", "Checks and treatment, by quarter of release",
            [("domestic-abuse-checks-done", "checks with the police done"), ("child-safeguarding-checks-done", "checks with children's services done"), ("treatment-within-21-days", "treatment within 21 days")]),
    ];

    private static readonly (string Name, string Title, string Measure)[] ByRegion =
    [
        ("recalled-by-region", "Recalled within 28 days, by region", "recalled-within-28-days"), ("settled-by-region", "Settled on the day of release, by region", "settled-on-release"),
    ];

    /// <summary>Charts over time, of reports of quarters in order.</summary>
    public static IEnumerable<Chart> Quarters(IReadOnlyList<HeadlineReport> reports) => OverTime.Select(c => new Chart(
        c.Name, c.Title, "Quarter", [.. reports.Select(r => r.Quarter.ToString())], [.. c.Series.Select(s => new ChartSeries(s.Label, [.. reports.Select(r => Value(r, s.Measure))]))], IsOverTime: true));

    /// <summary>Charts by region, each of the latest of these quarters that has its figures; the whole of a quarter is first, then its regions.</summary>
    public static IEnumerable<Chart> Regions(IReadOnlyList<IReadOnlyList<HeadlineReport>> quarters)
    {
        foreach (var (name, title, measure) in ByRegion)
        {
            if (Latest(quarters, measure) is not { Count: > 1 } reports) continue;
            var regions = reports.Skip(1).ToArray();
            yield return new Chart(
                name, title, "Region", [.. regions.Select(r => PlaceNames.Of(r.Region!))], [new ChartSeries("share of releases", [.. regions.Select(r => Value(r, measure))])], IsOverTime: false)
            {
                Quarter = reports[0].Quarter.ToString(),
            };
        }
    }

    /// <summary>The chart by reason of a region or all, of the latest of these quarters that has its figures; null when none has.</summary>
    public static Chart? Reasons(IReadOnlyList<IReadOnlyList<HeadlineReport>> quarters, string? region)
    {
        if (Latest(quarters, Of("primary", RecallReason.Homelessness))?.FirstOrDefault(r => r.Region == region) is not { } report) return null;
        ChartSeries Series(string label, string kind) => new(label, [.. RecallReasons.All.Select(reason => Value(report, Of(kind, reason)))]);
        return new Chart(
            "reasons", "Reasons of recalls within 274 days", "Reason", [.. RecallReasons.All.Select(r => ChartNames.Capital(RecallWords.Briefly(r)))],
            [Series("primary reason", "primary"), Series("primary or further reason", "any")], IsOverTime: false)
        { Quarter = report.Quarter.ToString() };
    }

    /// <summary>Whether a measure stands in a chart by reason, and so not among the headline measures.</summary>
    public static bool IsOfReasons(Measure m) => m.Name.StartsWith("primary-", StringComparison.Ordinal) || m.Name.StartsWith("any-", StringComparison.Ordinal);

    private static string Of(string kind, RecallReason reason) => $"{kind}-{RecallReasons.Text(reason).Replace('_', '-')}";

    private static IReadOnlyList<HeadlineReport>? Latest(IReadOnlyList<IReadOnlyList<HeadlineReport>> quarters, string measure) =>
        quarters.LastOrDefault(reports => reports.Count > 0 && reports[0].Figures.Any(f => f.Measure.Name == measure));

    private static ChartValue Value(HeadlineReport report, string measure)
    {
        var percent = report.Figures.FirstOrDefault(f => f.Measure.Name == measure)?.Percent;
        return new ChartValue((percent as Figure.Number)?.Value, ReportWords.Text(percent, " " + Available));
    }
}
