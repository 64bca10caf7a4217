using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>A quarter that can be chosen.</summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="IsPublished">Whether anything of it is published; if not, it is when it is first opened.</param>
public sealed record QuarterChoice(Quarter Quarter, bool IsPublished);

/// <summary>A measure beside the inspection's.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Percent">The percentage or its mark.</param>
/// <param name="Counts">Of how many.</param>
/// <param name="Inspection">What the inspection found; null where it has no such figure.</param>
/// <param name="WhyNot">Why it has no figure; null when it has one.</param>
public sealed record MeasureLine(string Name, string Percent, string Counts, string? Inspection, string? WhyNot);

/// <summary>Published figures of a quarter and a region, and charts of what was published.</summary>
/// <param name="Quarters">Quarters to choose from, the latest first.</param>
/// <param name="Regions">Regions to choose from, by slug.</param>
/// <param name="Quarter">The quarter.</param>
/// <param name="Region">Slug of the region; null for all.</param>
/// <param name="Releases">How many releases, or the mark; null when nothing is published.</param>
/// <param name="Lines">The headline measures.</param>
/// <param name="Charts">Charts over time, by region and by reason.</param>
public sealed record AnalysisModel(
    IReadOnlyList<QuarterChoice> Quarters, IReadOnlyList<string> Regions, Quarter Quarter, string? Region, string? Releases, IReadOnlyList<MeasureLine> Lines, IReadOnlyList<Chart> Charts)
{
    /// <summary>Whether any release of the quarter is of the region.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Why nothing is published; null when something is.</summary>
    public string? WhyNot { get; init; }
}
