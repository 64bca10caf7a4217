using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>Reads all chains for who verifies them. Ends are read before entries: what is written meanwhile is behind them.</summary>
internal sealed class StoredChains(StoreTables tables, AuditMonths months)
{
    /// <summary>The anchors, then what programs showed, then what was done to releases.</summary>
    public async IAsyncEnumerable<StoredChain> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chain in OfPartitionAsync(Anchoring.Partition, _ => AuditChain.Anchors, cancellation)) yield return chain;
        foreach (var month in await months.ReadAsync(null, cancellation))
        {
            await foreach (var chain in OfPartitionAsync(month, writer => $"{month}-{writer}", cancellation)) yield return chain;
        }

        await foreach (var chain in OfReleasesAsync(cancellation)) yield return chain;
    }

    private async IAsyncEnumerable<StoredChain> OfPartitionAsync(string partition, Func<string, string> chainOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ends = (await tables.Audit.ReadAsync(AuditRows.AllEnds(partition), cancellation)).ToDictionary(AuditRows.WriterOf, r => r.ReadJson<ChainHead>(), StringComparer.Ordinal);
        var (writer, entries) = ("", new List<AuditEntry>());
        await foreach (var row in tables.Audit.QueryAsync<TableEntity>(AuditRows.AllEntries(partition), cancellationToken: cancellation))
        {
            if (AuditRows.WriterOf(row) is var next && next != writer)
            {
                if (entries.Count > 0) yield return ChainOf(writer, entries);
                (writer, entries) = (next, []);
            }

            entries.Add(AuditRows.Read(chainOf(writer), row));
        }

        if (entries.Count > 0) yield return ChainOf(writer, entries);
        foreach (var left in ends.Keys.Order(StringComparer.Ordinal).ToArray()) yield return ChainOf(left, []);

        StoredChain ChainOf(string of, List<AuditEntry> read) => new(chainOf(of), read, ends.Remove(of, out var end) ? end : null);
    }

    // Rows come by partition, and the release row before its entries.
    private async IAsyncEnumerable<StoredChain> OfReleasesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string[] columns = ["PartitionKey", "RowKey", CaseAudit.Number, CaseAudit.Hash, .. LongText.JsonParts];
        var (watchId, entries, end) = ("", new List<AuditEntry>(), default(ChainHead));
        await foreach (var row in tables.Cases.QueryAsync<TableEntity>(CaseAudit.OfAll(), select: columns, cancellationToken: cancellation))
        {
            if (row.PartitionKey != watchId)
            {
                if (entries.Count > 0 || end is not null) yield return new StoredChain(watchId, entries, end);
                (watchId, entries, end) = (row.PartitionKey, [], null);
            }

            if (CaseAudit.IsEntry(row)) entries.Add(AuditRows.Read(watchId, row));
            else if (row.RowKey == RowKeys.Head) end = CaseAudit.EndOf(row);
        }

        if (entries.Count > 0 || end is not null) yield return new StoredChain(watchId, entries, end);
    }
}
