using Azure.Data.Tables;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>
/// A chain of the audit table with one writer at a time. Each entry is inserted under its number, which fences: nothing is written over, whoever else tries. Whose answer was
/// lost finds the entry that it meant to write.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="partition">The partition.</param>
/// <param name="writer">The writer, in keys.</param>
/// <param name="chain">The name of the chain.</param>
internal sealed class WrittenChain(TableClient table, string partition, string writer, string chain)
{
    private bool _isRead;
    private ChainHead? _end;

    public string Name => chain;

    /// <summary>Where it has got to; null when it has no entry.</summary>
    public async Task<ChainHead?> FindEndAsync(CancellationToken cancellation)
    {
        if (!_isRead) _end = await table.FindAsync(partition, AuditRows.End(writer), cancellation) is { } row ? row.ReadJson<ChainHead>() : null;
        _isRead = true;
        return _end;
    }

    /// <summary>Chains one note, with a row for each release that it concerns: they are no more than fit one transaction.</summary>
    public async Task AppendAsync(AuditNote note, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var entry = AuditChain.Append(chain, await FindEndAsync(cancellation), note);

            // Until the answer is there it is not known where the chain ends.
            _isRead = false;
            if (!await table.TrySubmitAsync([.. RowsOf(entry)], cancellation) && !await IsWrittenAsync(entry, cancellation)) continue;
            (_isRead, _end) = (true, entry.Head);
            return;
        }

        throw Requests.Contended();
    }

    private IEnumerable<TableTransactionAction> RowsOf(AuditEntry entry)
    {
        yield return Requests.Insert(AuditRows.Write(partition, AuditRows.Entry(writer, entry.Number), entry));
        yield return Requests.Put(AuditRows.WriteEnd(partition, writer, entry));
        foreach (var watchId in entry.Note.WatchIds) yield return Requests.Put(AuditRows.WriteLook(partition, writer, entry, watchId));
    }

    private async Task<bool> IsWrittenAsync(AuditEntry entry, CancellationToken cancellation) =>
        await table.FindAsync(partition, AuditRows.Entry(writer, entry.Number), cancellation) is { } row && AuditRows.Read(chain, row).Hash == entry.Hash;
}
