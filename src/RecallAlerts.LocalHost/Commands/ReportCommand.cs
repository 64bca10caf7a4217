using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reports;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;
using Spectre.Console;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>report headline: the inspection's measures for a quarter of release, as published.</summary>
public static class ReportCommand
{
    /// <summary>Shows the report.</summary>
    /// <exception cref="FormatException">The quarter is none, or no release of it is of the region.</exception>
    public static async Task<int> RunAsync(
        string text, string? region, DataFolder folder, Setting setting, TimeProvider time, Output output, CancellationToken cancellation)
    {
        if (!Quarter.TryParse(text, out var quarter)) throw new FormatException("--quarter must be a whole quarter such as 2026-Q2.");
        await using var services = Stored.Open(folder, setting);
        var report = await services.Reports.GetAsync(quarter, region, Instant.From(time.GetUtcNow()), cancellation);
        if (!report.IsKnown) throw new FormatException($"No release of {quarter} is of the region {region}.");
        if (output.IsJson) output.Answer(ReportWords.Of(report), "");
        else Output.Console().Write(TableOf(report));
        return ExitCode.Done;
    }

    private static Table TableOf(HeadlineReport report)
    {
        var releases = report.Releases is { } figure ? ReportWords.Of(figure) : "[x]";
        var table = new Table().RoundedBorder().Title(Markup.Escape($"{report.Quarter}, {report.Region ?? "all regions"}: {releases} releases"))
            .AddColumn("Measure").AddColumns("Of these", "Out of", "Unknown", "Percent").AddColumn("Inspection 2023");
        foreach (var m in Measures.All)
        {
            var f = report.Figures.FirstOrDefault(x => x.Measure == m);
            string[] cells = [m.Name, Text(f?.Numerator), Text(f?.Denominator), m.Unknowns is null ? "" : Text(f?.Unknowns), Text(f?.Percent), m.Inspection2023 ?? ""];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        var x = Markup.Escape(ReportWords.NotAvailable);
        table.AddRow(Measures.InEmployment.Name, x, x, x, x, Measures.InEmployment.Inspection2023);
        return table.Caption(Markup.Escape("Rounded to 5. [c] suppressed, [u] under 30, [x] not complete. The inspection's figures are sample judgements, not directly comparable."));
    }

    private static string Text(Figure? figure) => figure is null ? ReportWords.NotAvailable : ReportWords.Of(figure).ToString()!;
}
