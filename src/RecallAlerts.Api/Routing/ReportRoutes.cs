using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Application.Exports;

namespace RecallAlerts.Api.Routing;

/// <summary>Routes of analysts: exports and the headline report.</summary>
internal static class ReportRoutes
{
    private static readonly QueryParameter[] ExportParameters =
    [
        new("from", "First local date, such as 2026-04-01; widened to its month."), new("to", "The local date after the last; widened to the month of the last."),
        new("region", "Slug of a region; all without it."), new("format", "csv or ndjson; csv without it."),
        new("project", "The project whose keys stand for people: keys of two projects cannot be linked."),
    ];

    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        new("GET", "/api/exports/recall-reasons", Permission.Analyse, "Recalls with their reasons, pseudonymised, a row each.", ExportHandlers.RecallReasonsAsync) { Parameters = ExportParameters },
        new("GET", "/api/exports/recall-reasons/metadata", Permission.Analyse, "CSV on the Web metadata of that export.", _ => ExportHandlers.MetadataAsync(RecallReasonRow.Table)),
        new("GET", "/api/exports/releases", Permission.Analyse, "Releases, pseudonymised, a row each: the denominators.", ExportHandlers.ReleasesAsync) { Parameters = ExportParameters },
        new("GET", "/api/exports/releases/metadata", Permission.Analyse, "CSV on the Web metadata of that export.", _ => ExportHandlers.MetadataAsync(ReleaseRow.Table)),
        new("GET", ExportJobHandlers.Job, Permission.Analyse, "How far an export is that is made in the background; with a link to it when it is done.", ExportJobHandlers.GetAsync),
        new("GET", ExportJobHandlers.Job + "/file", Permission.Analyse, "An export that was made in the background.", ExportJobHandlers.DownloadAsync),
        new("POST", ExportJobHandlers.Job + "/cancel", Permission.Analyse, "Stops making an export, and deletes what was made of it.", ExportJobHandlers.CancelAsync),
        new("GET", "/api/reports/headline", Permission.Report, "The inspection's measures for a quarter of release, as published.", ReportHandler.GetAsync)
        {
            Parameters = [new("quarter", "A whole quarter, such as 2026-Q2."), new("region", "Slug of a region; all without it.")],
        },
    ];
}
