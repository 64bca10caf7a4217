using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>Reads chains for who verifies them, in parts. Ends are read before entries: what is written meanwhile is behind them.</summary>
internal sealed class StoredChains(StoreTables tables, AuditMonths months)
{
    /// <summary>The chain of anchors.</summary>
    public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => OfPartitionAsync(Anchoring.Partition, _ => AuditChain.Anchors, ChainRange.All, cancellation);

    /// <summary>What programs showed, then what was done to releases, as far as the names of their chains lie in a range.</summary>
    public async IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var month in (await months.ReadAsync(null, cancellation)).Where(month => MayHold(range, month)))
        {
            await foreach (var part in OfPartitionAsync(month, writer => $"{month}-{writer}", range, cancellation)) yield return part;
        }

        await foreach (var part in OfReleasesAsync(range, cancellation)) yield return part;
    }

    private static bool MayHold(ChainRange range, string month) =>
        string.CompareOrdinal($"{month}.", range.From) > 0 && (range.Before is null || string.CompareOrdinal($"{month}-", range.Before) < 0);

    private async IAsyncEnumerable<StoredChain> OfPartitionAsync(string partition, Func<string, string> chainOf, ChainRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ends = (await tables.Audit.ReadAsync(AuditRows.AllEnds(partition), cancellation)).ToDictionary(AuditRows.WriterOf, r => AuditRows.ReadEnd(chainOf(AuditRows.WriterOf(r)), r), StringComparer.Ordinal);
        var part = new ChainPart();
        await foreach (var row in tables.Audit.QueryAsync<TableEntity>(AuditRows.AllEntries(partition), cancellationToken: cancellation))
        {
            var writer = AuditRows.WriterOf(row);
            if (!range.Holds(chainOf(writer))) continue;
            if (part.EndsBefore(chainOf(writer)) is { } ended) yield return ended;
            part.Begin(chainOf(writer), ends.Remove(writer, out var end) ? end : null);
            part.Add(AuditRows.Read(chainOf(writer), row));
        }

        if (part.End() is { } last) yield return last;
        foreach (var end in ends.Values.Where(end => range.Holds(end.Chain)).OrderBy(end => end.Chain, StringComparer.Ordinal)) yield return new StoredChain(end.Chain, [], end);
    }

    // Rows come by partition, and the release row before its entries.
    private async IAsyncEnumerable<StoredChain> OfReleasesAsync(ChainRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string[] columns = ["PartitionKey", "RowKey", CaseAudit.Number, CaseAudit.Hash, .. LongText.JsonParts];
        var part = new ChainPart();
        await foreach (var row in tables.Cases.QueryAsync<TableEntity>(CaseAudit.OfAll(range), select: columns, cancellationToken: cancellation))
        {
            if (part.EndsBefore(row.PartitionKey) is { } ended) yield return ended;
            if (row.RowKey == RowKeys.Head && CaseAudit.EndOf(row) is { } end) part.Begin(row.PartitionKey, end);
            if (!CaseAudit.IsEntry(row)) continue;
            part.Begin(row.PartitionKey, null);
            part.Add(AuditRows.Read(row.PartitionKey, row));
        }

        if (part.End() is { } last) yield return last;
    }
}
