using Azure.Data.Tables;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>What happened to the alerts of a release: a row for each commit that changed some.</summary>
internal static class MomentRows
{
    /// <summary>What keys of changes begin with.</summary>
    public const string Changes = "x|";

    /// <summary>A filter of the rows that moments are made of.</summary>
    public static string Of(string watchId) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {watchId} and (RowKey eq {RowKeys.Alerts} or (RowKey ge {Changes} and RowKey lt {RowKeys.After(Changes)}))");

    /// <summary>The changes among the rows of a partition, in order.</summary>
    public static IEnumerable<ListedChange> ReadChanges(IEnumerable<TableEntity> rows) =>
        rows.Where(r => r.RowKey.StartsWith(Changes, StringComparison.Ordinal)).OrderBy(r => r.RowKey, StringComparer.Ordinal).SelectMany(r => r.ReadJson<List<ListedChange>>());

    /// <summary>The changes among the rows of a partition as a look-back reads them, in order.</summary>
    public static IReadOnlyList<AlertMoment> Read(IReadOnlyList<TableEntity> rows)
    {
        var alerts = rows.FirstOrDefault(r => r.RowKey == RowKeys.Alerts)?.ReadJson<List<Alert>>().ToDictionary(a => a.Id) ?? [];
        return [.. ReadChanges(rows).Where(c => alerts.ContainsKey(c.AlertId)).Select(c => Moment(alerts[c.AlertId], c))];
    }

    private static AlertMoment Moment(Alert alert, ListedChange c) => new(
        alert.Id, alert.Rule, alert.Key, c.At, c.Change, c.Severity, c.Closed, c.Change == nameof(Moved) ? new AlertId(c.Detail!) : null, c.By is not null);
}
