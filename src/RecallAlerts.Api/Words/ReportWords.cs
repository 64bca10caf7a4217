using RecallAlerts.Application.Reports;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Words;

/// <summary>The headline report as it is shown, to machines and people alike.</summary>
public static class ReportWords
{
    /// <summary>The mark of what is not available.</summary>
    public const string NotAvailable = "[x]";
    /// <summary>Why the measure of employment has no figures.</summary>
    public const string NoEmployment = "No source sends facts about employment.";

    /// <summary>What is said beside each figure of the inspection.</summary>
    public const string Inspection = "sample judgement, not directly comparable";

    private static readonly object Marks = new
    {
        c = "suppressed: a count of 1 to 4, or one that would give such a count away", u = "unreliable: a percentage of fewer than 30", x = "not available",
    };

    /// <summary>The report.</summary>
    public static object Of(HeadlineReport report) => new
    {
        quarter = report.Quarter.ToString(),
        region = report.Region,
        releases = report.Releases is { } releases ? Of(releases) : NotAvailable,
        measures = Measures.All.Select(m => Of(report, m)).Append(Employment),
        rounding = "Counts are rounded to the nearest 5; percentages are of rounded counts.",
        marks = Marks,
    };

    /// <summary>A figure as text: a number, or its mark; null is not available.</summary>
    public static string Text(Figure? figure, string unit = "") => figure switch
    {
        Figure.Number number => $"{number.Value:N0}{unit}",
        null => NotAvailable,
        _ => (string)Of(figure),
    };

    /// <summary>A figure: a number, or its mark.</summary>
    public static object Of(Figure figure) => figure switch
    {
        Figure.Number number => number.Value,
        Figure.Unreliable => "[u]",
        _ => "[c]",
    };

    private static object Of(HeadlineReport report, Measure m)
    {
        var f = report.Figures.FirstOrDefault(x => x.Measure == m);
        return new
        {
            measure = m.Name,
            says = m.Says,
            followUpDays = m.FollowUpDays,
            numerator = f is null ? NotAvailable : Of(f.Numerator),
            denominator = f is null ? NotAvailable : Of(f.Denominator),
            unknowns = m.Unknowns is null ? null : f?.Unknowns is { } unknowns ? Of(unknowns) : NotAvailable,
            percent = f is null ? NotAvailable : Of(f.Percent),
            publishedAt = report.Stages.TryGetValue(m.Stage, out var at) ? at.ToString() : null,
            reason = f is null ? WhyNot(report, m) : null,
            inspection2023 = m.Inspection2023 is null ? null : new { figure = m.Inspection2023, label = Inspection },
        };
    }

    /// <summary>Why a measure has no figures yet, and from when it has.</summary>
    public static string WhyNot(HeadlineReport report, Measure m)
    {
        var from = HeadlineReports.PublishedFrom(report.Quarter, m.Stage);
        if (report.IsEmpty) return "No release of this quarter is known here.";
        if (report.IsSettling) return $"Published from {from:d MMMM yyyy}, once all releases of the quarter are reviewed.";
        return $"{(m.FollowUpDays == 0 ? "The quarter is not over, or was not long ago" : $"The follow-up of {m.FollowUpDays} days is not complete, or was not long ago")}: published from {from:d MMMM yyyy}.";
    }

    private static object Employment => new
    {
        measure = Measures.InEmployment.Name,
        says = Measures.InEmployment.Says,
        followUpDays = 0,
        numerator = (object)NotAvailable,
        denominator = (object)NotAvailable,
        unknowns = (object?)NotAvailable,
        percent = (object)NotAvailable,
        publishedAt = (string?)null,
        reason = (string?)NoEmployment,
        inspection2023 = new { figure = Measures.InEmployment.Inspection2023, label = Inspection },
    };
}
