using Azure.Data.Tables;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>
/// A stage of a quarter as it was published: one row with all its cells. A quarter is a partition, so its stages are inserted by one transaction, and
/// a row that is there is never written again: a stage is published whole, once and for good.
/// </summary>
/// <param name="Quarter">The quarter.</param>
/// <param name="Stage">The stage.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Cells">What was published.</param>
internal sealed record PublishedStage(Quarter Quarter, Stage Stage, Instant At, IReadOnlyList<PublishedCell> Cells)
{
    private const string PublishedAt = "at";

    private string RowKey => $"{(int)Stage}";

    /// <summary>The row.</summary>
    public TableEntity ToEntity()
    {
        var row = new TableEntity(Quarter.ToString(), RowKey) { [PublishedAt] = At.Seconds };
        row.PutJson(Cells);
        return row;
    }

    /// <summary>Reads a row.</summary>
    public static PublishedStage Of(Quarter quarter, TableEntity row) => new(
        quarter, (Stage)int.Parse(row.RowKey), new Instant(row.GetInt64(PublishedAt)!.Value), row.ReadJson<PublishedCell[]>());

    /// <summary>Whether two say the same.</summary>
    public bool IsSameAs(PublishedStage other) => Stage == other.Stage && At == other.At && Cells.SequenceEqual(other.Cells);
}
