using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Reports;
using RecallAlerts.Pages.Tests.Browsing;
using RecallAlerts.Sqlite;

namespace RecallAlerts.Pages.Tests.Analysis;

/// <summary>Quarters as they were published, with one region that is withheld.</summary>
internal static class PublishedQuarters
{
    private const string Withheld = "yorkshire-and-the-humber";
    private static readonly Instant At = Instant.Parse("2026-07-15T09:00:00Z");
    private static readonly (string Region, int Releases)[] Areas =
        [("", 2_400), ("east-midlands", 480), ("kent-surrey-and-sussex", 520), ("london", 700), ("north-east", 320), ("wales", 360), (Withheld, 20)];

    /// <summary>Publishes 2024-Q3 to 2026-Q1, the later the fewer stages, unless it is done.</summary>
    public static async Task PutAsync(Demo demo)
    {
        var store = new SqliteReports(demo.Services.Database);
        for (var n = 0; n < 7; n++)
        {
            var quarter = new Quarter(2024 + ((n + 2) / 4), ((n + 2) % 4) + 1);
            var stages = Enum.GetValues<Stage>().Where(s => quarter.Before.AddDays(Measures.DaysOf(s) + 14) <= LondonTime.Date(At)).ToHashSet();
            await store.PublishAsync(quarter, stages, [.. CellsOf(n, stages)], At, CancellationToken.None);
        }
    }

    /// <summary>The cells of the n-th quarter.</summary>
    public static IEnumerable<PublishedCell> CellsOf(int n, IReadOnlySet<Stage> stages) =>
        from area in Areas
        from cell in Enum.GetValues<HeadlineCell>()
        where HeadlineCells.IsReported(cell) && stages.Contains(HeadlineCells.StageOf(cell))
        select new PublishedCell(area.Region, cell, (int)(area.Releases * (Share(cell) + (0.01 * ((n + area.Region.Length) % 5)))), area.Region == Withheld ? CellState.Withheld : StateOf(area.Region, cell));

    private static CellState StateOf(string region, HeadlineCell cell) => region == "north-east" && cell == HeadlineCell.Recalled28 ? CellState.Suppressed : CellState.Shown;

    private static double Share(HeadlineCell cell) => cell switch
    {
        HeadlineCell.AllReleases => 1,
        HeadlineCell.Settled => 0.4,
        HeadlineCell.Recalled28 => 0.11,
        HeadlineCell.Recalled84 => 0.2,
        HeadlineCell.Recalled274 or HeadlineCell.Classified => 0.3,
        HeadlineCell.DomesticAbuseDone or HeadlineCell.ChildSafeguardingDone => 0.5,
        HeadlineCell.TreatedInTime => 0.22,
        HeadlineCell.Improved => 0.45,
        HeadlineCell.PrimaryHomelessness => 0.08,
        HeadlineCell.PrimarySubstanceMisuse => 0.09,
        HeadlineCell.PrimaryContinuityFailure => 0.05,
        >= HeadlineCell.PrimaryFurtherOffence and <= HeadlineCell.PrimaryInsufficient => 0.02,
        >= HeadlineCell.AnyHomelessness and <= HeadlineCell.AnyNonCompliance => 0.1,
        HeadlineCell.SettledUnknown or HeadlineCell.Lost28 or HeadlineCell.Lost84 or HeadlineCell.Lost274 => 0.03,
        _ => 0.9,
    };
}
