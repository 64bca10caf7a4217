using static RecallAlerts.Domain.Reports.HeadlineCell;

namespace RecallAlerts.Domain.Reports;

/// <summary>What belongs to which stage, and what stands in reports.</summary>
public static class HeadlineCells
{
    /// <summary>How many cells an area has.</summary>
    public const int Count = (int)ComparedWarned + 1;

    private static readonly HeadlineCell[] InNoReport = [NotSettled, NotRecalled28, NotRecalled84, NotRecalled274];

    /// <summary>The stage with which a cell is published.</summary>
    public static Stage StageOf(HeadlineCell cell) => cell switch
    {
        <= NotSettled => Stage.Release,
        <= TreatmentUnknown => Stage.Early,
        <= NotRecalled84 => Stage.TwelveWeeks,
        <= ImprovedUnknown => Stage.SixMonths,
        _ => Stage.NineMonths,
    };

    /// <summary>Whether a cell stands in reports.</summary>
    public static bool IsReported(HeadlineCell cell) => !InNoReport.Contains(cell);
}
