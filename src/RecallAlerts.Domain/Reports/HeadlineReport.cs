using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;

namespace RecallAlerts.Domain.Reports;

/// <summary>A figure as it is shown. A closed hierarchy.</summary>
public abstract record Figure
{
    private Figure()
    {
    }

    /// <summary>A rounded count, or a percentage of rounded counts.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(int Value) : Figure;

    /// <summary>[c]: suppressed to protect people.</summary>
    public sealed record Suppressed : Figure;

    /// <summary>[u]: a percentage of fewer than 30, which says too little.</summary>
    public sealed record Unreliable : Figure;
}

/// <summary>A measure with its figures.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Numerator">Of these.</param>
/// <param name="Denominator">Out of these.</param>
/// <param name="Unknowns">Not in the denominator; null where nobody can be unknown.</param>
/// <param name="Percent">The percentage.</param>
public sealed record MeasuredFigures(Measure Measure, Figure Numerator, Figure Denominator, Figure? Unknowns, Figure Percent);

/// <summary>What is published of a quarter, for a region or all.</summary>
/// <param name="Quarter">The quarter of release.</param>
/// <param name="Region">Slug of the region; null for all.</param>
/// <param name="Stages">When each stage was published, UTC.</param>
/// <param name="Releases">How many releases; null before the quarter is over.</param>
/// <param name="Figures">The figures of each measure whose stage is published.</param>
/// <param name="IsKnown">Whether any release of the quarter is of the region; true before the quarter is over.</param>
public sealed record HeadlineReport(
    Quarter Quarter, string? Region, IReadOnlyDictionary<Stage, Instant> Stages, Figure? Releases, IReadOnlyList<MeasuredFigures> Figures, bool IsKnown)
{
    private const int ReliableFrom = 30;

    /// <summary>Whether figures that are complete wait until all releases of the quarter are reviewed.</summary>
    public bool IsSettling { get; init; }

    /// <summary>Whether the quarter is over and no release of it is known: then nothing is published of it.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The report of what was published.</summary>
    public static HeadlineReport Of(Quarter quarter, string? region, IReadOnlyDictionary<Stage, Instant> stages, IEnumerable<PublishedCell> published)
    {
        var area = region ?? PublishedCells.AllRegions;
        var cells = published.Where(c => c.Region == area).ToDictionary(c => c.Cell);
        Figure? Shown(HeadlineCell cell) => cells.TryGetValue(cell, out var p) ? p.IsSuppressed ? new Figure.Suppressed() : new Figure.Number(Rounding.Round(p.Count)) : null;
        var figures = new List<MeasuredFigures>();
        foreach (var m in Measures.All)
        {
            if (Shown(m.Numerator) is { } numerator && Shown(m.Denominator) is { } denominator)
                figures.Add(new MeasuredFigures(m, numerator, denominator, m.Unknowns is { } unknowns ? Shown(unknowns) : null, Percent(numerator, denominator)));
        }

        return new HeadlineReport(quarter, region, stages, Shown(HeadlineCell.AllReleases), figures, cells.Count > 0 || stages.Count == 0);
    }

    private static Figure Percent(Figure numerator, Figure denominator) => (numerator, denominator) switch
    {
        (Figure.Number, Figure.Number { Value: < ReliableFrom }) => new Figure.Unreliable(),
        (Figure.Number n, Figure.Number d) => new Figure.Number((int)Math.Round(100.0 * n.Value / d.Value, MidpointRounding.AwayFromZero)),
        _ => new Figure.Suppressed(),
    };
}
