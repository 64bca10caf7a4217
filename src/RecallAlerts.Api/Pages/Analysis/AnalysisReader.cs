using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Reports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>Reads what is published. A quarter that is complete is published when it is first opened here, as by the API.</summary>
/// <param name="request">The request.</param>
internal sealed class AnalysisReader(ApiRequest request)
{
    private const int MostQuarters = 12;
    private const int FewestOffered = 4;

    private HeadlineReports Reports => request.Services.Reports;

    /// <summary>The page of a quarter and region; of the latest quarter with published figures when none is named.</summary>
    public async Task<AnalysisModel> ReadAsync(Quarter? asked, string? region)
    {
        var report = await Reports.GetAsync(asked ?? LatestComplete(), region, request.Services.Now, request.Cancellation);
        var published = await PublishedAsync();
        if (asked is null && report.Releases is null && published.Count > 0) report = Of(published[^1], region);
        var lines = report.Releases is null ? [] : Measures.All.Where(m => !Charts.IsOfReasons(m)).Select(m => LineOf(report, m)).Append(Employment);
        return new AnalysisModel(
            Offered(published), [.. published.SelectMany(q => q).Select(r => r.Region).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            report.Quarter, region, report.Releases is null ? null : ReportWords.Text(report.Releases), [.. lines], ChartsOf(published, report.Quarter, region))
        {
            IsKnown = report.IsKnown,
            WhyNot = report.Releases is null ? ReportWords.WhyNot(report, Measures.All[0]) : null,
        };
    }

    /// <summary>A chart by its name; null when there is none. Publishes nothing.</summary>
    public async Task<Chart?> FindChartAsync(string name, Quarter quarter, string? region) =>
        ChartsOf(await PublishedAsync(), quarter, region).FirstOrDefault(c => c.Name == name && c.IsDrawn);

    private async Task<IReadOnlyList<IReadOnlyList<HeadlineReport>>> PublishedAsync()
    {
        var quarters = new List<IReadOnlyList<HeadlineReport>>();
        foreach (var quarter in (await Reports.QuartersAsync(request.Cancellation)).TakeLast(MostQuarters)) quarters.Add(await Reports.PublishedAsync(quarter, request.Cancellation));
        return quarters;
    }

    private static IReadOnlyList<Chart> ChartsOf(IReadOnlyList<IReadOnlyList<HeadlineReport>> published, Quarter quarter, string? region)
    {
        var until = published.Where(q => q[0].Quarter.From <= quarter.From).ToArray();
        return
        [
            .. Charts.Quarters([.. published.Select(q => Of(q, region))]), .. Charts.Regions(until), .. Charts.Reasons(until, region) is { } reasons ? (Chart[])[reasons] : [],
        ];
    }

    private static HeadlineReport Of(IReadOnlyList<HeadlineReport> reports, string? region) => reports.FirstOrDefault(r => r.Region == region) ?? Nothing(reports[0].Quarter, region) with { IsKnown = false };

    private static HeadlineReport Nothing(Quarter quarter, string? region) => HeadlineReport.Of(quarter, region, new Dictionary<Stage, Instant>(), []);

    private IReadOnlyList<QuarterChoice> Offered(IReadOnlyList<IReadOnlyList<HeadlineReport>> published)
    {
        var quarters = published.Select(q => q[0].Quarter).ToHashSet();
        var complete = LatestComplete();
        var before = Enumerable.Range(0, FewestOffered).Select(n => QuarterOf(complete.From.AddMonths(-3 * n))).Where(q => !quarters.Contains(q)).Select(q => new QuarterChoice(q, false));
        return [.. quarters.Select(q => new QuarterChoice(q, true)).Concat(before).OrderByDescending(c => c.Quarter.From)];
    }

    private Quarter LatestComplete()
    {
        var quarter = QuarterOf(LondonTime.Date(request.Services.Now));
        while (HeadlineReports.PublishedFrom(quarter, Stage.Release) > LondonTime.Date(request.Services.Now)) quarter = QuarterOf(quarter.From.AddMonths(-3));
        return quarter;
    }

    private static Quarter QuarterOf(DateOnly date) => new(date.Year, ((date.Month - 1) / 3) + 1);

    private static MeasureLine LineOf(HeadlineReport report, Measure m)
    {
        var f = report.Figures.FirstOrDefault(x => x.Measure == m);
        var unknown = f?.Unknowns is null ? "" : $"; {ReportWords.Text(f.Unknowns)} not known";
        return new MeasureLine(
            ChartNames.Capital(m.Says), ReportWords.Text(f?.Percent, " %"), f is null ? "" : $"{ReportWords.Text(f.Numerator)} of {ReportWords.Text(f.Denominator)}{unknown}", m.Inspection2023,
            f is null ? ReportWords.WhyNot(report, m) : null);
    }

    private static MeasureLine Employment =>
        new(ChartNames.Capital(Measures.InEmployment.Says), ReportWords.NotAvailable, "", Measures.InEmployment.Inspection2023, ReportWords.NoEmployment);
}
