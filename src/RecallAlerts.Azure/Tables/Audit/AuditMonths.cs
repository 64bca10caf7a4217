using Azure.Data.Tables;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>The months that have entries: partitions of the audit table, of which a table itself has no list.</summary>
/// <param name="table">The audit table.</param>
internal sealed class AuditMonths(TableClient table)
{
    private const string Partition = "months";

    /// <summary>The month of an instant (UTC).</summary>
    public static string Of(Instant at) => at.ToString()[..7];

    /// <summary>Says, before its first entry, that a month has some.</summary>
    public Task BeginAsync(string month, CancellationToken cancellation) => table.UpsertEntityAsync(new TableEntity(Partition, month), TableUpdateMode.Replace, cancellation);

    /// <summary>Months from one on, the earliest first; null is all.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string? from, CancellationToken cancellation)
    {
        var first = from ?? "";
        var rows = await table.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {first}"), cancellation);
        return [.. rows.Select(r => r.RowKey).Order(StringComparer.Ordinal)];
    }
}
