using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>Whether a recall of a release stands, and the first since the release that does: as reports and comparisons read it.</summary>
/// <param name="Key">Where it stands. The month is that of the release.</param>
/// <param name="Stands">Whether any does.</param>
/// <param name="First">The first since the release; null when there is none.</param>
internal sealed record StandingRecall(MonthKey Key, bool Stands, CohortRecall? First)
{
    /// <summary>What stands of the recalls of a release.</summary>
    public static StandingRecall Of(MonthKey key, Instant releasedAt, IReadOnlyList<RecallRecord> rows)
    {
        var standing = rows.Where(r => r.Status == RecallStatus.Active).OrderBy(r => r.RecalledAt).ThenBy(r => r.RecallId, StringComparer.Ordinal).ToArray();
        var first = standing.FirstOrDefault(r => r.RecalledAt >= releasedAt);
        return new StandingRecall(
            key, standing.Length > 0,
            first is null ? null : new CohortRecall(first.RecalledAt, first.Reason.Primary, first.Reason.Secondary, first.LookBack.LeadTimeHours is not null));
    }

    /// <summary>The row.</summary>
    public TableEntity ToEntity() => new(StoreTables.OverallPartition, Key.RowKey)
    {
        [IndexRows.WatchId] = Key.WatchId,
        ["stands"] = Stands,
        ["first"] = First is null ? null : StoredJson.Write(First),
    };

    /// <summary>Reads a row.</summary>
    public static StandingRecall Of(TableEntity e) => new(
        MonthKey.Of(e.RowKey), e.GetBoolean("stands")!.Value, e.GetString("first") is { } json ? StoredJson.Read<CohortRecall>(json) : null);
}
