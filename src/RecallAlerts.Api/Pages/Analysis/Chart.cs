namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>A value of a chart.</summary>
/// <param name="Percent">What is drawn; null where nothing may be, or nothing is there.</param>
/// <param name="Text">What stands in the table: a percentage or its mark.</param>
public sealed record ChartValue(int? Percent, string Text);

/// <summary>What is drawn in one colour: a value for each category, in their order.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Values">The values.</param>
public sealed record ChartSeries(string Label, IReadOnlyList<ChartValue> Values);

/// <summary>A chart, as it is drawn and as the table beneath it says it.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Of">What the categories are.</param>
/// <param name="Categories">The categories, in order.</param>
/// <param name="Series">What is drawn.</param>
/// <param name="IsOverTime">Whether the categories follow each other in time: lines; bars otherwise.</param>
public sealed record Chart(string Name, string Title, string Of, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series, bool IsOverTime)
{
    /// <summary>Of which quarter it is; null over time.</summary>
    public string? Quarter { get; init; }

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsDrawn => Series.Any(s => s.Values.Any(v => v.Percent is not null));

    /// <summary>How many values are not drawn, by their mark.</summary>
    public IReadOnlyList<(string Mark, int Count)> LeftOut =>
        [.. Series.SelectMany(s => s.Values).Where(v => v.Percent is null).GroupBy(v => v.Text, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];
}
