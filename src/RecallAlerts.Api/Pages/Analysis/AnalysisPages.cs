using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>The analysis, and the pictures in it: published figures only, so that all see the same.</summary>
internal static class AnalysisPages
{
    // The library writes styles into the picture. It is a document of its own, which has nothing else.
    private const string PicturePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private const string Svg = ".svg";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/analysis", Permission.Report, "published figures", GetAsync) { ShowsNobody = true },
        new("GET", "/analysis/charts/{file}", Permission.Report, "published figures as pictures", GetChartAsync) { ShowsNobody = true },
    ];

    private static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        if (!TryQuarter(request.Api.Query("quarter"), out var quarter)) return new PageAnswer.NotFound();
        return PageRequest.Show<AnalysisPage>("Analysis", await new AnalysisReader(request.Api).ReadAsync(quarter, request.Api.Query("region")));
    }

    private static async Task<PageAnswer> GetChartAsync(PageRequest request)
    {
        var file = request.Api.Route("file");
        if (!file.EndsWith(Svg, StringComparison.Ordinal) || !TryQuarter(request.Api.Query("quarter"), out var quarter) || quarter is null) return new PageAnswer.NotFound();
        var chart = await new AnalysisReader(request.Api).FindChartAsync(file[..^Svg.Length], quarter.Value, request.Api.Query("region"));
        if (chart is null) return new PageAnswer.NotFound();
        request.Api.Http.Response.Headers.ContentSecurityPolicy = PicturePolicy;
        return new PageAnswer.Other(Results.Text(ChartSvg.Draw(chart, request.Api.Query("size") == "narrow" ? ChartSize.Narrow : ChartSize.Wide), "image/svg+xml"));
    }

    // Without one, the page chooses; what is none is not there.
    private static bool TryQuarter(string? text, out Quarter? quarter)
    {
        var isOne = Quarter.TryParse(text, out var known);
        quarter = isOne ? known : null;
        return text is null || isOne;
    }
}
